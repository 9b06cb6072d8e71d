#include "engine/machine/branches/case_behaviour.h"

#include "engine/base/check.h"
#include "engine/machine/branches/ending.h"
#include "engine/machine/branches/follow.h"
#include "engine/machine/branches/for_each.h"
#include "engine/machine/branches/linked.h"
#include "engine/machine/branches/list_keys.h"
#include "engine/machine/branches/renewed_approval.h"
#include "engine/machine/branches/returns.h"
#include "engine/machine/chart/documents.h"
#include "engine/machine/chart/macrostep.h"
#include "engine/machine/deadlines/arm.h"
#include "engine/machine/deadlines/close.h"
#include "engine/machine/deadlines/fired.h"
#include "engine/machine/deadlines/meetings.h"
#include "engine/machine/deadlines/notify.h"
#include "engine/machine/deadlines/rest.h"
#include "engine/machine/deadlines/work_items.h"

namespace aftale::machine::branches {

using model::StateIx;

namespace {

class CaseBehaviour final : public Behaviour {
 public:
  Result<void> act(Macrostep& macrostep, BranchNo no, StateIx at, const model::Action& action) const override {
    Run& run = macrostep.run();
    if (const auto* one = std::get_if<model::NotifyAction>(&action)) return notify(run, no, at, *one);
    if (const auto* one = std::get_if<model::FreezeAction>(&action)) {
      const std::optional<Held> held = held_in(run, no, one->document);
      AFTALE_CHECK(held.has_value());
      return freeze(macrostep, *held);
    }
    if (const auto* one = std::get_if<model::OpenAction>(&action)) return open_other(run, no, at, *one);
    return tell_other(run, no, at, std::get<model::TellAction>(action));
  }

  Result<void> begin(Macrostep& macrostep, BranchNo no) const override {
    const Run& run = macrostep.run();
    return no == 0 && run.keeps_facts() ? check_lists(run) : Result<void>();
  }

  Result<void> enter(Macrostep& macrostep, BranchNo no, StateIx at) const override {
    Run& run = macrostep.run();
    const model::State& state = run.chart(no).states[at];
    if (at == 0) return state.timed.empty() ? Result<void>() : deadlines::arm(run, no, at);
    if (!state.deadlines.empty() || !state.timed.empty()) AFTALE_TRY_VOID(deadlines::arm(run, no, at));
    return open_item(run, no, at);
  }

  void leave(Macrostep& macrostep, BranchNo no, StateIx at, const Left& left) const override {
    Run& run = macrostep.run();
    Branch& branch = run.write(no);
    const model::State& state = run.chart(branch).states[at];
    if (state.for_each || state.call) leave_children(run, no, at, left);
    const ActiveState* active = find_active(branch, at);
    AFTALE_CHECK(active != nullptr);
    if (active->item != 0) {
      close_item(run, no, *active,
                 left.leaving == Leaving::event ? WorkItem::Status::done : WorkItem::Status::cancelled, *left.event);
    }
    give_up_meeting(run, no, *active);
    deadlines::close(run, no, at, left);
    forget_fired(state, branch, at, left.keep && (state.for_each || state.call));
    std::erase_if(branch.proposals, [at](const Proposal& proposal) { return proposal.state == at; });
  }

  Result<void> after_microstep(Macrostep& macrostep, BranchNo no) const override {
    return deadlines::rest_clocks(macrostep.run(), no);
  }

  void end(Macrostep& macrostep, BranchNo no) const override { branches::end(macrostep.run(), macrostep.agenda(), no); }

  Result<void> open(Macrostep& macrostep, Fork at) const override { return branches::open(macrostep, at); }

  Result<void> follow_changes(Macrostep& macrostep) const override { return branches::follow_changes(macrostep); }

  Result<void> look(Macrostep& macrostep, Fork at) const override { return branches::look(macrostep, at); }
};

}  // namespace

const Behaviour& case_behaviour() {
  static const CaseBehaviour behaviour;
  return behaviour;
}

}  // namespace aftale::machine::branches
