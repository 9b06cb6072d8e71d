#include <algorithm>
#include <set>

#include "engine/testing/memory_store.h"

// Everything is looked at before anything is written, so that a refused commit leaves no trace.
namespace aftale::testing {

using namespace records;

bool MemoryStore::cases_fit(const Commit& commit, std::set<CaseId>& opened) const {
  std::set<std::string_view> keys;
  for (const CaseRow& row : commit.new_cases) {
    const bool defined =
        definitions_.contains(row.definition) ||
        std::any_of(commit.definitions.begin(), commit.definitions.end(),
                    [&row](const DefinitionRow& definition) { return definition.id == row.definition; });
    if (!defined || has_case(row.id) || keys_.contains(row.key)) return false;
    if (!opened.insert(row.id).second || !keys.insert(row.key).second) return false;
  }
  const auto is_there = [&](const CaseRow& row) { return has_case(row.id) || opened.contains(row.id); };
  return std::all_of(commit.cases.begin(), commit.cases.end(), is_there) &&
         std::all_of(commit.moved.begin(), commit.moved.end(), is_there) &&
         std::all_of(commit.rebuilt.begin(), commit.rebuilt.end(), is_there);
}

bool MemoryStore::journal_fits(const Commit& commit, const std::set<CaseId>& opened) const {
  std::int64_t seq = commit.expected_seq;
  std::set<RequestId> requests;
  std::set<std::pair<CaseId, std::int64_t>> revisions;
  for (const JournalRow& row : commit.journal) {
    if (row.seq != ++seq || row.revision <= 0 || row.actor.empty()) return false;
    const bool of_the_file = row.case_id == CaseId{};
    if (!of_the_file && !has_case(row.case_id) && !opened.contains(row.case_id)) return false;
    if (!of_the_file && !revisions.emplace(row.case_id, row.revision).second) return false;
    if (const auto entries = entries_.find(row.case_id); !of_the_file && entries != entries_.end()) {
      const auto same = [&](std::size_t n) { return journal_[n].revision == row.revision; };
      if (std::any_of(entries->second.begin(), entries->second.end(), same)) return false;
    }
    if (row.request && (requests_.contains(*row.request) || !requests.insert(*row.request).second)) return false;
  }
  return true;
}

bool MemoryStore::fits(const Commit& commit) const {
  const Head now = head_now();
  if (now.seq != commit.expected_seq || now.hash != commit.expected_head) return false;
  std::set<CaseId> opened;
  if (!cases_fit(commit, opened) || !journal_fits(commit, opened)) return false;
  const auto of_a_case = [&](const auto& row) { return has_case(row.case_id) || opened.contains(row.case_id); };
  if (!std::all_of(commit.branches.begin(), commit.branches.end(), of_a_case) ||
      !std::all_of(commit.work_items.begin(), commit.work_items.end(), of_a_case) ||
      !std::all_of(commit.documents.begin(), commit.documents.end(), of_a_case) ||
      !std::all_of(commit.outbox.begin(), commit.outbox.end(), of_a_case)) {
    return false;
  }
  std::set<std::pair<CaseId, std::string>> added;
  for (const OutboxRow& row : commit.outbox) {
    if (!outbox_keys_.contains({row.case_id, row.key})) added.emplace(row.case_id, row.key);
  }
  const auto last = static_cast<std::int64_t>(outbox_.size() + added.size());
  return std::all_of(commit.deliveries.begin(), commit.deliveries.end(),
                     [last](const OutboxRow& row) { return row.id >= 1 && row.id <= last; });
}

void MemoryStore::write_rows(const Commit& commit) {
  for (const ContentRow& row : commit.content) content_.try_emplace(row.sha256, row.bytes);
  for (const DefinitionRow& row : commit.definitions) definitions_.try_emplace(row.id, row);
  for (const CaseRow& row : commit.new_cases) {
    cases_.emplace(row.id, row);
    keys_.emplace(row.key, row.id);
  }
  for (const CaseRow& row : commit.cases) {
    CaseRow& kept = cases_.at(row.id);
    kept.status = row.status;
    kept.fault = row.fault;
    kept.closed_at = row.closed_at;
    kept.wake_at = row.wake_at;
  }
  for (const CaseRow& row : commit.moved) cases_.at(row.id) = row;
  for (const CaseRow& row : commit.rebuilt) {
    cases_.at(row.id) = row;
    std::erase_if(branches_, [&](const auto& entry) { return entry.second.case_id == row.id; });
    std::erase_if(items_, [&](const auto& entry) { return entry.second.case_id == row.id; });
    documents_.erase(row.id);
  }
  for (const JournalRow& row : commit.journal) {
    entries_[row.case_id].push_back(journal_.size());
    if (row.request) requests_.emplace(*row.request, journal_.size());
    journal_.push_back(row);
  }
  for (const BranchRow& row : commit.branches) branches_.insert_or_assign({row.case_id, row.no}, row);
  for (const WorkItemRow& row : commit.work_items) {
    items_.insert_or_assign({row.case_id, row.branch, row.item}, row);
  }
  for (const DocumentRow& row : commit.documents) {
    std::vector<DocumentRow>& rows = documents_[row.case_id];
    const auto same = std::find_if(rows.begin(), rows.end(), [&row](const DocumentRow& other) {
      return other.document == row.document && other.name == row.name && other.version == row.version;
    });
    if (same == rows.end()) {
      rows.push_back(row);
    } else {
      *same = row;
    }
  }
}

void MemoryStore::write_outbox(const Commit& commit) {
  for (const OutboxRow& row : commit.outbox) {
    if (!outbox_keys_.emplace(row.case_id, row.key).second) continue;
    outbox_.push_back(row);
    outbox_.back().id = static_cast<std::int64_t>(outbox_.size());
    outbox_.back().case_key = cases_.at(row.case_id).key;
  }
  for (const OutboxRow& row : commit.deliveries) {
    OutboxRow& kept = outbox_[static_cast<std::size_t>(row.id - 1)];
    kept.status = row.status;
    kept.attempts = row.attempts;
    kept.next_attempt_at = row.next_attempt_at;
    kept.delivered_at = row.delivered_at;
    kept.superseded_by = row.superseded_by;
    kept.superseding = row.superseding;
    kept.last_error = row.last_error;
  }
}

Result<void> MemoryStore::commit(const Commit& commit) {
  if (!fits(commit)) {
    return fail(Error::Kind::unavailable, "conflict",
                {"Databasen blev skrevet af en anden imens. Prøv igen",
                 "The database was written by somebody else meanwhile. Try again"});
  }
  write_rows(commit);
  write_outbox(commit);
  return {};
}

}  // namespace aftale::testing
