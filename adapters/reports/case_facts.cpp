#include "adapters/reports/case_facts.h"

#include <algorithm>

#include "engine/machine/possible.h"

namespace aftale::reports {
namespace {

/// "approval/1081#2" is about the element "1081".
std::string_view element_of(std::string_view key) {
  const std::string_view last = key.substr(key.rfind('/') + 1);
  return last.substr(0, last.find('#'));
}

bool is_under_way(const cases::Matrix& matrix) {
  return matrix.due || matrix.totals.open + matrix.totals.missing > 0;
}

}  // namespace

CaseFacts::CaseFacts(const cases::ShowAnswer& shown, const cases::StatusOfAnswer& status)
    : shown_(shown), status_(status), titles_(shown.branches, shown.items) {
  for (const records::BranchRow& row : shown.branches) elements_[row.key] = row.title;
  for (const records::WorkItemRow& item : shown.items) items_[item.step] = &item;
}

Text CaseFacts::outcome() const {
  const auto root = std::find_if(shown_.branches.begin(), shown_.branches.end(),
                                 [](const records::BranchRow& row) { return row.no == 0; });
  const bool ended = root != shown_.branches.end() && root->status == lifecycle::BranchStatus::ended;
  return ended && root->step != same_text(root->outcome) ? root->step : Text();
}

Text CaseFacts::body_at(const std::string& step) const {
  const records::WorkItemRow* item = item_at(step);
  return titles_.body_at(step, item ? item->owner : Text());
}

Text CaseFacts::party_of(const records::WorkItemRow& item) const {
  if (item.party.empty()) return {};
  for (std::size_t at = item.step.find('/'); at != std::string::npos; at = item.step.find('/', at + 1)) {
    const std::string key = item.step.substr(0, at);
    if (element_of(key) != item.party) continue;
    if (const auto found = elements_.find(key); found != elements_.end()) return found->second;
  }
  return same_text(item.party);
}

Text CaseFacts::outermost(const std::string& address) const {
  for (std::size_t at = address.find('/'); at != std::string::npos; at = address.find('/', at + 1)) {
    if (const auto found = elements_.find(address.substr(0, at)); found != elements_.end()) return found->second;
  }
  return {};
}

std::string CaseFacts::outcome_of(const cases::Matrix::Row& row, Language language) const {
  if (row.outcome.empty()) return {};
  const auto branch = std::find_if(shown_.branches.rbegin(), shown_.branches.rend(),
                                   [&](const records::BranchRow& each) { return each.key == row.key; });
  if (branch != shown_.branches.rend() && branch->status == lifecycle::BranchStatus::ended && !branch->step.empty())
    return branch->step.in(language);
  const Text title = machine::title_of_word(row.outcome);
  return title.empty() ? row.outcome : title.in(language);
}

const records::WorkItemRow* CaseFacts::item_at(const std::string& step) const {
  const auto found = items_.find(step);
  return found == items_.end() ? nullptr : found->second;
}

Text CaseFacts::said_in(const cases::Matrix& matrix, const cases::Matrix::Row& row, std::size_t column) const {
  const std::string& word = row.cells[column].word;
  if (word.empty()) return {};
  const std::string inside = row.key + "/";
  const std::string& id = matrix.column_ids[column];
  for (auto item = items_.lower_bound(inside); item != items_.end() && item->first.starts_with(inside); ++item) {
    if (item->second->word != word) continue;
    const std::string rest = item->first.substr(inside.size() - 1);
    const bool here =
        id.empty() || rest.find("/" + id + "/") != std::string::npos || rest.find("/" + id + "#") != std::string::npos;
    if (const Text title = machine::title_of_word(item->second->outcome); here && !title.empty()) return title;
  }
  return same_text(word);
}

CaseFacts::Lists CaseFacts::lists() const {
  Lists lists;
  for (const cases::Matrix& matrix : status_.matrices)
    (is_under_way(matrix) ? lists.current : lists.earlier).push_back(&matrix);
  std::reverse(lists.earlier.begin(), lists.earlier.end());
  if (!lists.current.empty() || lists.earlier.empty()) return lists;
  lists.current.push_back(lists.earlier.front());
  lists.earlier.erase(lists.earlier.begin());
  return lists;
}

bool CaseFacts::is_in_matrix(const std::string& step) const {
  return std::any_of(status_.matrices.begin(), status_.matrices.end(),
                     [&](const cases::Matrix& matrix) { return step.starts_with(matrix.step + "/"); });
}

std::vector<const records::WorkItemRow*> CaseFacts::other_items() const {
  std::vector<const records::WorkItemRow*> items;
  for (const records::WorkItemRow& item : status_.open_items) {
    if (item.party.empty() || !is_in_matrix(item.step)) items.push_back(&item);
  }
  return items;
}

std::vector<const cases::DueLine*> CaseFacts::other_deadlines() const {
  std::vector<const cases::DueLine*> lines;
  for (const cases::DueLine& line : shown_.due) {
    if (line.due && !is_in_matrix(line.step)) lines.push_back(&line);
  }
  std::stable_sort(lines.begin(), lines.end(),
                   [](const cases::DueLine* one, const cases::DueLine* other) { return one->due < other->due; });
  return lines;
}

}  // namespace aftale::reports
