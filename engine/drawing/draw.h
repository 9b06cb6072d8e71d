#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/drawing/drawing.h"
#include "engine/model/definition.h"

/// A chart of a definition as a picture. Pure.
namespace aftale::drawing {

/// What is drawn: a chart, or what lies inside one of its states.
struct Part {
  model::ChartIx chart = 0;
  model::StateIx top = 0;  ///< 0: the whole chart
  friend bool operator==(const Part&, const Part&) = default;
};

enum class Detail : std::uint8_t {
  steps,  ///< what people follow
  all     ///< also ends of wrong data, and what a step takes without leading on
};

/// The part of that name: a state's id, path (`treatment/answers`) or title, in any chart of the bundle. Of a state
/// whose inside is a chart of its own (branches, a call) it is that chart. An empty name is the whole. Errors:
/// not_found `unknown-step`, with the parts there are; refused `ambiguous`, with their paths, and `no-part` of a state
/// that has nothing inside.
Result<Part> find_part(const model::Definition& definition, std::string_view name);

/// States that the part has, those of chains that are drawn in it included; a picture of more than kDrawnStatesMax
/// helps nobody.
std::size_t states_of(const model::Definition& definition, const Part& part);
inline constexpr std::size_t kDrawnStatesMax = 2'000;

/// A drawing, and which state each of its boxes stands for (of the start: the top).
struct Drawn {
  Drawing drawing;
  std::vector<std::pair<model::ChartIx, model::StateIx>> states;
};

/// What is to be said of a transition: where it stands, and words for its label.
struct TransitionMark {
  Standing standing = Standing::none;
  std::string note;  ///< empty: nothing
};
using MarkOf = std::function<TransitionMark(model::ChartIx, const model::Transition&)>;

/// With `mark`, edges stand as what leads along them does, `partly` where that differs, and labels end with its note;
/// the note of a transition that is no edge stands in the box, or the frame, of its state. Error: refused `too-large`.
Result<Drawn> draw(const model::Definition& definition, const Part& part, Detail detail, Language language,
                   const MarkOf& mark = nullptr);

}  // namespace aftale::drawing
