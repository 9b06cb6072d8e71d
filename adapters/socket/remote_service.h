#pragma once
#include <memory>
#include <string>

#include "engine/cases/service.h"

namespace aftale::socket {

/// The Service of a daemon, from afar. The daemon decides who calls, so the actors of commands and questions do not
/// matter. Every error of cases::Service, and: unavailable (`no-daemon`) where nothing was sent, unknown_outcome
/// (`unknown-outcome`) where a command was sent and no answer came, refused (`other-protocol`) where the two programs
/// do not fit together. One thread.
class RemoteService final : public cases::Service {
 public:
  /// Error: unavailable (`no-daemon`).
  static Result<std::unique_ptr<RemoteService>> connect(const std::string& path);
  ~RemoteService() override;

  std::vector<Result<cases::Receipt>> execute(std::span<const cases::Command> commands) override;
  Result<cases::Answer> ask(const cases::Question& question) override;
  Result<Digest> install(const std::vector<model::Source>& sources) override;
  Result<cases::Advanced> advance(time::Instant until, std::size_t limit) override;
  Result<cases::Moved> move(const cases::Move& order) override;
  Result<void> retry(std::int64_t outbox_id) override;
  /// The copy is made and verified by the daemon and written here.
  Result<void> backup(const std::string& path) override;

 private:
  struct Parts;
  explicit RemoteService(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace aftale::socket
