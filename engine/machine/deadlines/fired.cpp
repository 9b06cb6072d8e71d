#include "engine/machine/deadlines/fired.h"

#include <algorithm>

namespace aftale::machine {

using model::StateIx;
using model::TimedRule;

bool has_fired(const Branch& branch, StateIx state, std::uint16_t rule) {
  return std::any_of(branch.fired.begin(), branch.fired.end(),
                     [&](const FiredDay& fired) { return fired.state == state && fired.rule == rule; });
}

bool has_fired_for(const Branch& branch, StateIx state, std::uint16_t rule, time::CivilDate day) {
  return std::binary_search(branch.fired.begin(), branch.fired.end(), FiredDay{state, rule, day});
}

void note_fired(const model::State& state, Branch& branch, StateIx at, std::uint16_t rule, time::CivilDate day) {
  if (state.timed[rule].kind == TimedRule::Kind::every) {
    std::erase_if(branch.fired, [&](const FiredDay& fired) { return fired.state == at && fired.rule == rule; });
  }
  const FiredDay fresh{at, rule, day};
  const auto place = std::lower_bound(branch.fired.begin(), branch.fired.end(), fresh);
  if (place == branch.fired.end() || *place != fresh) branch.fired.insert(place, fresh);
}

void forget_fired(const model::State& state, Branch& branch, StateIx at, bool kept) {
  std::erase_if(branch.fired, [&](const FiredDay& fired) {
    return fired.state == at && (!kept || state.timed[fired.rule].kind == TimedRule::Kind::every);
  });
}

}  // namespace aftale::machine
