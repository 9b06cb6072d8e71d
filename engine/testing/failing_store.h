#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/records/store_forwarder.h"

namespace aftale::testing {

/// Passes everything on to another Store, but for one call that fails: before it has an effect, or after.
/// With `unknown_outcome` the store then answers nothing more, as a file after an I/O error: open a new one.
class FailingStore final : public records::StoreForwarder {
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
      : StoreForwarder(store), failure_(failure) {}

  /// How many calls there were, to choose the one that fails.
  std::uint64_t calls() const { return calls_; }
  std::uint64_t commits() const { return commits_; }
  bool has_failed() const { return has_failed_; }

 protected:
  Result<void> before(bool commits) override {
    ++calls_;
    if (commits) ++commits_;
    if (closed_) return refuse(Error::Kind::unavailable);
    fails_after_ = false;
    if (!failure_ || has_failed_) return {};
    if (failure_->calls == Calls::all ? calls_ != failure_->call : !commits || commits_ != failure_->call) return {};
    has_failed_ = true;
    closed_ = failure_->kind == Error::Kind::unknown_outcome;
    if (failure_->when == When::before) return refuse(failure_->kind);
    fails_after_ = true;
    return {};
  }
  Result<void> after() override { return fails_after_ ? Result<void>(refuse(failure_->kind)) : Result<void>(); }

 private:
  static tl::unexpected<ErrorPtr> refuse(Error::Kind kind) {
    return fail(kind, kind == Error::Kind::unknown_outcome ? "unknown-outcome" : "busy",
                {"Svigtet efter ønske", "Failed as it was told to"});
  }

  std::optional<Failure> failure_;
  std::uint64_t calls_ = 0, commits_ = 0;
  bool has_failed_ = false, closed_ = false, fails_after_ = false;
};

}  // namespace aftale::testing
