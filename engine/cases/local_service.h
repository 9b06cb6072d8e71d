#pragma once
#include <memory>
#include <vector>

#include "engine/cases/service.h"
#include "engine/ports/channel.h"
#include "engine/ports/store.h"
#include "engine/time/clock.h"

namespace aftale::cases {

/// The Service of whoever owns the file. Keeps decoded cases and definitions between calls.
class LocalService final : public Service {
 public:
  struct Options {
    /// A repeated answer of the wall clock is allowed to go back; a case's time never does.
    std::size_t cached_cases = 1'000;
    /// Sender of messages: the organisation's secretariat.
    std::vector<ports::Channel*> channels;  ///< borrowed; the first is the default
    /// After each step encode, decode and compare; after each commit rebuild from the journal and compare (scenarios).
    bool verify = false;
  };
  /// Borrows `store` and `clock`; both must outlive the service.
  LocalService(ports::Store& store, const time::Clock& clock, Options options);
  ~LocalService() override;

  std::vector<Result<Receipt>> execute(std::span<const Command> commands) override;
  Result<Answer> ask(const Question& question) override;
  Result<Digest> install(const std::vector<model::Source>& sources) override;
  Result<Advanced> advance(time::Instant until, std::size_t limit) override;
  Result<void> retry(std::int64_t outbox_id) override;
  Result<void> backup(const std::string& path) override;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace aftale::cases
