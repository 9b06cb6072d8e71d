#include "engine/testing/memory_store.h"

#include <algorithm>

namespace aftale::testing {

using namespace records;

Head MemoryStore::head_now() const {
  Head head;
  if (!journal_.empty()) {
    head.seq = journal_.back().seq;
    head.hash = journal_.back().hash;
  }
  if (!cases_.empty()) head.last_case = cases_.rbegin()->first.value;
  if (!requests_.empty()) head.greatest_request = requests_.rbegin()->first;
  return head;
}

Result<Head> MemoryStore::head() {
  return head_now();
}

Result<std::optional<LoadedCase>> MemoryStore::load(std::string_view key) {
  const auto found = keys_.find(key);
  if (found == keys_.end()) return std::nullopt;
  const CaseId id = found->second;
  LoadedCase loaded;
  loaded.row = cases_.at(id);
  for (auto at = branches_.lower_bound({id, 0}); at != branches_.end() && at->first.first == id; ++at) {
    loaded.branches.push_back(at->second);
  }
  if (const auto rows = documents_.find(id); rows != documents_.end()) loaded.documents = rows->second;
  if (const auto entries = entries_.find(id); entries != entries_.end()) {
    const JournalRow& last = journal_[entries->second.back()];
    loaded.revision = last.revision;
    loaded.last_at = last.at;
  }
  return loaded;
}

Result<std::optional<JournalRow>> MemoryStore::find_request(const RequestId& request) {
  const auto found = requests_.find(request);
  if (found == requests_.end()) return std::nullopt;
  return journal_[found->second];
}

Result<std::vector<std::string>> MemoryStore::due_cases(time::Instant now, std::size_t limit) {
  std::vector<std::tuple<time::Instant, CaseId, const std::string*>> due;
  for (const auto& [id, row] : cases_) {
    if (row.wake_at && *row.wake_at <= now) due.emplace_back(*row.wake_at, id, &row.key);
  }
  std::sort(due.begin(), due.end());
  std::vector<std::string> keys;
  for (std::size_t n = 0; n < std::min(limit, due.size()); ++n) keys.push_back(*std::get<2>(due[n]));
  return keys;
}

Result<std::int64_t> MemoryStore::count_due(time::Instant now, std::size_t limit) {
  const auto due = std::count_if(cases_.begin(), cases_.end(), [now](const auto& entry) {
    return entry.second.wake_at && *entry.second.wake_at <= now;
  });
  return std::min<std::int64_t>(due, static_cast<std::int64_t>(limit));
}

Result<std::optional<time::Instant>> MemoryStore::next_wake() {
  std::optional<time::Instant> earliest;
  for (const auto& [id, row] : cases_) {
    if (row.wake_at && (!earliest || *row.wake_at < *earliest)) earliest = row.wake_at;
  }
  return earliest;
}

Result<std::optional<time::Instant>> MemoryStore::next_delivery(time::Instant after) {
  std::optional<time::Instant> earliest;
  for (const OutboxRow& row : outbox_) {
    const std::optional<time::Instant>& at = row.next_attempt_at;
    if (at && *at > after && (!earliest || *at < *earliest)) earliest = at;
  }
  return earliest;
}

Result<std::vector<CaseRow>> MemoryStore::cases() {
  std::vector<CaseRow> rows;
  for (const auto& [id, row] : cases_) rows.push_back(row);
  return rows;
}

Result<std::optional<CaseRow>> MemoryStore::find_case(std::string_view key) {
  const auto found = keys_.find(key);
  if (found == keys_.end()) return std::nullopt;
  return cases_.at(found->second);
}

Result<std::vector<BranchRow>> MemoryStore::branches(CaseId id) {
  std::vector<BranchRow> rows;
  for (auto at = branches_.lower_bound({id, 0}); at != branches_.end() && at->first.first == id; ++at) {
    rows.push_back(at->second);
    rows.back().state.clear();
  }
  return rows;
}

Result<std::vector<ItemWithCase>> MemoryStore::work_items(const ItemFilter& filter) {
  std::vector<ItemWithCase> rows;
  for (const auto& [key, item] : items_) {
    if (filter.case_id && item.case_id != *filter.case_id) continue;
    if (filter.open_only && item.status != lifecycle::ItemStatus::open) continue;
    if (filter.due_to && (!item.due_on || *item.due_on > *filter.due_to)) continue;
    const CaseRow& row = cases_.at(item.case_id);
    rows.push_back({item, row.key, row.title});
  }
  std::stable_sort(rows.begin(), rows.end(), [](const ItemWithCase& left, const ItemWithCase& right) {
    if (!left.item.due_on || !right.item.due_on) return left.item.due_on.has_value() && !right.item.due_on;
    return *left.item.due_on < *right.item.due_on;
  });
  return rows;
}

Result<std::vector<DocumentRow>> MemoryStore::documents(CaseId id) {
  const auto found = documents_.find(id);
  return found == documents_.end() ? std::vector<DocumentRow>{} : found->second;
}

Result<std::vector<JournalRow>> MemoryStore::journal(CaseId id, std::int64_t after, std::size_t limit) {
  std::vector<JournalRow> rows;
  for (std::size_t n = static_cast<std::size_t>(std::max<std::int64_t>(after, 0)); n < journal_.size(); ++n) {
    if (rows.size() == limit) break;
    if (id.value == 0 || journal_[n].case_id == id) rows.push_back(journal_[n]);
  }
  return rows;
}

Result<std::vector<JournalRow>> MemoryStore::file_journal(std::size_t limit) {
  std::vector<JournalRow> rows;
  for (auto row = journal_.rbegin(); row != journal_.rend() && rows.size() < limit; ++row) {
    if (row->case_id == CaseId{}) rows.push_back(*row);
  }
  return rows;
}

Result<std::vector<OutboxRow>> MemoryStore::outbox(bool undelivered_only, std::size_t limit) {
  std::vector<OutboxRow> rows;
  for (const OutboxRow& row : outbox_) {
    if (rows.size() == limit) break;
    if (!undelivered_only || (!row.delivered_at && row.status != lifecycle::DeliveryStatus::superseded))
      rows.push_back(row);
  }
  return rows;
}

Result<std::vector<OutboxRow>> MemoryStore::outbox_of(CaseId id) {
  std::vector<OutboxRow> rows;
  for (const OutboxRow& row : outbox_) {
    if (row.case_id == id) rows.push_back(row);
  }
  return rows;
}

Result<std::vector<OutboxRow>> MemoryStore::outbox_due(time::Instant now, std::size_t limit,
                                                       const std::vector<std::string>& except) {
  std::vector<std::pair<time::Instant, std::int64_t>> due;  // id
  for (const OutboxRow& row : outbox_) {
    const bool excepted = std::find(except.begin(), except.end(), row.receiver) != except.end();
    if (!excepted && row.next_attempt_at && *row.next_attempt_at <= now) due.emplace_back(*row.next_attempt_at, row.id);
  }
  const auto end = due.begin() + static_cast<std::ptrdiff_t>(std::min(limit, due.size()));
  std::partial_sort(due.begin(), end, due.end());
  std::vector<OutboxRow> rows;
  for (auto one = due.begin(); one != end; ++one) rows.push_back(outbox_[static_cast<std::size_t>(one->second - 1)]);
  return rows;
}

Result<std::vector<OutboxRow>> MemoryStore::outbox_about(CaseId id, const std::string& thing,
                                                         const std::string& receiver) {
  std::vector<OutboxRow> rows;
  for (const OutboxRow& row : outbox_) {
    if (row.case_id == id && !thing.empty() && row.thing == thing && row.receiver == receiver) rows.push_back(row);
  }
  return rows;
}

Result<std::vector<OutboxRow>> MemoryStore::outbox_to(const std::string& receiver, time::Instant now,
                                                      std::size_t limit) {
  AFTALE_TRY(std::vector<OutboxRow> rows, outbox_due(now, outbox_.size(), {}));
  std::erase_if(rows, [&](const OutboxRow& row) { return row.receiver != receiver; });
  if (rows.size() > limit) rows.resize(limit);
  return rows;
}

Result<std::optional<OutboxRow>> MemoryStore::find_outbox(std::int64_t id) {
  if (id < 1 || id > static_cast<std::int64_t>(outbox_.size())) return std::nullopt;
  return outbox_[static_cast<std::size_t>(id - 1)];
}

Result<std::optional<std::string>> MemoryStore::content(const Digest& sha256) {
  const auto found = content_.find(sha256);
  if (found == content_.end()) return std::nullopt;
  return found->second;
}

Result<std::vector<DefinitionRow>> MemoryStore::definitions() {
  std::vector<DefinitionRow> rows;
  for (const auto& [id, row] : definitions_) rows.push_back(row);
  std::stable_sort(rows.begin(), rows.end(), [](const DefinitionRow& left, const DefinitionRow& right) {
    return std::tie(left.workflow, left.version) < std::tie(right.workflow, right.version);
  });
  return rows;
}

Result<std::optional<DefinitionRow>> MemoryStore::find_definition(const Digest& id) {
  const auto found = definitions_.find(id);
  if (found == definitions_.end()) return std::nullopt;
  return found->second;
}

Result<std::vector<Text>> MemoryStore::check_integrity() {
  return std::vector<Text>{};
}

Result<void> MemoryStore::backup(const std::string& path) {
  return fail(Error::Kind::unavailable, "in-memory",
              {"Sagerne ligger kun i hukommelsen, så der er ingen database at kopiere til " + path,
               "The cases are in memory only, so there is no database to copy to " + path});
}

}  // namespace aftale::testing
