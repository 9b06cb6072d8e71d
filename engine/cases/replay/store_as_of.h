#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/records/store.h"

namespace aftale::cases {

/// Cases as they stood on another day, or would stand, under the questions that are asked of the file: a store that
/// holds nothing but the cases it is given. Journal, messages, definitions and content are those of the store behind
/// it, which it borrows. Read only: who commits to it has made a mistake.
class StoreAsOf final : public records::Store {
 public:
  explicit StoreAsOf(records::Store& store) : store_(store) {}

  /// The rows of one case, written whole: its row among the new or the rebuilt ones.
  void put(const records::Commit& rows);

  Result<records::Head> head() override { return store_.head(); }
  Result<std::optional<records::LoadedCase>> load(std::string_view key) override;
  Result<std::optional<records::JournalRow>> find_request(const RequestId& request) override {
    return store_.find_request(request);
  }
  Result<std::vector<std::string>> due_cases(time::Instant, std::size_t) override { return std::vector<std::string>(); }
  Result<std::optional<time::Instant>> next_wake() override { return std::optional<time::Instant>(); }
  Result<std::optional<time::Instant>> next_delivery(time::Instant after) override {
    return store_.next_delivery(after);
  }
  Result<void> commit(const records::Commit& commit) override;

  /// Whoever asks has a snapshot of the store behind it.
  Result<std::unique_ptr<records::Snapshot>> snapshot() override { return std::make_unique<records::Snapshot>(); }
  Result<std::vector<records::CaseRow>> cases() override;
  Result<std::optional<records::CaseRow>> find_case(std::string_view key) override;
  Result<std::vector<records::BranchRow>> branches(CaseId id) override;
  Result<std::vector<records::ItemWithCase>> work_items(const records::ItemFilter& filter) override;
  Result<std::vector<records::DocumentRow>> documents(CaseId id) override;
  Result<std::vector<records::JournalRow>> journal(CaseId id, std::int64_t after, std::size_t limit) override {
    return store_.journal(id, after, limit);
  }
  Result<std::vector<records::JournalRow>> file_journal(std::size_t limit) override {
    return store_.file_journal(limit);
  }
  Result<std::vector<records::OutboxRow>> outbox(bool undelivered_only, std::size_t limit) override {
    return store_.outbox(undelivered_only, limit);
  }
  Result<std::vector<records::OutboxRow>> outbox_of(CaseId id) override { return store_.outbox_of(id); }
  Result<std::vector<records::OutboxRow>> outbox_due(time::Instant now, std::size_t limit,
                                                     const std::vector<std::string>& except) override {
    return store_.outbox_due(now, limit, except);
  }
  Result<std::vector<records::OutboxRow>> outbox_about(CaseId id, const std::string& thing,
                                                       const std::string& receiver) override {
    return store_.outbox_about(id, thing, receiver);
  }
  Result<std::vector<records::OutboxRow>> outbox_to(const std::string& receiver, time::Instant now,
                                                    std::size_t limit) override {
    return store_.outbox_to(receiver, now, limit);
  }
  Result<std::optional<records::OutboxRow>> find_outbox(std::int64_t id) override { return store_.find_outbox(id); }
  Result<std::int64_t> count_due(time::Instant) override { return 0; }
  Result<std::optional<std::string>> content(const Digest& sha256) override { return store_.content(sha256); }
  Result<std::vector<records::DefinitionRow>> definitions() override { return store_.definitions(); }
  Result<std::optional<records::DefinitionRow>> find_definition(const Digest& id) override {
    return store_.find_definition(id);
  }
  Result<std::vector<Text>> check_integrity() override { return store_.check_integrity(); }
  Result<void> backup(const std::string& path) override { return store_.backup(path); }

 private:
  struct Standing {
    records::LoadedCase loaded;
    std::vector<records::WorkItemRow> items;
  };
  const Standing* find(std::string_view key) const;
  const Standing* find(CaseId id) const;

  records::Store& store_;
  std::vector<Standing> standing_;  ///< in the order in which they were put
};

}  // namespace aftale::cases
