#include "engine/machine/branches/for_each.h"

#include "engine/machine/branches/returns.h"
#include "engine/machine/branches/rounds.h"
#include "engine/machine/chart/address.h"
#include "engine/machine/chart/children.h"
#include "engine/machine/chart/finished.h"
#include "engine/machine/deadlines/notices.h"

namespace aftale::machine::branches {

using model::kNone;
using model::State;
using model::StateIx;

namespace {

Result<void> open_call(Macrostep& macrostep, Fork at) {
  Run& run = macrostep.run();
  bool back = false;
  each_child(run, at.parent, at.state, [&](const Branch& child) { back = back || child.kept; });
  for (const BranchNo no : children_in_order(run, at.parent, at.state)) {
    if (back) return wake_branch(run, macrostep.agenda(), no);
    run.write(no).superseded = true;
  }
  AFTALE_TRY(const Branch* child, make_child(run, at, Element{}, 0, next_round(run, at.parent, at.state, {})));
  return macrostep.start(child->no);
}

Result<bool> look_at_call(Macrostep& macrostep, Fork at) {
  Run& run = macrostep.run();
  const Branch* ended = nullptr;
  each_child(run, at.parent, at.state, [&](const Branch& child) {
    if (child.status == BranchStatus::ended) ended = &child;
  });
  if (!ended) return false;
  run.event().outcome = ended->outcome;
  run.event().result = ended->result;
  if (ended->ended_on) run.set_effective(*ended->ended_on);
  return macrostep.take_first(at.parent, at.state, run.chart(at.parent).states[at.state].done);
}

Result<void> undecided(Run& run, Fork at) {
  const std::string step = address_of(run, at.parent, at.state);
  Diagnostic note;
  note.code = "undecided";
  note.severity = Severity::warning;
  note.message = {"Alle har svaret i " + step + ", men ingen regel under decide passer. Sagen bliver stående",
                  "All have answered in " + step + ", but no rule of decide holds. The case stays where it is"};
  run.note(std::move(note));
  tell_secretariat(run, at.parent, at.state, "undecided");
  return {};
}

}  // namespace

Result<void> open(Macrostep& macrostep, Fork at) {
  Run& run = macrostep.run();
  const Branch& parent = run.branch(at.parent);
  if (parent.status != BranchStatus::running || !is_active(parent, at.state)) return {};
  const model::State& state = run.chart(parent).states[at.state];
  if (state.call) return open_call(macrostep, at);
  AFTALE_TRY(const std::vector<Element> list, elements(run, at));
  bool back = false;
  each_child(run, at.parent, at.state, [&](const Branch& child) { back = back || child.kept; });
  if (back) {
    AFTALE_TRY_VOID(come_back(macrostep, at, list));
  } else {
    for (const BranchNo no : children_in_order(run, at.parent, at.state)) run.write(no).superseded = true;
    for (std::size_t i = 0; i < list.size(); ++i) {
      AFTALE_TRY(const Branch* child, make_child(run, at, list[i], static_cast<std::uint32_t>(i),
                                                 next_round(run, at.parent, at.state, list[i].key)));
      static_cast<void>(child);
    }
    AFTALE_TRY(const bool started, start_waiting(macrostep, at));
    static_cast<void>(started);
  }
  macrostep.agenda().watch(at.parent, at.state);
  return {};
}

Result<void> look(Macrostep& macrostep, Fork at) {
  Run& run = macrostep.run();
  const Branch& parent = run.branch(at.parent);
  if (!moves(parent) || !is_active(parent, at.state)) return {};
  const State& state = run.chart(parent).states[at.state];
  if (state.call) {
    AFTALE_TRY(const bool answered, look_at_call(macrostep, at));
    static_cast<void>(answered);
    return {};
  }
  const model::ForEach& for_each = *state.for_each;
  bool asked = false;
  each_child(run, at.parent, at.state, [&](const Branch& child) { asked = asked || !child.renewals.empty(); });
  if (asked) return {};
  const bool none = counter(run, at.parent, at.state, model::kCounterTotal) == 0;
  AFTALE_TRY(bool taken,
             macrostep.take_first(at.parent, at.state,
                                  none ? (for_each.empty.empty() ? for_each.done : for_each.empty) : for_each.decide));
  if (taken) return {};
  AFTALE_TRY(const bool started, start_waiting(macrostep, at));
  if (started || !finished(run, at.parent, at.state)) return {};
  if (!none) {
    AFTALE_TRY(taken, macrostep.take_first(at.parent, at.state, for_each.done));
    if (taken) return {};
  }
  if (for_each.decide.empty() && for_each.done.empty()) {
    const StateIx around = state.parent;
    if (around != kNone && run.chart(at.parent).states[around].type == State::Type::parallel &&
        finished(run, at.parent, around)) {
      macrostep.agenda().raised.push_back({at.parent, around, {}, {}, {}});
    }
    return {};
  }
  return undecided(run, at);
}

}  // namespace aftale::machine::branches
