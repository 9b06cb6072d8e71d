#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/records/store.h"

namespace aftale::records {

/// Passes every question on to another store, which it borrows: who stands in front of a store (`Of`: StoreReader or
/// Store) overrides what it answers otherwise. One thread.
template <class Of>
class ReaderForwarder : public Of {
 public:
  explicit ReaderForwarder(Of& store) : store_(store) {}

  Result<Head> head() override {
    return pass(false, [&] { return store_.head(); });
  }
  Result<std::optional<LoadedCase>> load(std::string_view key) override {
    return pass(false, [&] { return store_.load(key); });
  }
  Result<std::optional<JournalRow>> find_request(const RequestId& request) override {
    return pass(false, [&] { return store_.find_request(request); });
  }
  Result<std::vector<std::string>> due_cases(time::Instant now, std::size_t limit) override {
    return pass(false, [&] { return store_.due_cases(now, limit); });
  }
  Result<std::optional<time::Instant>> next_wake() override {
    return pass(false, [&] { return store_.next_wake(); });
  }
  Result<std::optional<time::Instant>> next_delivery(time::Instant after) override {
    return pass(false, [&] { return store_.next_delivery(after); });
  }
  Result<std::unique_ptr<Snapshot>> snapshot() override {
    return pass(false, [&] { return store_.snapshot(); });
  }
  Result<std::vector<CaseRow>> cases() override {
    return pass(false, [&] { return store_.cases(); });
  }
  Result<std::optional<CaseRow>> find_case(std::string_view key) override {
    return pass(false, [&] { return store_.find_case(key); });
  }
  Result<std::vector<BranchRow>> branches(CaseId id) override {
    return pass(false, [&] { return store_.branches(id); });
  }
  Result<std::vector<ItemWithCase>> work_items(const ItemFilter& filter) override {
    return pass(false, [&] { return store_.work_items(filter); });
  }
  Result<std::vector<DocumentRow>> documents(CaseId id) override {
    return pass(false, [&] { return store_.documents(id); });
  }
  Result<std::vector<JournalRow>> journal(CaseId id, std::int64_t after, std::size_t limit) override {
    return pass(false, [&] { return store_.journal(id, after, limit); });
  }
  Result<std::vector<JournalRow>> file_journal(std::size_t limit) override {
    return pass(false, [&] { return store_.file_journal(limit); });
  }
  Result<std::vector<OutboxRow>> outbox(bool undelivered_only, std::size_t limit) override {
    return pass(false, [&] { return store_.outbox(undelivered_only, limit); });
  }
  Result<std::vector<OutboxRow>> outbox_of(CaseId id) override {
    return pass(false, [&] { return store_.outbox_of(id); });
  }
  Result<std::vector<OutboxRow>> outbox_due(time::Instant now, std::size_t limit,
                                            const std::vector<std::string>& except) override {
    return pass(false, [&] { return store_.outbox_due(now, limit, except); });
  }
  Result<std::vector<OutboxRow>> outbox_about(CaseId id, const std::string& thing,
                                              const std::string& receiver) override {
    return pass(false, [&] { return store_.outbox_about(id, thing, receiver); });
  }
  Result<std::vector<OutboxRow>> outbox_to(const std::string& receiver, time::Instant now, std::size_t limit) override {
    return pass(false, [&] { return store_.outbox_to(receiver, now, limit); });
  }
  Result<std::optional<OutboxRow>> find_outbox(std::int64_t id) override {
    return pass(false, [&] { return store_.find_outbox(id); });
  }
  Result<std::int64_t> count_due(time::Instant now, std::size_t limit) override {
    return pass(false, [&] { return store_.count_due(now, limit); });
  }
  Result<std::optional<std::string>> content(const Digest& sha256) override {
    return pass(false, [&] { return store_.content(sha256); });
  }
  Result<std::vector<DefinitionRow>> definitions() override {
    return pass(false, [&] { return store_.definitions(); });
  }
  Result<std::optional<DefinitionRow>> find_definition(const Digest& id) override {
    return pass(false, [&] { return store_.find_definition(id); });
  }
  Result<std::vector<Text>> check_integrity() override {
    return pass(false, [&] { return store_.check_integrity(); });
  }

 protected:
  Of& store() { return store_; }
  /// Called before and after each call that is passed on (`commits`: it is `commit`); what fails here is its answer.
  virtual Result<void> before(bool /*commits*/) { return {}; }
  virtual Result<void> after() { return {}; }
  template <class Call>
  auto pass(bool commits, Call call) -> decltype(call()) {
    AFTALE_TRY_VOID(before(commits));
    auto answer = call();
    AFTALE_TRY_VOID(after());
    return answer;
  }

 private:
  Of& store_;
};

/// The same of everything that a store does.
class StoreForwarder : public ReaderForwarder<Store> {
 public:
  using ReaderForwarder::ReaderForwarder;
  Result<void> commit(const Commit& commit) override {
    return pass(true, [&] { return store().commit(commit); });
  }
  Result<void> backup(const std::string& path) override {
    return pass(false, [&] { return store().backup(path); });
  }
};

}  // namespace aftale::records
