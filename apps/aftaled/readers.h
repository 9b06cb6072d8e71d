#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "engine/cases/local_service.h"

namespace aftale::daemon {

/// Answers questions beside the engine: on threads of their own, each with a store that only reads, so that nobody
/// waits while dates fire, and a long question (an audit, everything there is) does not hold up the short ones. People
/// take turns: however much one asks, another waits for one of his questions. Any thread may ask.
class Readers {
 public:
  /// The answer as JSON, or the error; called on the thread that answered, so it hands it on and returns.
  using Reply = std::function<void(Result<std::string>)>;

  /// `clock` is borrowed. The file must be there.
  Readers(std::string database, const time::Clock& clock);
  /// Waits for the question that is being answered; those that wait are dropped.
  ~Readers();
  Readers(const Readers&) = delete;
  Readers& operator=(const Readers&) = delete;

  /// Finds templates (LocalService::Options::templates).
  using Templates = std::function<std::optional<std::string>(std::string_view name, Language language)>;
  /// How people are told, for the questions from now on. `templates` is called by one thread at a time; until the next
  /// call, and perhaps a question longer.
  void notify_as(const cases::NotificationSettings& notifications, Templates templates);

  /// Who asks, and what he may read of the answer.
  struct Asker {
    std::uint32_t uid = 0;
    machine::Actor actor = {};
    std::function<bool()> is_abandoned = {};  ///< he waits no longer, and is not answered; called on another thread
  };
  void ask(cases::Question question, Asker asker, Reply reply);
  /// Something that takes long and only reads, such as a copy of the file; what it gives is the reply's.
  using Job = std::function<Result<std::string>(cases::LocalService&)>;
  void run(Job job, Asker asker, Reply reply);

 private:
  class Thread;
  std::unique_ptr<Thread> short_, long_;
};

}  // namespace aftale::daemon
