#include "engine/machine/case.h"

namespace aftale::machine {

std::optional<time::Instant> Case::wake_at() const {
  if (status != lifecycle::CaseStatus::running) return std::nullopt;
  std::optional<time::Instant> earliest;
  for (const BranchPtr& branch : branches) {
    if (branch->status != BranchStatus::running || branch->kept || branch->timers.empty()) continue;
    const time::Instant due = branch->timers.front().due;
    if (!earliest || due < *earliest) earliest = due;
  }
  return earliest;
}

const Branch* Case::find(std::string_view branch_key) const {
  for (const BranchPtr& branch : branches) {
    if (branch->key == branch_key) return branch.get();
  }
  return nullptr;
}

}  // namespace aftale::machine
