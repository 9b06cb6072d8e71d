#include "engine/cases/replay/store_as_of.h"

#include <algorithm>
#include <tuple>

#include "engine/base/check.h"

namespace aftale::cases {

void StoreAsOf::put(const records::Commit& rows) {
  const std::vector<records::CaseRow>& whole = rows.new_cases.empty() ? rows.rebuilt : rows.new_cases;
  AFTALE_CHECK(whole.size() == 1);
  Standing standing;
  standing.loaded.row = whole.front();
  standing.loaded.branches = rows.branches;
  standing.loaded.last_at = whole.front().opened_at;
  // Of a document that was changed (frozen) the newest row stands, in the place of the first.
  for (const records::DocumentRow& row : rows.documents) {
    std::vector<records::DocumentRow>& kept = standing.loaded.documents;
    const auto same = std::find_if(kept.begin(), kept.end(), [&](const records::DocumentRow& other) {
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

const StoreAsOf::Standing* StoreAsOf::find(std::string_view key) const {
  const auto found =
      std::find_if(standing_.begin(), standing_.end(), [&](const Standing& one) { return one.loaded.row.key == key; });
  return found == standing_.end() ? nullptr : &*found;
}

const StoreAsOf::Standing* StoreAsOf::find(CaseId id) const {
  const auto found =
      std::find_if(standing_.begin(), standing_.end(), [&](const Standing& one) { return one.loaded.row.id == id; });
  return found == standing_.end() ? nullptr : &*found;
}

Result<std::optional<records::LoadedCase>> StoreAsOf::load(std::string_view key) {
  const Standing* found = find(key);
  return found ? std::optional(found->loaded) : std::nullopt;
}

Result<std::vector<records::CaseRow>> StoreAsOf::cases() {
  std::vector<records::CaseRow> rows;
  for (const Standing& one : standing_) rows.push_back(one.loaded.row);
  return rows;
}

Result<std::optional<records::CaseRow>> StoreAsOf::find_case(std::string_view key) {
  const Standing* found = find(key);
  return found ? std::optional(found->loaded.row) : std::nullopt;
}

Result<std::vector<records::BranchRow>> StoreAsOf::branches(CaseId id) {
  const Standing* found = find(id);
  std::vector<records::BranchRow> rows;
  if (found) rows = found->loaded.branches;
  for (records::BranchRow& row : rows) row.state.clear();
  return rows;
}

Result<std::vector<records::ItemWithCase>> StoreAsOf::work_items(const records::ItemFilter& filter) {
  std::vector<records::ItemWithCase> rows;
  for (const Standing& one : standing_) {
    if (filter.case_id && one.loaded.row.id != *filter.case_id) continue;
    for (const records::WorkItemRow& item : one.items) {
      if (filter.open_only && item.status != lifecycle::ItemStatus::open) continue;
      if (filter.due_to && (!item.due_on || *item.due_on > *filter.due_to)) continue;
      rows.push_back({item, one.loaded.row.key, one.loaded.row.title});
    }
  }
  const auto order = [](const records::ItemWithCase& row) {
    return std::tuple(!row.item.due_on, row.item.due_on, row.item.case_id, row.item.branch, row.item.item);
  };
  std::sort(rows.begin(), rows.end(), [&](const auto& left, const auto& right) { return order(left) < order(right); });
  return rows;
}

Result<std::vector<records::DocumentRow>> StoreAsOf::documents(CaseId id) {
  const Standing* found = find(id);
  return found ? found->loaded.documents : std::vector<records::DocumentRow>();
}

}  // namespace aftale::cases
