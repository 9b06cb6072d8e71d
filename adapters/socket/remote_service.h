#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "adapters/socket/protocol.h"
#include "engine/cases/service.h"

namespace aftale::socket {

/// The Service of a daemon, from afar. The daemon decides who calls, so the actors of commands and questions do not
/// matter. Every error of cases::Service, and: unavailable (`no-daemon`) where nothing was sent, unknown_outcome
/// (`unknown-outcome`) where a command was sent and no answer came, refused (`other-protocol`) where the two programs
/// do not fit together. A question that is not answered in time is unavailable (`no-answer`). One thread.
class RemoteService final : public cases::Service {
 public:
  /// How long the daemon may take.
  struct Patience {
    std::chrono::milliseconds mention = kMentionTime;       ///< until `still_waiting` is called
    std::chrono::milliseconds question = kQuestionTime;     ///< to connect, too
    std::chrono::milliseconds command = kCommandTime;       ///< opening, moving and advancing, too
    std::chrono::milliseconds long_question = kAnswerTime;  ///< also a backup; a short question is asked before it
  };
  struct Options {
    std::optional<std::uint32_t> owner = {};   ///< whose the daemon must be (daemon_owner.h)
    std::function<void()> still_waiting = {};  ///< nothing has come yet; at most once a call
    /// Of the copy that `backup` has received: whether it is whole. None: the daemon's word is taken.
    std::function<Result<void>(const std::string& file)> verify = {};
    Patience patience = {};
  };
  /// Errors: unavailable (`no-daemon`), refused (`foreign-daemon`).
  static Result<std::unique_ptr<RemoteService>> connect(const std::string& path, Options options);
  ~RemoteService() override;

  std::vector<Result<cases::Receipt>> execute(std::span<const cases::Command> commands) override;
  Result<cases::Answer> ask(const cases::Question& question) override;
  Result<Digest> install(const std::vector<model::Source>& sources) override;
  Result<cases::Advanced> advance(time::Instant until, std::size_t limit) override;
  Result<cases::Moved> move(const cases::Move& order) override;
  Result<void> retry(std::int64_t outbox_id) override;
  /// The copy is made and verified by the daemon, and written and verified here. Errors of Options::verify, too.
  Result<void> backup(const std::string& path) override;

 private:
  struct Parts;
  explicit RemoteService(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace aftale::socket
