#include "engine/machine/migrate/move.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/machine/bodies/addressees.h"
#include "engine/machine/branches/case_behaviour.h"
#include "engine/machine/branches/follow.h"
#include "engine/machine/chart/evaluate.h"
#include "engine/machine/chart/opening.h"
#include "engine/machine/chart/shapes.h"
#include "engine/machine/chart/titles.h"
#include "engine/machine/deadlines/meetings.h"
#include "engine/machine/deadlines/work_items.h"
#include "engine/machine/migrate/move_changes.h"
#include "engine/machine/migrate/plan.h"
#include "engine/machine/settle.h"
#include "engine/machine/step.h"

namespace aftale::machine {

using migrate::is_under_way;
using migrate::Mapping;
using migrate::Missing;
using migrate::Obstacles;
using migrate::Plan;
using model::State;
using model::StateIx;

namespace {

/// The carried case while what is new in its definition takes hold of it.
class Mover {
 public:
  Mover(const Mapping& map, const Case& before, const Plan& plan, const Moment& moment)
      : map_(map),
        before_(before),
        plan_(plan),
        run_(map.to(), plan.instance, moment),
        macrostep_(run_, branches::case_behaviour()) {}

  Result<Step> move(Obstacles& obstacles) {
    AFTALE_TRY_VOID(check_validity(run_));
    run_.step().meaning = "moved";
    run_.step().where = map_.to().root().name + "@" + std::to_string(map_.to().root().version);
    mend();
    AFTALE_TRY_VOID(first_values());
    AFTALE_TRY_VOID(branches::rearm_all(macrostep_, [this](const Branch& branch, StateIx state, std::uint16_t rule) {
      return is_new_rule(branch, state, rule);
    }));
    AFTALE_TRY_VOID(match_items());
    for (BranchNo no = 0; no < run_.branch_count(); ++no) watch(no);
    AFTALE_TRY_VOID(macrostep_.rest());
    expect_nobody_missing(obstacles);
    AFTALE_TRY_VOID(name_case(run_));
    refresh();
    return whole();
  }

  const Run& run() const { return run_; }

 private:
  bool is_running(BranchNo no) const {
    const Branch& branch = run_.branch(no);
    return branch.status == BranchStatus::running && !branch.kept;
  }

  // What a timer could not do under the old definition is tried again under the new one, when the case is resumed.
  void mend() {
    if (before_.status != lifecycle::CaseStatus::faulted) return;
    const auto status = lifecycle::next(before_.status, lifecycle::CaseEvent::mend);
    AFTALE_CHECK(status.has_value());
    run_.step().status = *status;
    run_.step().fault.clear();
  }

  bool is_new(const Branch& old, model::VariableIx variable) const {
    const auto count = static_cast<model::VariableIx>(map_.old_chart(old.chart).variables.size());
    for (model::VariableIx was = 0; was < count; ++was) {
      if (map_.variable(old.chart, was) == variable) return false;
    }
    return true;
  }

  // As when the branch began; what a called workflow is given comes from where it is called.
  Result<void> first_values() {
    for (const BranchPtr& old : before_.branches) {
      if (!is_under_way(*old)) continue;
      const model::Chart& chart = run_.chart(old->no);
      if (old->no != 0) AFTALE_TRY_VOID(hand_over(*old));
      for (model::VariableIx ix = 0; ix < chart.variables.size(); ++ix) {
        const model::Variable& variable = chart.variables[ix];
        if (variable.role != model::Variable::Role::data || !variable.initial) continue;
        if (old->status != BranchStatus::running || !is_new(*old, ix)) continue;
        AFTALE_TRY(feel::Value value, value_of(run_, old->no, 0, variable.initial));
        AFTALE_TRY_VOID(assign(variable.initial, variable, std::move(value), run_.write(old->no).values[ix]));
      }
    }
    return {};
  }

  Result<void> hand_over(const Branch& old) {
    const Branch& branch = run_.branch(old.no);
    const State& origin = run_.chart(branch.parent).states[branch.origin];
    const feel::Value element = origin.for_each ? element_of(*origin.for_each, branch) : feel::Value();
    for (const auto& [ix, expression] : origin.for_each ? origin.for_each->with : origin.call->with) {
      if (!is_new(old, ix)) continue;
      AFTALE_TRY(feel::Value value, value_of(run_, branch.parent, branch.origin, expression, &element));
      AFTALE_TRY_VOID(
          assign(expression, run_.chart(branch).variables[ix], std::move(value), run_.write(old.no).values[ix]));
    }
    return {};
  }

  // No rule of the old definition says the same; of a branch that has only now been opened every rule is new.
  bool is_new_rule(const Branch& branch, StateIx state, std::uint16_t rule) const {
    if (branch.no >= before_.branches.size()) return true;
    const Branch& old = *before_.branches[branch.no];
    const std::vector<State>& states = map_.old_chart(old.chart).states;
    for (StateIx was = 0; was < states.size(); ++was) {
      if (map_.state(old.chart, was) != state) continue;
      for (std::uint16_t n = 0; n < states[was].timed.size(); ++n) {
        if (map_.timed(old.chart, was, n) == rule) return false;
      }
    }
    return true;
  }

