#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/model/definition.h"

namespace aftale::testing {

/// How many of something there are, and how many of them were touched.
struct Tally {
  std::size_t all = 0, touched = 0;
  Tally& operator+=(const Tally& other);
};

/// All that counts.
struct Tallies {
  Tally states, transitions;
  Tally guards;     ///< each twice: it held, and it said no
  Tally deadlines;  ///< each `warn`, and being missed
  Tally outcomes;   ///< of ballots

  Tally all() const;
  Tallies& operator+=(const Tallies& other);
};

/// One of them, by its name in JSON and as people call it.
struct TallyKind {
  const char* name;
  Text title;
  Tally Tallies::*tally;
};
/// In the order in which they are told; the first two are the ways, which every run tells of.
const std::array<TallyKind, 5>& tally_kinds();

/// What scenarios have touched of one chart: a workflow's, or the inline states of a `for_each`. It goes by the indices
/// of the chart, so that whoever draws the chart can mark what nobody has tried. Plain values.
class ChartCoverage {
 public:
  /// By StateIx. States that nobody is in by themselves (the chart, history states) do not count.
  struct StateMark {
    Span at;
    std::string path;  ///< from the top of the workflow, `*` for branches: `consultation/*/asked`
    bool counts = true, touched = false;
  };
  /// By Transition::number. One with a guard counts twice more: that it held, and that it said no.
  struct TransitionMark {
    Span at;
    Text text;  ///< `drafting -> recommendation on submitted [guard]`; empty: no transition has this number
    bool touched = false;
    std::string guard;  ///< as it is written; empty: none
    bool held = false, said_no = false;

    bool counts() const { return !text.empty(); }
    /// Whether it has a guard that came out one way at most.
    bool one_sided() const { return !guard.empty() && !(held && said_no); }
  };
  /// A deadline counts once for each `warn` and once for being missed. Its `then` is a transition.
  struct DeadlineMark {
    Span at;
    model::StateIx state = 0;
    std::uint16_t deadline = 0;         ///< index in State::deadlines
    std::string path;                   ///< of the state, with the deadline's name: `approval/adopted`
    std::vector<std::string> warnings;  ///< as they are written: `P14D`
    std::vector<bool> warned;           ///< by index in Deadline::warn
    bool missed = false;

    /// The moments that never came, `påmindelsen P14D eller en overskridelse`; empty: all came.
    Text untried() const;
  };
  /// A ballot counts once for each event that the words of its minutes can become.
  struct BallotMark {
    Span at;
    model::StateIx state = 0;
    std::string path;
    std::vector<std::string> events;
    std::vector<bool> given;  ///< by index in `events`

    /// The outcomes that no body gave, `»afvist« eller »udsat«`; empty: all were given.
    Text untried() const;
  };

  ChartCoverage(const model::Definition& definition, model::ChartIx chart);

  void state(model::StateIx state) { states_[state].touched = true; }
  void transition(std::uint16_t number);
  /// A guard that was looked at; of a transition without one nothing is noted.
  void guard(std::uint16_t number, bool held);
  void warning(model::StateIx state, std::uint16_t deadline, std::uint16_t moment);
  void missed(model::StateIx state, std::uint16_t deadline);
  void outcome(model::StateIx state, const std::string& event);

  const std::vector<StateMark>& states() const { return states_; }
  const std::vector<TransitionMark>& transitions() const { return transitions_; }
  const std::vector<DeadlineMark>& deadlines() const { return deadlines_; }
  const std::vector<BallotMark>& ballots() const { return ballots_; }

  Tallies touched() const;
  /// States and transitions that nothing has touched: notes, code `untouched`.
  std::vector<Diagnostic> untouched() const;
  /// Guards that came out one way only, moments of deadlines that never came, outcomes that no body gave: one note a
  /// guard, deadline and ballot, code `untouched`.
  std::vector<Diagnostic> untried() const;

 private:
  DeadlineMark* deadline_of(model::StateIx state, std::uint16_t deadline);

  std::vector<StateMark> states_;
  std::vector<TransitionMark> transitions_;
  std::vector<DeadlineMark> deadlines_;
  std::vector<BallotMark> ballots_;
};

}  // namespace aftale::testing
