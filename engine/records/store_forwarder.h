#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/records/store.h"

namespace aftale::records {

/// Passes every call on to another store, which it borrows: who stands in front of a store overrides what it does
/// otherwise. One thread, as every Store.
class StoreForwarder : public Store {
 public:
  explicit StoreForwarder(Store& store) : store_(store) {}

  Result<Head> head() override;
  Result<std::optional<LoadedCase>> load(std::string_view key) override;
  Result<std::optional<JournalRow>> find_request(const RequestId& request) override;
  Result<std::vector<std::string>> due_cases(time::Instant now, std::size_t limit) override;
  Result<std::optional<time::Instant>> next_wake() override;
  Result<std::optional<time::Instant>> next_delivery(time::Instant after) override;
  Result<void> commit(const Commit& commit) override;
  Result<std::unique_ptr<Snapshot>> snapshot() override;
  Result<std::vector<CaseRow>> cases() override;
  Result<std::optional<CaseRow>> find_case(std::string_view key) override;
  Result<std::vector<BranchRow>> branches(CaseId id) override;
  Result<std::vector<ItemWithCase>> work_items(const ItemFilter& filter) override;
  Result<std::vector<DocumentRow>> documents(CaseId id) override;
  Result<std::vector<JournalRow>> journal(CaseId id, std::int64_t after, std::size_t limit) override;
  Result<std::vector<JournalRow>> file_journal(std::size_t limit) override;
  Result<std::vector<OutboxRow>> outbox(bool undelivered_only, std::size_t limit) override;
  Result<std::vector<OutboxRow>> outbox_of(CaseId id) override;
  Result<std::vector<OutboxRow>> outbox_due(time::Instant now, std::size_t limit, const std::vector<std::string>& except) override;
  Result<std::vector<OutboxRow>> outbox_about(CaseId id, const std::string& thing, const std::string& receiver) override;
  Result<std::vector<OutboxRow>> outbox_to(const std::string& receiver, time::Instant now, std::size_t limit) override;
  Result<std::optional<OutboxRow>> find_outbox(std::int64_t id) override;
  Result<std::int64_t> count_due(time::Instant now) override;
  Result<std::optional<std::string>> content(const Digest& sha256) override;
  Result<std::vector<DefinitionRow>> definitions() override;
  Result<std::optional<DefinitionRow>> find_definition(const Digest& id) override;
  Result<std::vector<Text>> check_integrity() override;
  Result<void> backup(const std::string& path) override;

 protected:
  Store& store() { return store_; }
  /// Called before and after each call that is passed on (`commits`: it is `commit`); what fails here is its answer.
  virtual Result<void> before(bool /*commits*/) { return {}; }
  virtual Result<void> after() { return {}; }

 private:
  template <class T>
  Result<T> finished(Result<T> answer) {
    AFTALE_TRY_VOID(after());
    return answer;
  }

  Store& store_;
};

}  // namespace aftale::records
