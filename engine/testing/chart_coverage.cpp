#include "engine/testing/chart_coverage.h"

#include <algorithm>

#include "engine/base/words.h"
#include "engine/machine/possible.h"
#include "engine/model/ballot_events.h"
#include "engine/model/graph.h"

namespace aftale::testing {

using model::Chart;
using model::ChartIx;
using model::State;
using model::StateIx;
using model::Transition;
using model::Way;

namespace {

/// From the top of the workflow, `*` for the branches: `consultation/*/asked`.
std::string path_of(const model::Definition& definition, ChartIx ix, StateIx state) {
  const Chart& chart = definition.charts[ix];
  const std::string inside = chart.path(state);
  if (chart.parent == model::kNone) return inside;
  return path_of(definition, chart.parent, chart.parent_state) + "/*/" + inside;
}

Text timed_words(const State& state, const model::TransitionList& list) {
  for (const model::TimedRule& rule : state.timed) {
    if (&rule.transitions != list.transitions) continue;
    const std::string when = rule.when ? " " + rule.when.text() : "";
    switch (rule.kind) {
      case model::TimedRule::Kind::after:
        return {"efter" + when, "after" + when};
      case model::TimedRule::Kind::from:
        return {"fra" + when, "from" + when};
      case model::TimedRule::Kind::every:
        return {"hver " + rule.rule, "every " + rule.rule};
    }
  }
  return {};
}

Text deadline_words(const State& state, const model::TransitionList& list) {
  for (const model::Deadline& deadline : state.deadlines) {
    if (&deadline.then != list.transitions) continue;
    return {"når fristen " + deadline.id + " er overskredet", "when the deadline " + deadline.id + " is missed"};
  }
  return {};
}

Text way_words(const Chart& chart, const State& state, const model::TransitionList& list) {
  switch (list.way) {
    case Way::event:
      return {"ved " + chart.events[list.event].name, "on " + chart.events[list.event].name};
    case Way::always:
      return {"af sig selv", "always"};
    case Way::timed:
      return timed_words(state, list);
    case Way::deadline:
      return deadline_words(state, list);
    case Way::decide:
      return {"i decide", "in decide"};
    case Way::done:
      return {"når alt er færdigt", "when all is done"};
    case Way::empty:
      return {"når der ingen grene er", "when there are no branches"};
  }
  return {};
}

/// `drafting -> recommendation on submitted [guard]`.
Text transition_words(const Chart& chart, const std::string& source, const Transition& transition, const Text& way) {
  std::string targets;
  for (const StateIx target : transition.targets) targets += (targets.empty() ? "" : ", ") + chart.path(target);
  const std::string guard = transition.guard ? " [" + transition.guard.text() + "]" : "";
  const auto sentence = [&](const std::string& words) {
    return source + (targets.empty() ? "" : " -> " + targets) + " " + words + guard;
  };
  return {sentence(way.da), sentence(way.en)};
}

Diagnostic note_at(const Span& at, Text message) {
  return {"untouched", Severity::note, std::move(message), at, {}};
}

std::size_t set_in(const std::vector<bool>& bits) {
  return static_cast<std::size_t>(std::count(bits.begin(), bits.end(), true));
}

/// The events of every kind that the ballot may be; of all kinds where that is not known beforehand.
std::vector<std::string> outcomes_of(const model::Definition& definition, const State& state) {
  std::vector<std::string> events;
  const decisions::Table* table = definition.rules.find("ballot");
  if (!table) return events;
  std::vector<std::string> kinds = model::ballot_kinds(state);
  if (kinds.empty()) kinds = {"approve", "recommend", "advise", "note", "discuss"};
  for (const std::string& kind : kinds) {
    for (std::string& event : model::ballot_events(*table, kind)) {
      if (std::find(events.begin(), events.end(), event) == events.end()) events.push_back(std::move(event));
    }
  }
  return events;
}

/// What is missing of a guard; empty where it came out both ways.
Text guard_words(const ChartCoverage::TransitionMark& mark) {
  if (!mark.one_sided()) return {};
  if (!mark.held && !mark.said_no) return {"er ikke spurgt i noget scenarie", "is asked in no scenario"};
  if (mark.held) return {"er opfyldt i alle scenarier, der spørger", "holds in every scenario that asks"};
  return {"er ikke opfyldt i noget scenarie", "holds in no scenario"};
}

}  // namespace

Tally& Tally::operator+=(const Tally& other) {
  all += other.all;
  touched += other.touched;
  return *this;
}

Tally Tallies::all() const {
  Tally sum;
  for (const TallyKind& kind : tally_kinds()) sum += this->*kind.tally;
  return sum;
}

Tallies& Tallies::operator+=(const Tallies& other) {
  for (const TallyKind& kind : tally_kinds()) this->*kind.tally += other.*kind.tally;
  return *this;
}

const std::array<TallyKind, 5>& tally_kinds() {
  static const std::array<TallyKind, 5> kKinds{{{"states", {"tilstande", "states"}, &Tallies::states},
                                                {"transitions", {"overgange", "transitions"}, &Tallies::transitions},
                                                {"guards", {"betingelser", "guards"}, &Tallies::guards},
                                                {"deadlines", {"frister", "deadlines"}, &Tallies::deadlines},
                                                {"outcomes", {"udfald", "outcomes"}, &Tallies::outcomes}}};
  return kKinds;
}

Text ChartCoverage::DeadlineMark::untried() const {
  std::vector<std::string> da, en;
  for (std::size_t n = 0; n < warnings.size(); ++n) {
    if (warned[n]) continue;
    da.push_back("påmindelsen " + warnings[n]);
    en.push_back("the reminder " + warnings[n]);
  }
  if (!missed) {
    da.emplace_back("en overskridelse");
    en.emplace_back("a missed date");
  }
  return {joined(da, "eller"), joined(en, "or")};
}

Text ChartCoverage::BallotMark::untried() const {
  std::vector<std::string> da, en;
  for (std::size_t n = 0; n < events.size(); ++n) {
    if (given[n]) continue;
    const Text title = machine::title_of_word(events[n]);
    da.push_back("»" + (title.empty() ? events[n] : title.da) + "«");
    en.push_back('"' + (title.empty() ? events[n] : title.en) + '"');
  }
  return {joined(da, "eller"), joined(en, "or")};
}

ChartCoverage::ChartCoverage(const model::Definition& definition, ChartIx ix) {
  const Chart& chart = definition.charts[ix];
  transitions_.resize(chart.transitions);
  for (std::size_t n = 0; n < chart.states.size(); ++n) {
    const State& state = chart.states[n];
    const auto at = static_cast<StateIx>(n);
    const std::string path = n == 0 ? definition.workflows[chart.workflow].name : path_of(definition, ix, at);
    states_.push_back({state.at, path, n != 0 && !state.is_history(), false});
    for (const model::TransitionList& list : model::lists_of(state)) {
      const Text way = way_words(chart, state, list);
      for (const Transition& transition : *list.transitions) {
        if (transition.number >= transitions_.size()) continue;
        TransitionMark& mark = transitions_[transition.number];
        mark.at = transition.at;
        mark.text = transition_words(chart, path, transition, way);
        if (transition.guard) mark.guard = transition.guard.text();
      }
    }
    for (std::size_t ordinal = 0; ordinal < state.deadlines.size(); ++ordinal) {
      const model::Deadline& deadline = state.deadlines[ordinal];
      DeadlineMark mark{deadline.at, at, static_cast<std::uint16_t>(ordinal), path + "/" + deadline.id, {}, {}, false};
      for (const time::Period& warning : deadline.warn) mark.warnings.push_back(warning.iso());
      mark.warned.resize(mark.warnings.size());
      deadlines_.push_back(std::move(mark));
    }
    if (!state.ballot) continue;
    BallotMark ballot{state.ballot.at(), at, path, outcomes_of(definition, state), {}};
    ballot.given.resize(ballot.events.size());
    ballots_.push_back(std::move(ballot));
  }
}

void ChartCoverage::transition(std::uint16_t number) {
  if (number < transitions_.size()) transitions_[number].touched = true;
}

void ChartCoverage::guard(std::uint16_t number, bool held) {
  if (number >= transitions_.size()) return;
  (held ? transitions_[number].held : transitions_[number].said_no) = true;
}

ChartCoverage::DeadlineMark* ChartCoverage::deadline_of(StateIx state, std::uint16_t deadline) {
  const auto found = std::find_if(deadlines_.begin(), deadlines_.end(), [&](const DeadlineMark& mark) {
    return mark.state == state && mark.deadline == deadline;
  });
  return found == deadlines_.end() ? nullptr : &*found;
}

void ChartCoverage::warning(StateIx state, std::uint16_t deadline, std::uint16_t moment) {
  DeadlineMark* mark = deadline_of(state, deadline);
  if (mark && moment < mark->warned.size()) mark->warned[moment] = true;
}

void ChartCoverage::missed(StateIx state, std::uint16_t deadline) {
  if (DeadlineMark* mark = deadline_of(state, deadline)) mark->missed = true;
}

void ChartCoverage::outcome(StateIx state, const std::string& event) {
  for (BallotMark& mark : ballots_) {
    if (mark.state != state) continue;
    const auto found = std::find(mark.events.begin(), mark.events.end(), event);
    if (found != mark.events.end()) mark.given[static_cast<std::size_t>(found - mark.events.begin())] = true;
  }
}

Tallies ChartCoverage::touched() const {
  Tallies sum;
  for (const StateMark& mark : states_) {
    if (mark.counts) sum.states += {1, std::size_t{mark.touched}};
  }
  for (const TransitionMark& mark : transitions_) {
    if (mark.counts()) sum.transitions += {1, std::size_t{mark.touched}};
    if (!mark.guard.empty()) sum.guards += {2, std::size_t{mark.held} + std::size_t{mark.said_no}};
  }
  for (const DeadlineMark& mark : deadlines_)
    sum.deadlines += {mark.warned.size() + 1, set_in(mark.warned) + std::size_t{mark.missed}};
  for (const BallotMark& mark : ballots_) sum.outcomes += {mark.given.size(), set_in(mark.given)};
  return sum;
}

std::vector<Diagnostic> ChartCoverage::untouched() const {
  std::vector<Diagnostic> notes;
  for (const StateMark& mark : states_) {
    if (!mark.counts || mark.touched) continue;
    notes.push_back(note_at(mark.at, {"Trinnet " + mark.path + " er ikke med i noget scenarie",
                                      "The state " + mark.path + " is touched by no scenario"}));
  }
  for (const TransitionMark& mark : transitions_) {
    if (!mark.counts() || mark.touched) continue;
    notes.push_back(note_at(mark.at, {"Overgangen " + mark.text.da + " er ikke med i noget scenarie",
                                      "The transition " + mark.text.en + " is touched by no scenario"}));
  }
  return notes;
}

std::vector<Diagnostic> ChartCoverage::untried() const {
  std::vector<Diagnostic> notes;
  for (const TransitionMark& mark : transitions_) {
    const Text lacks = guard_words(mark);
    if (lacks.empty()) continue;
    notes.push_back(note_at(mark.at, {"Betingelsen i overgangen " + mark.text.da + " " + lacks.da,
                                      "The guard of the transition " + mark.text.en + " " + lacks.en}));
  }
  for (const DeadlineMark& mark : deadlines_) {
    const Text lacks = mark.untried();
    if (lacks.empty()) continue;
    notes.push_back(note_at(mark.at, {"Fristen " + mark.path + ": intet scenarie har " + lacks.da,
                                      "The deadline " + mark.path + ": no scenario has " + lacks.en}));
  }
  for (const BallotMark& mark : ballots_) {
    const Text lacks = mark.untried();
    if (lacks.empty()) continue;
    notes.push_back(note_at(mark.at, {"Afstemningen i " + mark.path + ": intet scenarie har " + lacks.da,
                                      "The ballot in " + mark.path + ": no scenario has " + lacks.en}));
  }
  return notes;
}

}  // namespace aftale::testing