  // Where somebody can act now and could not before, or the other way round.
  Result<void> match_items() {
    const auto count = static_cast<BranchNo>(before_.branches.size());
    for (BranchNo no = 0; no < count; ++no) {
      if (!is_running(no)) continue;
      const Branch& branch = run_.branch(no);
      const model::Chart& chart = run_.chart(branch);
      for (std::size_t n = 0; n < branch.active.size(); ++n) {
        const ActiveState active = run_.branch(no).active[n];
        const bool work = is_work(chart, active.state);
        if (work && active.item == 0) AFTALE_TRY_VOID(open_item(run_, no, active.state));
        if (work || active.item == 0) continue;
        close_item(run_, no, active, WorkItem::Status::cancelled, {});
        run_.write(no).active[n].item = 0;
      }
    }
    return {};
  }

  // The rules of the new definition are asked at once: what is counted may be enough for them.
  void watch(BranchNo no) {
    if (!is_running(no)) return;
    const Branch& branch = run_.branch(no);
    const model::Chart& chart = run_.chart(branch);
    for (const ActiveState& active : branch.active) {
      const State& state = chart.states[active.state];
      if (state.for_each || state.call) macrostep_.agenda().watch(no, active.state);
    }
  }

  void expect_nobody_missing(Obstacles& obstacles) const {
    const std::string& organisation = map_.to().organisation.name;
    for (const Missing& missing : plan_.missing) {
      const Branch& branch = run_.branch(missing.branch);
      if (!is_under_way(branch) || branch.kept) continue;
      const std::string where = (branch.key.empty() ? "" : branch.key + "/") + missing.variable;
      obstacles.add({where + " er " + missing.who + ", som ikke findes i organisationen " + organisation,
                     where + " is " + missing.who + ", which the organisation " + organisation + " does not have"},
                    Span{});
    }
  }

  // Titles, owners and due dates as the new definition has them.
  void refresh() {
    for (BranchNo no = 0; no < run_.branch_count(); ++no) {
      if (!is_under_way(run_.branch(no))) continue;
      if (no != 0) rename(run_.write(no));
      if (is_running(no) && !run_.branch(no).kept) follow_meeting_plan(run_, no);
      const Branch& branch = run_.branch(no);
      for (const ActiveState& active : branch.active) refresh_item(run_, no, active);
    }
  }

  void rename(Branch& branch) {
    const State& origin = run_.chart(branch.parent).states[branch.origin];
    if (origin.call) {
      branch.title = std::make_shared<const Text>(title_of_state(origin));
    } else if (const feel::Value element = element_of(*origin.for_each, branch); !element.is_null()) {
      branch.title = title_of(run_, element);
    }
  }

  Step whole() {
    std::vector<DocumentVersion> documents = run_.documents();
    Step step = run_.finish();
    step.documents = std::move(documents);
    for (const BranchPtr& branch : plan_.instance.branches) {
      const auto place = std::lower_bound(step.changed.begin(), step.changed.end(), branch->no,
                                          [](const BranchPtr& had, BranchNo wanted) { return had->no < wanted; });
      if (place == step.changed.end() || (*place)->no != branch->no) step.changed.insert(place, branch);
    }
    return step;
  }

  const Mapping& map_;
  const Case& before_;
  const Plan& plan_;
  Run run_;
  Macrostep macrostep_;
};

// What failed on the way is a reason like any other.
void add_failure(const ErrorPtr& error, Obstacles& obstacles) {
  const Diagnostic& reason = error->findings.front();
  obstacles.add(reason.message, reason.where.value_or(Span{}));
}

}  // namespace

Result<Carried> carry(const model::Definition& from, const model::Definition& to, const Case& instance,
                      const MoveTo& given, const Moment& moment) {
  AFTALE_TRY(const lifecycle::CaseStatus admitted, commands::admit(instance.status, InputKind::move));
  static_cast<void>(admitted);
  const Mapping map(from, to);
  Obstacles obstacles(map);
  const Plan plan = migrate::plan_move(map, instance, given.inputs, to.calendar.zone.date_of(moment.now), obstacles);
  if (!obstacles.empty()) return fail(Error::Kind::refused, obstacles.take());
  Mover mover(map, instance, plan, moment);
  Result<Step> step = mover.move(obstacles);
  if (!step) add_failure(step.error(), obstacles);
  if (!obstacles.empty()) return fail(Error::Kind::refused, obstacles.take());
  Carried carried{std::move(*step), {}};
  Case after = plan.instance;
  apply_move(after, to.id, carried.step);
  ++after.revision;
  after.last_at = moment.now;
  after.fired_at_once = 0;
  const std::vector<Firing> firings = settle(to, after, moment.now);
  carried.changes = migrate::changes_of(map, instance, after, carried.step, firings, moment);
  return carried;
}

void apply_move(Case& instance, const Digest& definition, const Step& step) {
  instance.definition = definition;
  instance.documents.clear();
  apply(instance, step);
}

}  // namespace aftale::machine
