#include <algorithm>

#include "engine/base/check.h"
#include "engine/machine/bodies/addressees.h"
#include "engine/machine/branches/linked.h"
#include "engine/machine/branches/list_keys.h"
#include "engine/machine/chart/macrostep.h"
#include "engine/machine/deadlines/deadline_notices.h"
#include "engine/machine/deadlines/work_items.h"

namespace aftale::machine {

using model::StateIx;

Result<std::vector<Element>> Macrostep::elements(Watch at) {
  const model::ForEach& for_each = *run_.chart(at.parent).states[at.state].for_each;
  AFTALE_TRY(const feel::Value in, value_of(run_, at.parent, at.state, for_each.in));
  std::vector<Element> out;
  const auto add = [&](const feel::Value& value) -> Result<void> {
    AFTALE_TRY(const feel::Value key, value_of(run_, at.parent, at.state, for_each.key, &value));
    return add_element(run_, for_each, address_of(run_, at.parent, at.state), value, key, out);
  };
  if (in.kind() == feel::Kind::list) {
    for (const feel::Value& value : in.items()) AFTALE_TRY_VOID(add(value));
  } else if (!in.is_null()) {
    AFTALE_TRY_VOID(add(in));
  }
  return out;
}

std::uint32_t Macrostep::next_round(BranchNo parent, StateIx state, const std::string& element) const {
  std::uint32_t round = 0;
  for (BranchNo no = 1; no < run_.branch_count(); ++no) {
    const Branch& child = run_.branch(no);
    if (child.parent == parent && child.origin == state && child.element == element)
      round = std::max(round, child.round);
  }
  return round + 1;
}

Result<Branch*> Macrostep::make_child(Watch at, const Element& element, std::uint32_t ordinal, std::uint32_t round) {
  if (run_.branch_count() >= limits::kBranchesMax) {
    return fail(Error::Kind::refused, "too-large",
                Text{"Sagen får flere end " + std::to_string(limits::kBranchesMax) + " grene",
                     "The case gets more than " + std::to_string(limits::kBranchesMax) + " branches"});
  }
  const model::State& state = run_.chart(at.parent).states[at.state];
  Branch child;
  child.parent = at.parent;
  child.origin = at.state;
  child.ordinal = ordinal;
  child.round = round;
  child.status = BranchStatus::waiting;
  child.element = element.key;
  child.key = address_of(run_, at.parent, at.state);
  if (state.for_each) child.key += "/" + escaped(element.key);
  if (round > 1) child.key += "#" + std::to_string(round);
  child.chart = state.for_each ? state.for_each->body : state.call->chart;
  const model::Chart& chart = run_.chart(child);
  child.values.resize(chart.variables.size());
  if (state.for_each) {
    // A record that nobody knows is called by its key.
    const bool record = element.value.kind() == feel::Kind::context && !element.value.entries().find("title") &&
                        !run_.definition().organisation_values.registered(element.value);
    child.title = record ? std::make_shared<const Text>(same_text(element.key)) : title_of(run_, element.value);
    if (state.for_each->sequential && element.value.kind() == feel::Kind::context) {
      const feel::Value* with_previous = element.value.entries().find("with_previous");
      child.with_previous = with_previous && with_previous->is_true();
    }
    if (state.for_each->as != model::kNone) child.values[state.for_each->as] = element.value;
  } else {
    child.title = std::make_shared<const Text>(title_of_state(state));
  }
  for (const auto& [variable, expression] : state.for_each ? state.for_each->with : state.call->with) {
    AFTALE_TRY(feel::Value value,
               value_of(run_, at.parent, at.state, expression, state.for_each ? &element.value : nullptr));
    AFTALE_TRY_VOID(assign(expression, chart.variables[variable], std::move(value), child.values[variable]));
  }
  return &run_.add(std::move(child));
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
  if (no == 0 && run_.keeps_facts()) AFTALE_TRY_VOID(check_lists(run_));
  scan_eventless_ = true;
  Moves moves;
  find_initial(chart, branch, moves);
  Microstep trace;
  trace.branch = no;
  trace.chart = branch.chart;
  trace.entered = moves.entered;
  run_.step().trace.push_back(std::move(trace));
  if (!chart.states[0].entry.empty()) AFTALE_TRY_VOID(act(no, 0, chart.states[0].entry));
  if (!chart.states[0].initial_actions.empty()) AFTALE_TRY_VOID(act(no, 0, chart.states[0].initial_actions));
  if (!chart.states[0].timed.empty()) AFTALE_TRY_VOID(arm(no, 0));
  for (const StateIx state : moves.entered) AFTALE_TRY_VOID(enter(no, state, moves));
  return rest_clocks(no);
}

Result<void> Macrostep::open_call(Watch at) {
  bool back = false;
  each_child(run_, at.parent, at.state, [&](const Branch& child) { back = back || child.kept; });
  for (const BranchNo no : children_in_order(run_, at.parent, at.state)) {
    if (back) return wake_branch(no);
    run_.write(no).superseded = true;
  }
  AFTALE_TRY(const Branch* child, make_child(at, Element{}, 0, next_round(at.parent, at.state, {})));
  return start(child->no);
}

Result<void> Macrostep::open(Watch at) {
  const Branch& parent = run_.branch(at.parent);
  if (parent.status != BranchStatus::running || !is_active(parent, at.state)) return {};
  const model::State& state = run_.chart(parent).states[at.state];
  if (state.call) return open_call(at);
  AFTALE_TRY(const std::vector<Element> list, elements(at));
  bool back = false;
  each_child(run_, at.parent, at.state, [&](const Branch& child) { back = back || child.kept; });
  if (back) {
    AFTALE_TRY_VOID(come_back(at, list));
  } else {
    for (const BranchNo no : children_in_order(run_, at.parent, at.state)) run_.write(no).superseded = true;
    for (std::size_t i = 0; i < list.size(); ++i) {
      AFTALE_TRY(const Branch* child,
                 make_child(at, list[i], static_cast<std::uint32_t>(i), next_round(at.parent, at.state, list[i].key)));
      static_cast<void>(child);
    }
    AFTALE_TRY(const bool started, start_waiting(at));
    static_cast<void>(started);
  }
  watch(at.parent, at.state);
  return {};
}

// All of them, or where they come one after the other the next one with those that are treated at the same time.
Result<bool> Macrostep::start_waiting(Watch at) {
  const bool sequential = run_.chart(at.parent).states[at.state].for_each->sequential;
  if (counter(run_, at.parent, at.state, model::kCounterWaiting) == 0) return false;
  if (sequential && counter(run_, at.parent, at.state, model::kCounterRunning) != 0) return false;
  bool started = false;
  for (const BranchNo no : children_in_order(run_, at.parent, at.state)) {
    const Branch& child = run_.branch(no);
    if (child.status != BranchStatus::waiting) continue;
    if (sequential && started && !child.with_previous) break;
    AFTALE_TRY_VOID(start(no));
    started = true;
    if (!is_active(run_.branch(at.parent), at.state)) break;
  }
  if (started) watch(at.parent, at.state);
  return started;
}

Result<void> Macrostep::end(BranchNo no) {
  Branch& branch = run_.write(no);
  branch.status = BranchStatus::ended;
  branch.ended_on = run_.effective();
  branch.timers.clear();
  branch.fired.clear();
  branch.proposals.clear();
  cancel_below(no);
  correct_branch(run_, no);
  if (no == 0) {
    const auto status = lifecycle::next(lifecycle::CaseStatus::running, lifecycle::CaseEvent::complete);
    AFTALE_CHECK(status.has_value());
    run_.step().status = *status;
    tell_opener(run_, branch.outcome, branch.result);
    stop();
  } else {
    watch(branch.parent, branch.origin);
  }
  return {};
}

void Macrostep::cancel_below(BranchNo no) {
  for (BranchNo child = no + 1; child < run_.branch_count(); ++child) {
    const Branch& branch = run_.branch(child);
    if (branch.parent != no) continue;
    if (!branch.renewals.empty()) drop_renewals(child);
    if (branch.status == BranchStatus::running || branch.status == BranchStatus::waiting) cancel(child);
  }
}

void Macrostep::cancel(BranchNo no) {
  give_up(no, BranchStatus::cancelled);
}

void Macrostep::pass_over(BranchNo no) {
  give_up(no, BranchStatus::not_reported);
  watch(run_.branch(no).parent, run_.branch(no).origin);
}

// Given up from outside: nothing more is done in it, so no exit actions either.
void Macrostep::give_up(BranchNo no, BranchStatus status) {
  cancel_below(no);
  Branch& branch = run_.write(no);
  const std::string nothing;
  const Left left{Leaving::cancelled, &nothing};
  for (auto active = branch.active.rbegin(); active != branch.active.rend(); ++active) {
    if (active->item != 0) close_item(run_, no, *active, WorkItem::Status::cancelled, nothing);
    give_up_meeting(run_, no, *active);
    settle_deadlines(no, active->state, left);
  }
  branch.active.clear();
  branch.timers.clear();
  branch.fired.clear();
  branch.proposals.clear();
  branch.kept = false;
  branch.kept_since.reset();
  branch.again = false;
  branch.status = status;
  branch.ended_on = run_.effective();
}

void Macrostep::leave_children(BranchNo parent, StateIx state, const Left& left) {
  const bool keep = left.keep && left.leaving != Leaving::cancelled;
  for (const BranchNo no : children_in_order(run_, parent, state)) {
    if (!run_.branch(no).renewals.empty()) drop_renewals(no);
    const BranchStatus status = run_.branch(no).status;
    if (!keep) {
      if (status == BranchStatus::running || status == BranchStatus::waiting) cancel(no);
      continue;
    }
    Branch& child = run_.write(no);
    if (status == BranchStatus::running || status == BranchStatus::waiting) {
      rest_branch(no);
    } else if (status == BranchStatus::ended && left.again) {
      child.again = std::find(left.again->begin(), left.again->end(), child.outcome) != left.again->end();
    }
    child.kept = true;
  }
}

}  // namespace aftale::machine
