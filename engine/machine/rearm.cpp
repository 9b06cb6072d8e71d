#include "engine/machine/macrostep.h"

namespace aftale::machine {

Result<void> Macrostep::rearm_all() {
  const auto count = static_cast<BranchNo>(run_.branch_count());
  for (BranchNo no = 0; no < count; ++no) {
    if (run_.branch(no).status != BranchStatus::running || run_.branch(no).kept) continue;
    Branch& branch = run_.write(no);
    branch.timers.clear();
    for (std::size_t i = 0; i < branch.active.size(); ++i) AFTALE_TRY_VOID(arm(no, branch.active[i].state));
  }
  return {};
}

}  // namespace aftale::machine
