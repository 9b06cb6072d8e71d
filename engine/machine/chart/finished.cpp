#include "engine/machine/chart/finished.h"

#include <algorithm>

#include "engine/machine/chart/children.h"
#include "engine/machine/chart/configuration.h"

namespace aftale::machine {

using model::State;
using model::StateIx;

bool finished(const Run& run, BranchNo no, StateIx at) {
  const Branch& branch = run.branch(no);
  const model::Chart& chart = run.chart(branch);
  const State& state = chart.states[at];
  if (!is_active(branch, at)) return false;
  if (state.for_each) {
    return counter(run, no, at, model::kCounterRunning) == 0 && counter(run, no, at, model::kCounterWaiting) == 0;
  }
  if (state.call) {
    bool ended = false;
    each_child(run, no, at, [&](const Branch& child) { ended = ended || child.status == BranchStatus::ended; });
    return ended;
  }
  if (state.type == State::Type::parallel) {
    for (StateIx child = static_cast<StateIx>(at + 1); child < state.end; child = chart.states[child].end) {
      if (!chart.states[child].is_history() && !finished(run, no, child)) return false;
    }
    return true;
  }
  return std::any_of(branch.active.begin(), branch.active.end(), [&](const ActiveState& active) {
    return chart.states[active.state].parent == at && chart.states[active.state].type == State::Type::final;
  });
}

time::CivilDate finished_on(const Run& run, BranchNo no, StateIx at) {
  const Branch& branch = run.branch(no);
  const model::Chart& chart = run.chart(branch);
  std::optional<time::CivilDate> latest;
  const auto take = [&](time::CivilDate date) {
    if (!latest || date > *latest) latest = date;
  };
  for (const ActiveState& active : branch.active) {
    if (active.state != at && !below(chart, active.state, at)) continue;
    if (chart.states[active.state].type == State::Type::final) take(active.entered);
    if (!chart.states[active.state].for_each) continue;
    each_child(run, no, active.state, [&](const Branch& child) {
      if (child.status == BranchStatus::ended && child.ended_on) take(*child.ended_on);
    });
  }
  return latest.value_or(run.effective());
}

}  // namespace aftale::machine
