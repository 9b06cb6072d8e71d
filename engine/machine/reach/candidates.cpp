#include "engine/machine/reach/candidates.h"

#include <algorithm>

#include "engine/machine/bodies/ballot_words.h"
#include "engine/machine/bodies/four_eyes.h"
#include "engine/machine/branches/renewed_approval.h"
#include "engine/machine/chart/children.h"
#include "engine/machine/chart/titles.h"

namespace aftale::machine {

using model::State;
using model::StateIx;

namespace {

/// A ballot that puts the matter off, or an event that is ignored, has no transition of its own.
const std::vector<model::Transition>& nothing_moves() {
  static const std::vector<model::Transition> stay(1);
  return stay;
}

class Collector {
 public:
  explicit Collector(Run& run) : run_(run), words_(run) {}

  void in_branch(BranchNo no) {
    const Branch& branch = run_.branch(no);
    const model::Chart& chart = run_.chart(branch);
    at_state(no, 0);
    for (const ActiveState& active : branch.active) {
      at_state(no, active.state);
      const State& state = chart.states[active.state];
      if (!state.for_each && !state.call) continue;
      for (const BranchNo child : children_in_order(run_, no, active.state)) {
        renewals(child);
        if (run_.branch(child).status == BranchStatus::running) in_branch(child);
      }
    }
  }

  std::vector<Candidate> take() { return std::move(found_); }

 private:
  void at_state(BranchNo no, StateIx at) {
    const model::Chart& chart = run_.chart(no);
    const State& state = chart.states[at];
    std::vector<FittingWord> words;
    std::string kind;
    if (state.ballot) {
      kind = ballot_kind(run_, no, at).value_or("");
      if (!kind.empty()) words = words_.fitting(kind);
    }
    for (const auto& [event, transitions] : state.on) {
      const std::string& name = chart.events[event].name;
      if (!state.ballot || !words_.can_give(state, name)) add({no, at}, {no, at}, name, transitions, {});
    }
    std::vector<std::string> events;
    for (const FittingWord& word : words) {
      if (std::find(events.begin(), events.end(), word.event) == events.end()) events.push_back(word.event);
    }
    for (const std::string& event : events) ballot({no, at}, kind, event, words);
  }

  void ballot(Leaf step, const std::string& kind, const std::string& event, const std::vector<FittingWord>& words) {
    std::vector<std::string> fitting;
    for (const FittingWord& word : words) {
      if (word.event == event) fitting.push_back(word.word);
    }
    if (stays(event)) return add(step, step, event, nothing_moves(), std::move(fitting));
    for (const std::string& other : stand_ins(event, kind)) {
      for (Leaf leaf = step;;) {
        const model::Chart& chart = run_.chart(leaf.branch);
        const model::EventIx ix = chart.event(other);
        const State& state = chart.states[leaf.state];
        for (const auto& [taken, transitions] : state.on) {
          if (ix != model::kNone && taken == ix) return add(step, leaf, event, transitions, std::move(fitting));
        }
        if (std::find(state.ignore.begin(), state.ignore.end(), ix) != state.ignore.end()) {
          return add(step, leaf, event, nothing_moves(), std::move(fitting));
        }
        if (!outwards(run_, leaf)) break;
      }
    }
  }

  void add(Leaf step, Leaf answers, const std::string& event, const std::vector<model::Transition>& transitions,
           std::vector<std::string> words) {
    found_.push_back({step, answers, event, &transitions, std::move(words)});
  }

  void renewals(BranchNo no) {
    for (const Renewal& renewal : run_.branch(no).renewals) {
      for (const char* event : {branches::kReapprove, branches::kKeep}) {
        found_.push_back({{no, 0}, {no, 0}, event, &nothing_moves(), {}, renewal.document});
      }
    }
  }

  Run& run_;
  BallotWords words_;
  std::vector<Candidate> found_;
};

}  // namespace

Text step_title(const Run& run, Leaf step) {
  if (step.state == 0) return *run.branch(step.branch).title;
  return filled(title_of_state(run.chart(step.branch).states[step.state]), run, run.branch(step.branch));
}

std::vector<Candidate> candidates(Run& run) {
  if (run.instance().status != lifecycle::CaseStatus::running || run.instance().branches.empty()) return {};
  Collector collector(run);
  collector.in_branch(0);
  return collector.take();
}

const Proposal* find_proposal(const Run& run, const Candidate& candidate) {
  if (candidate.renewal != model::kNone) return nullptr;
  const bool ballot = !candidate.words.empty();
  return find_proposal(run, ballot ? candidate.step : candidate.answers, candidate.event, ballot);
}

}  // namespace aftale::machine
