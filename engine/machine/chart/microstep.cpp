#include <algorithm>

#include "engine/base/check.h"
#include "engine/machine/bodies/addressees.h"
#include "engine/machine/chart/macrostep.h"
#include "engine/machine/deadlines/deadline_notices.h"
#include "engine/machine/deadlines/fired.h"
#include "engine/machine/deadlines/work_items.h"

namespace aftale::machine {

using model::kNone;
using model::State;
using model::StateIx;

Result<void> Macrostep::microstep(BranchNo no, Move move) {
  if (++microsteps_ > limits::kMicrostepsMax) {
    return fail(Error::Kind::refused, "microsteps",
                Text{"Sagen kommer ikke til hvile: " + std::to_string(limits::kMicrostepsMax) +
                         " skridt fulgte af ét input. Se efter always eller raise, der går i ring",
                     "The case does not come to rest: " + std::to_string(limits::kMicrostepsMax) +
                         " microsteps followed from one input. Look for always or raise that go in a circle"});
  }
  scan_eventless_ = true;
  Branch& branch = run_.write(no);
  const model::Chart& chart = run_.chart(branch);
  remove_conflicts(chart, branch, move.chosen, run_.scxml_domains());

  Moves moves;
  find_left(chart, branch, move.chosen, run_.scxml_domains(), moves);
  remember(branch, moves);
  Left left{move.leaving, &move.event};
  for (const Chosen& one : move.chosen) {
    if (!one.transition->keep) continue;
    left.keep = true;
    left.again = &one.transition->again;
  }
  for (const StateIx state : moves.left) AFTALE_TRY_VOID(leave(no, state, left));
  for (const Chosen& one : move.chosen) AFTALE_TRY_VOID(act(no, one.source, one.transition->actions));
  find_entered(chart, branch, move.chosen, run_.scxml_domains(), moves);

  Microstep trace;
  trace.branch = no;
  trace.chart = branch.chart;
  trace.event = std::move(move.event);
  trace.tried = std::move(move.tried);
  for (const Chosen& one : move.chosen) trace.taken.push_back(one.transition->number);
  trace.left = moves.left;
  trace.entered = moves.entered;
  run_.step().trace.push_back(std::move(trace));

  for (const StateIx state : moves.entered) AFTALE_TRY_VOID(enter(no, state, moves));
  return rest_clocks(no);
}

void Macrostep::remember(Branch& branch, const Moves& moves) {
  const model::Chart& chart = run_.chart(branch);
  for (const StateIx parent : moves.left) {
    const State& state = chart.states[parent];
    for (StateIx child = static_cast<StateIx>(parent + 1); child < state.end; child = chart.states[child].end) {
      if (!chart.states[child].is_history()) continue;
      const bool deep = chart.states[child].type == State::Type::deep_history;
      HistoryEntry entry{child, {}};
      for (std::size_t i = 0; i < branch.active.size(); ++i) {
        const StateIx at = branch.active[i].state;
        if (!below(chart, at, parent)) continue;
        if (deep ? is_leaf(chart, branch, i) : chart.states[at].parent == parent) entry.states.push_back(at);
      }
      const auto place = std::lower_bound(branch.history.begin(), branch.history.end(), child,
                                          [](const HistoryEntry& had, StateIx ix) { return had.history < ix; });
      if (place != branch.history.end() && place->history == child) {
        *place = std::move(entry);
      } else {
        branch.history.insert(place, std::move(entry));
      }
    }
  }
}

Result<void> Macrostep::leave(BranchNo no, StateIx at, const Left& left) {
  Branch& branch = run_.write(no);
  const State& state = run_.chart(branch).states[at];
  if (!state.exit.empty()) AFTALE_TRY_VOID(act(no, at, state.exit));
  if (state.for_each || state.call) leave_children(no, at, left);
  ActiveState* active = find_active(branch, at);
  AFTALE_CHECK(active != nullptr);
  if (active->item != 0) {
    close_item(run_, no, *active, left.leaving == Leaving::event ? WorkItem::Status::done : WorkItem::Status::cancelled,
               *left.event);
  }
  give_up_meeting(run_, no, *active);
  settle_deadlines(no, at, left);
  forget_fired(state, branch, at, left.keep && (state.for_each || state.call));
  std::erase_if(branch.proposals, [at](const Proposal& proposal) { return proposal.state == at; });
  branch.active.erase(branch.active.begin() + (active - branch.active.data()));
  return {};
}

Result<void> Macrostep::enter(BranchNo no, StateIx at, const Moves& moves) {
  Branch& branch = run_.write(no);
  const State& state = run_.chart(branch).states[at];
  const auto place = std::lower_bound(branch.active.begin(), branch.active.end(), at,
                                      [](const ActiveState& active, StateIx ix) { return active.state < ix; });
  if (place != branch.active.end() && place->state == at) return {};
  branch.active.insert(place, ActiveState{at, run_.effective(), 0, std::nullopt});
  if (!state.entry.empty()) AFTALE_TRY_VOID(act(no, at, state.entry));
  if (!state.initial_actions.empty() && std::binary_search(moves.by_default.begin(), moves.by_default.end(), at)) {
    AFTALE_TRY_VOID(act(no, at, state.initial_actions));
  }
  for (const auto& [parent, history] : moves.histories) {
    if (parent == at) AFTALE_TRY_VOID(act(no, at, run_.chart(branch).states[history].initial_actions));
  }
  if (state.type == State::Type::final) return reached_final(no, at);
  if (!state.deadlines.empty() || !state.timed.empty()) AFTALE_TRY_VOID(arm(no, at));
  if (state.for_each || state.call) opens_.push_back({no, at});
  return open_item(run_, no, at);
}

Result<void> Macrostep::reached_final(BranchNo no, StateIx at) {
  const model::Chart& chart = run_.chart(no);
  const State& state = chart.states[at];
  feel::Value result;
  if (!state.result.empty()) {
    feel::Context entries;
    for (const auto& [name, expression] : state.result) {
      AFTALE_TRY(feel::Value value, value_of(run_, no, at, expression));
      entries.set(name, std::move(value));
    }
    result = feel::Value::context(std::move(entries));
  }
  const std::string& outcome = state.outcome.empty() ? state.id : state.outcome;
  const StateIx parent = state.parent;
  if (parent == 0 || parent == kNone) {
    Branch& branch = run_.write(no);
    branch.outcome = outcome;
    branch.result = std::move(result);
    return end(no);
  }
  const auto post = [&](StateIx done) {
    if (run_.scxml()) {
      raised_.push_back({no, kNone, "done.state." + chart.states[done].id, outcome, result});
    } else if (!chart.states[done].done.empty()) {
      raised_.push_back({no, done, {}, outcome, result});
    }
  };
  post(parent);
  const StateIx grandparent = chart.states[parent].parent;
  if (grandparent != kNone && chart.states[grandparent].type == State::Type::parallel && finished(no, grandparent)) {
    post(grandparent);
  }
  return {};
}

bool Macrostep::finished(BranchNo no, StateIx at) const {
  const Branch& branch = run_.branch(no);
  const model::Chart& chart = run_.chart(branch);
  const State& state = chart.states[at];
  if (!is_active(branch, at)) return false;
  if (state.for_each) {
    return counter(run_, no, at, model::kCounterRunning) == 0 && counter(run_, no, at, model::kCounterWaiting) == 0;
  }
  if (state.call) {
    bool ended = false;
    each_child(run_, no, at, [&](const Branch& child) { ended = ended || child.status == BranchStatus::ended; });
    return ended;
  }
  if (state.type == State::Type::parallel) {
    for (StateIx child = static_cast<StateIx>(at + 1); child < state.end; child = chart.states[child].end) {
      if (!chart.states[child].is_history() && !finished(no, child)) return false;
    }
    return true;
  }
  return std::any_of(branch.active.begin(), branch.active.end(), [&](const ActiveState& active) {
    return chart.states[active.state].parent == at && chart.states[active.state].type == State::Type::final;
  });
}

time::CivilDate Macrostep::finished_on(BranchNo no, StateIx at) const {
  const Branch& branch = run_.branch(no);
  const model::Chart& chart = run_.chart(branch);
  std::optional<time::CivilDate> latest;
  const auto take = [&](time::CivilDate date) {
    if (!latest || date > *latest) latest = date;
  };
  for (const ActiveState& active : branch.active) {
    if (active.state != at && !below(chart, active.state, at)) continue;
    if (chart.states[active.state].type == State::Type::final) take(active.entered);
    if (!chart.states[active.state].for_each) continue;
    each_child(run_, no, active.state, [&](const Branch& child) {
      if (child.status == BranchStatus::ended && child.ended_on) take(*child.ended_on);
    });
  }
  return latest.value_or(run_.effective());
}

}  // namespace aftale::machine
