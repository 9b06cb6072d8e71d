#pragma once
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/records/store.h"

namespace aftale::testing {

/// A Store that ends with the program: for scenarios and tests. It refuses what the others refuse, and keeps the
/// contract of tests/store. One thread.
class MemoryStore final : public records::Store {
 public:
  Result<records::Head> head() override;
  Result<std::optional<records::LoadedCase>> load(std::string_view key) override;
  Result<std::optional<records::JournalRow>> find_request(const RequestId& request) override;
  Result<std::vector<std::string>> due_cases(time::Instant now, std::size_t limit) override;
  Result<std::optional<time::Instant>> next_wake() override;
  Result<std::optional<time::Instant>> next_delivery(time::Instant after) override;
  Result<void> commit(const records::Commit& commit) override;

  /// Nobody else can write to it, so there is nothing to hold on to.
  Result<std::unique_ptr<records::Snapshot>> snapshot() override { return std::make_unique<records::Snapshot>(); }
  Result<std::vector<records::CaseRow>> cases() override;
  Result<std::optional<records::CaseRow>> find_case(std::string_view key) override;
  Result<std::vector<records::BranchRow>> branches(CaseId id) override;
  Result<std::vector<records::ItemWithCase>> work_items(const records::ItemFilter& filter) override;
  Result<std::vector<records::DocumentRow>> documents(CaseId id) override;
  Result<std::vector<records::JournalRow>> journal(CaseId id, std::int64_t after, std::size_t limit) override;
  Result<std::vector<records::JournalRow>> file_journal(std::size_t limit) override;
  Result<std::vector<records::OutboxRow>> outbox(bool undelivered_only, std::size_t limit) override;
  Result<std::vector<records::OutboxRow>> outbox_of(CaseId id) override;
  Result<std::vector<records::OutboxRow>> outbox_due(time::Instant now, std::size_t limit,
                                                     const std::vector<std::string>& except) override;
  Result<std::vector<records::OutboxRow>> outbox_about(CaseId id, const std::string& thing,
                                                       const std::string& receiver) override;
  Result<std::vector<records::OutboxRow>> outbox_to(const std::string& receiver, time::Instant now,
                                                    std::size_t limit) override;
  Result<std::optional<records::OutboxRow>> find_outbox(std::int64_t id) override;
  Result<std::int64_t> count_due(time::Instant now, std::size_t limit) override;
  Result<std::optional<std::string>> content(const Digest& sha256) override;
  Result<std::vector<records::DefinitionRow>> definitions() override;
  Result<std::optional<records::DefinitionRow>> find_definition(const Digest& id) override;
  Result<std::vector<Text>> check_integrity() override;
  /// Always unavailable (`in-memory`): there is no file to copy.
  Result<void> backup(const std::string& path) override;

 private:
  using Keyed = std::pair<CaseId, std::int64_t>;
  bool fits(const records::Commit& commit) const;
  bool cases_fit(const records::Commit& commit, std::set<CaseId>& opened) const;
  bool journal_fits(const records::Commit& commit, const std::set<CaseId>& opened) const;
  bool has_case(CaseId id) const { return cases_.contains(id); }
  records::Head head_now() const;
  void write_rows(const records::Commit& commit);
  void write_outbox(const records::Commit& commit);

  std::vector<records::JournalRow> journal_;  ///< entry n has seq n + 1
  std::map<CaseId, records::CaseRow> cases_;
  std::map<std::string, CaseId, std::less<>> keys_;
  std::map<CaseId, std::vector<std::size_t>> entries_;  ///< of a case: indices in journal_
  std::map<RequestId, std::size_t> requests_;
  std::map<Keyed, records::BranchRow> branches_;
  std::map<std::tuple<CaseId, std::int64_t, std::int64_t>, records::WorkItemRow> items_;
  std::map<CaseId, std::vector<records::DocumentRow>> documents_;
  std::vector<records::OutboxRow> outbox_;  ///< notification n has id n + 1
  std::set<std::pair<CaseId, std::string>> outbox_keys_;
  std::map<Digest, std::string> content_;
  std::map<Digest, records::DefinitionRow> definitions_;
};

}  // namespace aftale::testing
