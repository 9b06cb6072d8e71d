#include "engine/machine/deadlines/fired.h"

#include <algorithm>
#include <tuple>

namespace aftale::machine {

using model::StateIx;
using model::TimedRule;

namespace {

bool is_before(const FiredDay& left, const FiredDay& right) {
  return std::tie(left.state, left.rule, left.day) < std::tie(right.state, right.rule, right.day);
}

}  // namespace

bool has_fired(const Branch& branch, StateIx state, std::uint16_t rule) {
  return std::any_of(branch.fired.begin(), branch.fired.end(),
                     [&](const FiredDay& fired) { return fired.state == state && fired.rule == rule; });
}

bool has_fired_for(const Branch& branch, StateIx state, std::uint16_t rule, time::CivilDate day) {
  return std::binary_search(branch.fired.begin(), branch.fired.end(), FiredDay{state, rule, day}, is_before);
}

void note_fired(const model::State& state, Branch& branch, StateIx at, std::uint16_t rule, time::CivilDate day) {
  if (state.timed[rule].kind == TimedRule::Kind::every) {
    std::erase_if(branch.fired, [&](const FiredDay& fired) { return fired.state == at && fired.rule == rule; });
  }
  const FiredDay fresh{at, rule, day};
  const auto place = std::lower_bound(branch.fired.begin(), branch.fired.end(), fresh, is_before);
  if (place == branch.fired.end() || *place != fresh) branch.fired.insert(place, fresh);
}

void forget_fired(const model::State& state, Branch& branch, StateIx at, bool kept) {
  std::erase_if(branch.fired, [&](const FiredDay& fired) {
    return fired.state == at && (!kept || state.timed[fired.rule].kind == TimedRule::Kind::every);
  });
}

std::vector<FiredDay> carried_days(const Correspondence& map, const Branch& old) {
  std::vector<FiredDay> days;
  for (const FiredDay& fired : old.fired) {
    const std::uint16_t rule = map.timed_in_place(old.chart, fired.state, fired.rule);
    if (rule == model::kNone) continue;
    days.push_back({map.state(old.chart, fired.state), rule, fired.day});
  }
  std::sort(days.begin(), days.end(), is_before);
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

bool is_in_order(const std::vector<FiredDay>& fired) {
  return std::adjacent_find(fired.begin(), fired.end(), [](const FiredDay& left, const FiredDay& right) {
           return !is_before(left, right);
         }) == fired.end();
}

}  // namespace aftale::machine
