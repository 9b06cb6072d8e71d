#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/records/store.h"

namespace aftale::testing {

/// Passes everything on to another Store, but for one call that fails: before it has an effect, or after.
/// With `unknown_outcome` the store then answers nothing more, as a file after an I/O error: open a new one.
class FailingStore final : public records::Store {
 public:
  enum class When : std::uint8_t { before, after };
  enum class Calls : std::uint8_t { all, commits };
  struct Failure {
    std::uint64_t call = 1;  ///< the n-th, from 1, of those that `calls` counts
    Calls calls = Calls::commits;
    When when = When::before;
    Error::Kind kind = Error::Kind::unavailable;
  };

  /// Borrows `store`. Without a failure it only counts.
  explicit FailingStore(records::Store& store, std::optional<Failure> failure = {})
      : store_(store), failure_(failure) {}

  /// How many calls there were, to choose the one that fails.
  std::uint64_t calls() const { return calls_; }
  std::uint64_t commits() const { return commits_; }
  bool has_failed() const { return has_failed_; }

  Result<records::Head> head() override {
    return pass([&] { return store_.head(); });
  }
  Result<std::optional<records::LoadedCase>> load(std::string_view key) override {
    return pass([&] { return store_.load(key); });
  }
  Result<std::optional<records::JournalRow>> find_request(const RequestId& request) override {
    return pass([&] { return store_.find_request(request); });
  }
  Result<std::vector<std::string>> due_cases(time::Instant now, std::size_t limit) override {
    return pass([&] { return store_.due_cases(now, limit); });
  }
  Result<std::optional<time::Instant>> next_wake() override {
    return pass([&] { return store_.next_wake(); });
  }
  Result<std::optional<time::Instant>> next_delivery(time::Instant after) override {
    return pass([&] { return store_.next_delivery(after); });
  }
  Result<void> commit(const records::Commit& commit) override {
    ++commits_;
    return pass([&] { return store_.commit(commit); }, true);
  }
  Result<std::unique_ptr<records::Snapshot>> snapshot() override {
    return pass([&] { return store_.snapshot(); });
  }
  Result<std::vector<records::CaseRow>> cases() override {
    return pass([&] { return store_.cases(); });
  }
  Result<std::optional<records::CaseRow>> find_case(std::string_view key) override {
    return pass([&] { return store_.find_case(key); });
  }
  Result<std::vector<records::BranchRow>> branches(CaseId id) override {
    return pass([&] { return store_.branches(id); });
  }
  Result<std::vector<records::ItemWithCase>> work_items(const records::ItemFilter& filter) override {
    return pass([&] { return store_.work_items(filter); });
  }
  Result<std::vector<records::DocumentRow>> documents(CaseId id) override {
    return pass([&] { return store_.documents(id); });
  }
  Result<std::vector<records::JournalRow>> journal(CaseId id, std::int64_t after, std::size_t limit) override {
    return pass([&] { return store_.journal(id, after, limit); });
  }
  Result<std::vector<records::JournalRow>> file_journal(std::size_t limit) override {
    return pass([&] { return store_.file_journal(limit); });
  }
  Result<std::vector<records::OutboxRow>> outbox(bool undelivered_only, std::size_t limit) override {
    return pass([&] { return store_.outbox(undelivered_only, limit); });
  }
  Result<std::vector<records::OutboxRow>> outbox_of(CaseId id) override {
    return pass([&] { return store_.outbox_of(id); });
  }
  Result<std::vector<records::OutboxRow>> outbox_due(time::Instant now, std::size_t limit,
                                                     const std::vector<std::string>& except) override {
    return pass([&] { return store_.outbox_due(now, limit, except); });
  }
  Result<std::vector<records::OutboxRow>> outbox_about(CaseId id, const std::string& thing,
                                                       const std::string& receiver) override {
    return pass([&] { return store_.outbox_about(id, thing, receiver); });
  }
  Result<std::vector<records::OutboxRow>> outbox_to(const std::string& receiver, time::Instant now,
                                                    std::size_t limit) override {
    return pass([&] { return store_.outbox_to(receiver, now, limit); });
  }
  Result<std::optional<records::OutboxRow>> find_outbox(std::int64_t id) override {
    return pass([&] { return store_.find_outbox(id); });
  }
  Result<std::int64_t> count_due(time::Instant now) override {
    return pass([&] { return store_.count_due(now); });
  }
  Result<std::optional<std::string>> content(const Digest& sha256) override {
    return pass([&] { return store_.content(sha256); });
  }
  Result<std::vector<records::DefinitionRow>> definitions() override {
    return pass([&] { return store_.definitions(); });
  }
  Result<std::optional<records::DefinitionRow>> find_definition(const Digest& id) override {
    return pass([&] { return store_.find_definition(id); });
  }
  Result<std::vector<Text>> check_integrity() override {
    return pass([&] { return store_.check_integrity(); });
  }
  Result<void> backup(const std::string& path) override {
    return pass([&] { return store_.backup(path); });
  }

 private:
  template <class Call>
  auto pass(Call call, bool commits = false) -> decltype(call()) {
    ++calls_;
    if (closed_) return refuse(Error::Kind::unavailable);
    const bool fails =
        failure_ && !has_failed_ &&
        (failure_->calls == Calls::all ? calls_ == failure_->call : commits && commits_ == failure_->call);
    if (!fails) return call();
    has_failed_ = true;
    if (failure_->when == When::after) static_cast<void>(call());
    closed_ = failure_->kind == Error::Kind::unknown_outcome;
    return refuse(failure_->kind);
  }
  static tl::unexpected<ErrorPtr> refuse(Error::Kind kind) {
    return fail(kind, kind == Error::Kind::unknown_outcome ? "unknown-outcome" : "busy",
                {"Svigtet efter ønske", "Failed as it was told to"});
  }

  records::Store& store_;
  std::optional<Failure> failure_;
  std::uint64_t calls_ = 0, commits_ = 0;
  bool has_failed_ = false, closed_ = false;
};

}  // namespace aftale::testing
