#include "engine/machine/chart/macrostep.h"

#include <algorithm>

#include "engine/machine/bodies/addressees.h"
#include "engine/machine/deadlines/notices.h"

namespace aftale::machine {

using model::kNone;
using model::State;
using model::StateIx;

bool moves(const Branch& branch) {
  return branch.status == BranchStatus::running && !branch.kept;
}

void Macrostep::stop() {
  stopped_ = true;
  raised_.clear();
  opens_.clear();
  watches_.clear();
  changed_.clear();
}

void Macrostep::watch(BranchNo parent, StateIx state) {
  const auto same = [&](const Watch& had) { return had.parent == parent && had.state == state; };
  if (std::none_of(watches_.begin(), watches_.end(), same)) watches_.push_back({parent, state});
}

Result<void> Macrostep::rest() {
  while (!stopped_) {
    AFTALE_TRY(const bool moved, eventless());
    if (moved) continue;
    if (!raised_.empty()) {
      Raised next = std::move(raised_.front());
      raised_.erase(raised_.begin());
      AFTALE_TRY_VOID(hear(std::move(next)));
    } else if (!opens_.empty()) {
      const Watch next = opens_.front();
      opens_.erase(opens_.begin());
      AFTALE_TRY_VOID(open(next));
    } else if (!changed_.empty()) {
      AFTALE_TRY_VOID(follow_changes());
    } else if (!watches_.empty()) {
      const Watch next = watches_.front();
      watches_.erase(watches_.begin());
      AFTALE_TRY_VOID(look(next));
    } else {
      break;
    }
  }
  return {};
}

// Guards may look at anything in the case, so after each microstep all branches are asked again.
Result<bool> Macrostep::eventless() {
  if (!scan_eventless_) return false;
  for (BranchNo no = 0; no < run_.branch_count(); ++no) {
    const Branch& branch = run_.branch(no);
    if (!run_.has_eventless(branch.chart) || !moves(branch)) continue;
    const std::vector<State>& states = run_.chart(branch).states;
    const bool any = !states[0].always.empty() ||
                     std::any_of(branch.active.begin(), branch.active.end(),
                                 [&](const ActiveState& active) { return !states[active.state].always.empty(); });
    if (!any) continue;
    Move move;
    AFTALE_TRY(move.chosen, select(no, kNone, move.tried));
    if (move.chosen.empty()) continue;
    AFTALE_TRY_VOID(microstep(no, std::move(move)));
    return true;
  }
  scan_eventless_ = false;
  return false;
}

// In the branch it was raised in, else outwards from the state that opened it; never in branches beside it.
Result<void> Macrostep::hear(Raised raised) {
  if (raised.done != kNone) return hear_done(raised);
  CurrentEvent& event = run_.event();
  event = CurrentEvent{};
  event.name = raised.event;
  event.outcome = std::move(raised.outcome);
  event.result = std::move(raised.result);
  scan_eventless_ = true;
  StateIx from = kNone;
  for (BranchNo no = raised.branch;;) {
    const Branch& branch = run_.branch(no);
    const model::EventIx ix = run_.chart(branch).event(raised.event);
    if (moves(branch) && ix != kNone) {
      Move move;
      AFTALE_TRY(move.chosen, select(no, ix, move.tried, from));
      if (!move.chosen.empty()) {
        move.event = raised.event;
        return microstep(no, std::move(move));
      }
    }
    if (no == 0) return {};
    from = branch.origin;
    no = branch.parent;
  }
}

Result<void> Macrostep::hear_done(const Raised& raised) {
  const Branch& branch = run_.branch(raised.branch);
  if (!moves(branch) || !finished(raised.branch, raised.done)) return {};
  CurrentEvent& event = run_.event();
  event.outcome = raised.outcome;
  event.result = raised.result;
  AFTALE_TRY(const bool taken, take_first({raised.branch, raised.done}, run_.chart(branch).states[raised.done].done));
  static_cast<void>(taken);
  return {};
}

// What was inside has come to its end, so the day on which the last of it did is the day that counts.
Result<bool> Macrostep::take_first(Watch at, const std::vector<model::Transition>& transitions) {
  if (transitions.empty()) return false;
  Move move;
  AFTALE_TRY(const model::Transition* found, first_enabled(at.parent, at.state, transitions, &move.tried));
  if (!found) return false;
  run_.set_effective(finished_on(at.parent, at.state));
  move.chosen.push_back({at.state, found});
  move.leaving = Leaving::counted;
  AFTALE_TRY_VOID(microstep(at.parent, std::move(move)));
  return true;
}

Result<bool> Macrostep::look_at_call(Watch at) {
  const Branch* ended = nullptr;
  each_child(run_, at.parent, at.state, [&](const Branch& child) {
    if (child.status == BranchStatus::ended) ended = &child;
  });
  if (!ended) return false;
  run_.event().outcome = ended->outcome;
  run_.event().result = ended->result;
  if (ended->ended_on) run_.set_effective(*ended->ended_on);
  return take_first(at, run_.chart(at.parent).states[at.state].done);
}

Result<void> Macrostep::look(Watch at) {
  const Branch& parent = run_.branch(at.parent);
  if (!moves(parent) || !is_active(parent, at.state)) return {};
  const State& state = run_.chart(parent).states[at.state];
  if (state.call) {
    AFTALE_TRY(const bool answered, look_at_call(at));
    static_cast<void>(answered);
    return {};
  }
  const model::ForEach& for_each = *state.for_each;
  bool asked = false;
  each_child(run_, at.parent, at.state, [&](const Branch& child) { asked = asked || !child.renewals.empty(); });
  if (asked) return {};
  const bool none = counter(run_, at.parent, at.state, model::kCounterTotal) == 0;
  AFTALE_TRY(bool taken,
             take_first(at, none ? (for_each.empty.empty() ? for_each.done : for_each.empty) : for_each.decide));
  if (taken) return {};
  AFTALE_TRY(const bool started, start_waiting(at));
  if (started || !finished(at.parent, at.state)) return {};
  if (!none) {
    AFTALE_TRY(taken, take_first(at, for_each.done));
    if (taken) return {};
  }
  if (for_each.decide.empty() && for_each.done.empty()) {
    const StateIx around = state.parent;
    if (around != kNone && run_.chart(at.parent).states[around].type == State::Type::parallel &&
        finished(at.parent, around)) {
      raised_.push_back({at.parent, around, {}, {}, {}});
    }
    return {};
  }
  return undecided(at);
}

Result<void> Macrostep::undecided(Watch at) {
  const std::string step = address_of(run_, at.parent, at.state);
  Diagnostic note;
  note.code = "undecided";
  note.severity = Severity::warning;
  note.message = {"Alle har svaret i " + step + ", men ingen regel under decide passer. Sagen bliver stående",
                  "All have answered in " + step + ", but no rule of decide holds. The case stays where it is"};
  run_.note(std::move(note));
  tell_secretariat(run_, at.parent, at.state, "undecided");
  return {};
}

}  // namespace aftale::machine
