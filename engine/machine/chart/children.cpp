#include "engine/machine/chart/children.h"

#include <algorithm>

#include "engine/base/check.h"

namespace aftale::machine {

std::vector<BranchNo> children_in_order(const Run& run, BranchNo parent, model::StateIx origin) {
  std::vector<BranchNo> children;
  each_child(run, parent, origin, [&](const Branch& child) { children.push_back(child.no); });
  std::stable_sort(children.begin(), children.end(),
                   [&](BranchNo left, BranchNo right) { return run.branch(left).ordinal < run.branch(right).ordinal; });
  return children;
}

std::uint32_t counter(const Run& run, BranchNo parent, model::StateIx state, std::uint16_t index) {
  const std::string* outcome = nullptr;
  if (index >= model::kCounterOutcomes) {
    const auto& outcomes = run.chart(parent).states[state].for_each->outcomes;
    const std::size_t at = index - model::kCounterOutcomes;
    AFTALE_CHECK(at < outcomes.size());
    outcome = &outcomes[at];
  }
  std::uint32_t count = 0;
  each_child(run, parent, state, [&](const Branch& child) {
    const bool ended = child.status == BranchStatus::ended;
    const bool answered = ended || child.status == BranchStatus::not_reported;
    switch (index) {
      case model::kCounterTotal:
        count += child.status != BranchStatus::cancelled;
        break;
      case model::kCounterAnswered:
        count += answered;
        break;
      case model::kCounterRunning:
        count += child.status == BranchStatus::running;
        break;
      case model::kCounterWaiting:
        count += child.status == BranchStatus::waiting;
        break;
      default:
        count += ended && child.outcome == *outcome;
    }
  });
  return count;
}

namespace {

// Branches of a for_each body or of a called workflow come after the branch around them, so one pass finds them all.
bool lies_in(const Run& run, BranchNo no, BranchNo branch) {
  while (no > branch) no = run.branch(no).parent;
  return no == branch;
}

}  // namespace

const Decision* last_decision(const Run& run, BranchNo branch) {
  const Decision* last = nullptr;
  for (BranchNo no = branch; no < run.branch_count(); ++no) {
    if (!lies_in(run, no, branch)) continue;
    for (const Decision& decision : run.branch(no).decisions) {
      if (decision.word.empty()) continue;
      if (!last || !last->meeting || !decision.meeting || *decision.meeting >= *last->meeting) last = &decision;
    }
  }
  return last;
}

std::vector<std::string> all_remarks(const Run& run, BranchNo branch) {
  std::vector<std::string> remarks;
  for (BranchNo no = branch; no < run.branch_count(); ++no) {
    if (!lies_in(run, no, branch)) continue;
    const std::vector<std::string>& said = run.branch(no).remarks;
    remarks.insert(remarks.end(), said.begin(), said.end());
  }
  return remarks;
}

}  // namespace aftale::machine
