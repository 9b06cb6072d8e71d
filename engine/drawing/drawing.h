#pragma once
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "engine/base/text.h"

/// A workflow as a picture, before anybody has said where on the paper: boxes, edges and frames with their words. Every
/// format is written from this (dot.h, mermaid.h, bpmn.h). Plain values in one language; titles come as they were
/// written, so each format escapes them.
namespace aftale::drawing {

inline constexpr std::size_t kNowhere = std::numeric_limits<std::size_t>::max();

/// Where a case has come to in a picture of its way (`done`, `here`, `ahead`), or what scenarios have tried in a
/// picture of their coverage; `none` everywhere in a picture of a workflow.
enum class Standing : std::uint8_t { none, done, here, ahead, tried, partly, untried };

/// One line of text in a box.
struct Line {
  enum class Role : std::uint8_t { title, owner, deadline, note, standing };
  Role role = Role::title;
  std::string text;
  friend bool operator==(const Line&, const Line&) = default;
};

/// A step, an end, or the dot where all begins.
struct Box {
  enum class Kind : std::uint8_t {
    start,
    step,      ///< somebody acts
    vote,      ///< a body treats the matter
    branches,  ///< the same for each of a list
    call,      ///< another workflow runs inside
    wait,      ///< nobody acts; a day brings it on
    end,
    wrong_data,  ///< an end that only says that the data were not fit
    gateway      ///< where ways part or meet, in forms that want it drawn (bpmn.h)
  };
  enum class Tone : std::uint8_t { neutral, good, bad };
  std::string id;  ///< unique in the drawing: the path of the state, `chain/treats`; of the start `start`
  Kind kind = Kind::step;
  Tone tone = Tone::neutral;
  Standing standing = Standing::none;
  std::int64_t colour = -1;        ///< of its owner: 0 the secretariat, then in their order; -1: nobody's
  std::size_t cluster = kNowhere;  ///< the innermost frame around it
  bool inner = false;              ///< an end of a part only, not of the whole
  bool one_by_one = false;         ///< of `branches`: they run one after the other
  bool moves_on = false;           ///< its deadline leads on when it is missed
  std::vector<Line> lines;
  friend bool operator==(const Box&, const Box&) = default;

  /// The text of its first line with that role; empty where there is none.
  const std::string& text(Line::Role role) const;
};

/// A way from one box to another, or from the frame around it.
struct Edge {
  enum class Kind : std::uint8_t {
    main,   ///< the way that is taken when all goes well
    aside,  ///< leads on, but not where one hopes
    back,   ///< leads to a box that comes earlier
    other   ///< leads on as well as the main way does
  };
  std::size_t from = 0, to = 0;                                ///< in Drawing::boxes
  std::size_t from_cluster = kNowhere, to_cluster = kNowhere;  ///< it leaves or reaches the frame, not the box
  Kind kind = Kind::main;
  Standing standing = Standing::none;      ///< done: the case has gone this way; partly: some of what leads here
  std::vector<std::string> labels;         ///< one for each thing that leads here
  std::vector<std::string> return_labels;  ///< of the way back, where two boxes send to each other; else empty
  friend bool operator==(const Edge&, const Edge&) = default;
};

/// A frame around boxes that belong together.
struct Cluster {
  enum class Kind : std::uint8_t {
    group,     ///< a step with steps inside
    parallel,  ///< several things at the same time
    region,    ///< one of them
    chain      ///< the same for each of a list, one after the other
  };
  std::string id;  ///< path of the state
  Kind kind = Kind::group;
  std::size_t parent = kNowhere;
  std::vector<Line> lines;
  friend bool operator==(const Cluster&, const Cluster&) = default;
};

struct Drawing {
  std::string name;  ///< of the workflow, or the key of the case
  Language language = Language::da;
  std::string title;
  std::vector<std::string> notes;  ///< below the title
  std::vector<Box> boxes;          ///< the main way first
  std::vector<Edge> edges;
  std::vector<Cluster> clusters;  ///< a frame comes before those inside it
  friend bool operator==(const Drawing&, const Drawing&) = default;
};

/// Whether every place that it names is in its lists, and a frame lies only in one before it.
bool is_whole(const Drawing& drawing);

}  // namespace aftale::drawing
