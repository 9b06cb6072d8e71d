#pragma once
#include <functional>
#include <memory>
#include <string>

#include "engine/cases/local_service.h"

namespace boost::asio {
class io_context;
}

namespace aftale::daemon {

/// Answers questions beside the engine: on threads of their own, each with a store that only reads, so that nobody
/// waits while dates fire, and a long question (an audit, everything there is) does not hold up the short ones. Used on
/// the loop's thread.
class Readers {
 public:
  /// The answer as JSON, or the error; called on the loop.
  using Reply = std::function<void(Result<std::string>)>;

  /// Finds templates (LocalService::Options::templates). Called by one of the threads at a time.
  using Templates = std::function<std::optional<std::string>(std::string_view name, Language language)>;

  /// `clock` is borrowed, and what `templates` borrows. The file must be there.
  Readers(boost::asio::io_context& loop, std::string database, const time::Clock& clock, Templates templates,
          cases::Telling telling);
  /// Waits for the question that is being answered; those that wait are dropped.
  ~Readers();
  Readers(const Readers&) = delete;
  Readers& operator=(const Readers&) = delete;

  void ask(cases::Question question, Reply reply);
  /// How people are told, for the questions from now on.
  void tell_as(const cases::Telling& telling);
  /// A verified copy at `path`; the reply is empty.
  void backup(std::string path, Reply reply);

 private:
  class Thread;
  std::unique_ptr<Thread> short_, long_;
};

}  // namespace aftale::daemon
