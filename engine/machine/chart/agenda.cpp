#include "engine/machine/chart/agenda.h"

#include <algorithm>

namespace aftale::machine {

void Agenda::watch(BranchNo parent, model::StateIx state) {
  const auto same = [&](const Fork& had) { return had.parent == parent && had.state == state; };
  if (std::none_of(watched.begin(), watched.end(), same)) watched.push_back({parent, state});
}

void Agenda::stop() {
  stopped = true;
  raised.clear();
  to_open.clear();
  watched.clear();
  changed.clear();
}

}  // namespace aftale::machine
