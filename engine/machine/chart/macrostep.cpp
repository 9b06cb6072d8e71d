#include "engine/machine/chart/macrostep.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/machine/chart/evaluate.h"
#include "engine/machine/chart/finished.h"

namespace aftale::machine {

using model::EventIx;
using model::kNone;
using model::State;
using model::StateIx;
using model::Transition;

Result<const Transition*> Macrostep::first_enabled(BranchNo branch, StateIx state,
                                                   const std::vector<Transition>& transitions, TriedList* tried) {
  for (const Transition& transition : transitions) {
    if (!transition.guard) return &transition;
    Result<bool> held = truth_of(run_, branch, state, transition.guard);
    if (!held) {
      if (!run_.scxml()) return fail(std::move(held).error());
      agenda_.raised.push_back({branch, kNone, "error.execution", {}, {}});
      held = false;
    }
    if (tried) tried->push_back({state, transition.number, *held});
    if (*held) return &transition;
  }
  return nullptr;
}

namespace {

const std::vector<Transition>* list_for(const State& state, EventIx event) {
  if (event == kNone) return state.always.empty() ? nullptr : &state.always;
  for (const auto& [ix, transitions] : state.on) {
    if (ix == event) return &transitions;
  }
  return nullptr;
}

bool ignores(const State& state, EventIx event) {
  for (const EventIx ignored : state.ignore) {
    if (ignored == event) return true;
  }
  return false;
}

}  // namespace

Result<ChosenList> Macrostep::select(BranchNo no, EventIx event, TriedList& tried, StateIx from) {
  const Branch& branch = run_.branch(no);
  const model::Chart& chart = run_.chart(branch);
  ChosenList chosen;
  std::vector<std::pair<StateIx, const Transition*>> looked;  // guards are asked once a state, whoever passes it
  for (std::size_t i = 0; i < branch.active.size(); ++i) {
    if (!is_leaf(chart, branch, i) || (from != kNone && branch.active[i].state != from)) continue;
    for (StateIx at = branch.active[i].state; at != kNone; at = chart.states[at].parent) {
      const State& state = chart.states[at];
      if (event != kNone && ignores(state, event)) break;
      const std::vector<Transition>* transitions = list_for(state, event);
      if (!transitions) continue;
      const Transition* found = nullptr;
      bool known = false;
      for (const auto& [was, result] : looked) {
        if (was == at) {
          known = true;
          found = result;
        }
      }
      if (!known) {
        AFTALE_TRY(found, first_enabled(no, at, *transitions, &tried));
        looked.emplace_back(at, found);
        if (found) chosen.push_back({at, found});
      }
      if (found) break;
    }
  }
  remove_conflicts(chart, branch, chosen, run_.scxml_domains());
  return chosen;
}

namespace {

/// What the history states of the states that are left remember.
void remember(const model::Chart& chart, Branch& branch, const Moves& moves) {
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

}  // namespace

Result<void> Macrostep::microstep(BranchNo no, Move move) {
  if (++microsteps_ > limits::kMicrostepsMax) {
    return fail(Error::Kind::refused, "microsteps",
                Text{"Sagen kommer ikke til hvile: " + std::to_string(limits::kMicrostepsMax) +
                         " skridt fulgte af ét input. Se efter always eller raise, der går i ring",
                     "The case does not come to rest: " + std::to_string(limits::kMicrostepsMax) +
                         " microsteps followed from one input. Look for always or raise that go in a circle"});
  }
  agenda_.ask_eventless = true;
  Branch& branch = run_.write(no);
  const model::Chart& chart = run_.chart(branch);
  remove_conflicts(chart, branch, move.chosen, run_.scxml_domains());

  Moves moves;
  find_left(chart, branch, move.chosen, run_.scxml_domains(), moves);
  remember(chart, branch, moves);
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
  return behaviour_.after_microstep(*this, no);
}

Result<void> Macrostep::rest() {
  while (!agenda_.stopped) {
    AFTALE_TRY(const bool moved, eventless());
    if (moved) continue;
    if (!agenda_.raised.empty()) {
      Raised next = std::move(agenda_.raised.front());
      agenda_.raised.erase(agenda_.raised.begin());
      AFTALE_TRY_VOID(hear(std::move(next)));
    } else if (!agenda_.to_open.empty()) {
      const Fork next = agenda_.to_open.front();
      agenda_.to_open.erase(agenda_.to_open.begin());
      AFTALE_TRY_VOID(behaviour_.open(*this, next));
    } else if (!agenda_.changed.empty()) {
      AFTALE_TRY_VOID(behaviour_.follow_changes(*this));
    } else if (!agenda_.watched.empty()) {
      const Fork next = agenda_.watched.front();
      agenda_.watched.erase(agenda_.watched.begin());
      AFTALE_TRY_VOID(behaviour_.look(*this, next));
    } else {
      break;
    }
  }
  return {};
}

// Guards may look at anything in the case, so after each microstep all branches are asked again.
Result<bool> Macrostep::eventless() {
  if (!agenda_.ask_eventless) return false;
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
  agenda_.ask_eventless = false;
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
  agenda_.ask_eventless = true;
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
  if (!moves(branch) || !finished(run_, raised.branch, raised.done)) return {};
  CurrentEvent& event = run_.event();
  event.outcome = raised.outcome;
  event.result = raised.result;
  AFTALE_TRY(const bool taken, take_first(raised.branch, raised.done, run_.chart(branch).states[raised.done].done));
  static_cast<void>(taken);
  return {};
}

Result<bool> Macrostep::take_first(BranchNo no, StateIx at, const std::vector<model::Transition>& transitions) {
  if (transitions.empty()) return false;
  Move move;
  AFTALE_TRY(const model::Transition* found, first_enabled(no, at, transitions, &move.tried));
  if (!found) return false;
  run_.set_effective(finished_on(run_, no, at));
  move.chosen.push_back({at, found});
  move.leaving = Leaving::counted;
  AFTALE_TRY_VOID(microstep(no, std::move(move)));
  return true;
}

Result<void> Macrostep::start(BranchNo no) {
  Branch& branch = run_.write(no);
  const model::Chart& chart = run_.chart(branch);
  branch.status = BranchStatus::running;
  for (std::size_t i = 0; i < chart.variables.size(); ++i) {
    const model::Variable& variable = chart.variables[i];
    if (variable.role != model::Variable::Role::data || !variable.initial) continue;
    AFTALE_TRY(feel::Value value, value_of(run_, no, 0, variable.initial));
    AFTALE_TRY_VOID(assign(variable.initial, variable, std::move(value), branch.values[i]));
  }
  const model::Workflow& workflow = run_.definition().workflows[chart.workflow];
  if (workflow.chart == branch.chart) {
    for (const model::Check& check : workflow.checks) {
      AFTALE_TRY(const bool holds, truth_of(run_, no, 0, check.when));
      if (holds) continue;
      Diagnostic finding;
      finding.code = "check-failed";
      finding.message = check.say.empty() ? Text{"Kravet »" + check.when.text() + "« er ikke opfyldt",
                                                 "The check \"" + check.when.text() + "\" does not hold"}
                                          : check.say;
      if (check.at.line != 0) finding.where = check.at;
      std::vector<Diagnostic> findings{std::move(finding)};
      return fail(Error::Kind::refused, std::move(findings));
    }
  }
  AFTALE_TRY_VOID(behaviour_.begin(*this, no));
  agenda_.ask_eventless = true;
  Moves moves;
  find_initial(chart, branch, moves);
  Microstep trace;
  trace.branch = no;
  trace.chart = branch.chart;
  trace.entered = moves.entered;
  run_.step().trace.push_back(std::move(trace));
  if (!chart.states[0].entry.empty()) AFTALE_TRY_VOID(act(no, 0, chart.states[0].entry));
  if (!chart.states[0].initial_actions.empty()) AFTALE_TRY_VOID(act(no, 0, chart.states[0].initial_actions));
  AFTALE_TRY_VOID(behaviour_.enter(*this, no, 0));
  for (const StateIx state : moves.entered) AFTALE_TRY_VOID(enter(no, state, moves));
  return behaviour_.after_microstep(*this, no);
}

Result<void> Macrostep::leave(BranchNo no, StateIx at, const Left& left) {
  Branch& branch = run_.write(no);
  const State& state = run_.chart(branch).states[at];
  if (!state.exit.empty()) AFTALE_TRY_VOID(act(no, at, state.exit));
  behaviour_.leave(*this, no, at, left);
  ActiveState* active = find_active(branch, at);
  AFTALE_CHECK(active != nullptr);
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
  if (state.for_each || state.call) agenda_.to_open.push_back({no, at});
  return behaviour_.enter(*this, no, at);
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
    behaviour_.end(*this, no);
    return {};
  }
  const auto post = [&](StateIx done) {
    if (run_.scxml()) {
      agenda_.raised.push_back({no, kNone, "done.state." + chart.states[done].id, outcome, result});
    } else if (!chart.states[done].done.empty()) {
      agenda_.raised.push_back({no, done, {}, outcome, result});
    }
  };
  post(parent);
  const StateIx grandparent = chart.states[parent].parent;
  if (grandparent != kNone && chart.states[grandparent].type == State::Type::parallel &&
      finished(run_, no, grandparent)) {
    post(grandparent);
  }
  return {};
}

// In SCXML's own form an action that fails ends its block and is told as an event (section 3.13); else the whole step
// is undone (D3).
Result<void> Macrostep::act(BranchNo branch, StateIx state, const std::vector<model::Action>& actions) {
  for (const model::Action& action : actions) {
    Result<void> done = act_one(branch, state, action);
    if (done) continue;
    if (!run_.scxml()) return fail(std::move(done).error());
    agenda_.raised.push_back({branch, kNone, "error.execution", {}, {}});
    break;
  }
  return {};
}

Result<void> Macrostep::act_one(BranchNo branch, StateIx state, const model::Action& action) {
  if (const auto* one = std::get_if<model::SetAction>(&action)) return set(branch, state, *one);
  const auto* raised = std::get_if<model::RaiseAction>(&action);
  if (!raised) return behaviour_.act(*this, branch, state, action);
  agenda_.raised.push_back({branch, kNone, raised->event, {}, {}});
  return {};
}

Result<void> Macrostep::set(BranchNo no, StateIx state, const model::SetAction& action) {
  AFTALE_TRY(feel::Value value, value_of(run_, no, state, action.value));
  BranchNo home = no;
  for (std::uint8_t depth = action.depth; depth > 0; --depth) home = run_.branch(home).parent;
  Branch& branch = run_.write(home);
  feel::Value& variable = branch.values[action.variable];
  const feel::Value before = run_.follows_data() ? variable : feel::Value();
  AFTALE_TRY_VOID(assign(action.value, run_.chart(branch).variables[action.variable], std::move(value), variable));
  if (run_.follows_data() && !feel::identical(before, variable)) agenda_.changed.push_back({home, action.variable});
  return {};
}

}  // namespace aftale::machine
