#pragma once
#include <algorithm>

#include "engine/machine/chart/run.h"

/// The timers of a branch, which stand ascending by (due, kind, state, rule).
namespace aftale::machine {

/// Computes when it is due, and puts it in its place.
void add_timer(const Run& run, Branch& branch, Timer timer);
template <class Which>
void drop_timers(Branch& branch, Which which) {
  branch.timers.erase(std::remove_if(branch.timers.begin(), branch.timers.end(), which), branch.timers.end());
}
void drop_deadline_timers(Branch& branch, model::StateIx state, std::uint16_t deadline);
/// The timer of a timed rule, or null.
const Timer* timer_of(const Branch& branch, model::StateIx state, std::uint16_t rule);
void drop_timed(Branch& branch, model::StateIx state, std::uint16_t rule);

}  // namespace aftale::machine
