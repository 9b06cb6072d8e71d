#include "engine/cases/past.h"

#include <algorithm>
#include <tuple>

#include "engine/base/check.h"

namespace aftale::cases {

void Past::put(const ports::Commit& rows) {
  const std::vector<ports::CaseRow>& whole = rows.new_cases.empty() ? rows.rebuilt : rows.new_cases;
  AFTALE_CHECK(whole.size() == 1);
  Standing standing;
  standing.loaded.row = whole.front();
  standing.loaded.branches = rows.branches;
  standing.loaded.last_at = whole.front().opened_at;
  // Of a document that was changed (frozen) the newest row stands, in the place of the first.
  for (const ports::DocumentRow& row : rows.documents) {
    std::vector<ports::DocumentRow>& kept = standing.loaded.documents;
    const auto same = std::find_if(kept.begin(), kept.end(), [&](const ports::DocumentRow& other) {
      return other.document == row.document && other.name == row.name && other.version == row.version;
    });
    if (same == kept.end()) {
      kept.push_back(row);
    } else {
      *same = row;
    }
  }
  standing.items = rows.work_items;
  standing_.push_back(std::move(standing));
}

const Past::Standing* Past::find(std::string_view key) const {
  const auto found =
      std::find_if(standing_.begin(), standing_.end(), [&](const Standing& one) { return one.loaded.row.key == key; });
  return found == standing_.end() ? nullptr : &*found;
}

const Past::Standing* Past::find(CaseId id) const {
  const auto found =
      std::find_if(standing_.begin(), standing_.end(), [&](const Standing& one) { return one.loaded.row.id == id; });
  return found == standing_.end() ? nullptr : &*found;
}

Result<std::optional<ports::LoadedCase>> Past::load(std::string_view key) {
  const Standing* found = find(key);
  return found ? std::optional(found->loaded) : std::nullopt;
}

Result<void> Past::commit(const ports::Commit&) {
  check_failed("nobody writes into the past", __FILE__, __LINE__);
}

Result<std::vector<ports::CaseRow>> Past::cases() {
  std::vector<ports::CaseRow> rows;
  for (const Standing& one : standing_) rows.push_back(one.loaded.row);
  return rows;
}

Result<std::optional<ports::CaseRow>> Past::find_case(std::string_view key) {
  const Standing* found = find(key);
  return found ? std::optional(found->loaded.row) : std::nullopt;
}

Result<std::vector<ports::BranchRow>> Past::branches(CaseId id) {
  const Standing* found = find(id);
  std::vector<ports::BranchRow> rows;
  if (found) rows = found->loaded.branches;
  for (ports::BranchRow& row : rows) row.state.clear();
  return rows;
}

Result<std::vector<ports::ItemWithCase>> Past::work_items(const ports::ItemFilter& filter) {
  std::vector<ports::ItemWithCase> rows;
  for (const Standing& one : standing_) {
    if (filter.case_id && one.loaded.row.id != *filter.case_id) continue;
    for (const ports::WorkItemRow& item : one.items) {
      if (filter.open_only && item.status != 0) continue;
      if (filter.due_to && (!item.due_on || *item.due_on > *filter.due_to)) continue;
      rows.push_back({item, one.loaded.row.key, one.loaded.row.title});
    }
  }
  const auto order = [](const ports::ItemWithCase& row) {
    return std::tuple(!row.item.due_on, row.item.due_on, row.item.case_id, row.item.branch, row.item.item);
  };
  std::sort(rows.begin(), rows.end(), [&](const auto& left, const auto& right) { return order(left) < order(right); });
  return rows;
}

Result<std::vector<ports::DocumentRow>> Past::documents(CaseId id) {
  const Standing* found = find(id);
  return found ? found->loaded.documents : std::vector<ports::DocumentRow>();
}

}  // namespace aftale::cases
