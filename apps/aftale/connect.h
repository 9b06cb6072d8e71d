#pragma once
#include <memory>
#include <string>

#include "adapters/folders/folder_sources.h"
#include "adapters/sqlite/sqlite_store.h"
#include "apps/aftale/settings.h"
#include "engine/cases/local_service.h"
#include "engine/records/channel.h"

namespace aftale::app {

/// The service that owns the database of this call, with everything it borrows: a daemon where one owns the file, else
/// this process. For one command.
class Connection {
 public:
  /// `channel`: how messages that fall due on the way are sent; null: as files beside the database.
  /// `settings` is borrowed. Errors: of sqlite::open_store, of sqlite::daemon_that_owns, of
  /// socket::RemoteService::connect.
  static Result<std::unique_ptr<Connection>> open(const Settings& settings, sqlite::Access access,
                                                  std::unique_ptr<records::Channel> channel = nullptr);
  cases::Service& service() { return *service_; }
  /// Whether a daemon answers.
  bool is_remote() const { return remote_; }
  /// Why the journal is not all that was written, where FILE.head remembers more; null where nothing is missing. To be
  /// told after the answer, which is then one about what is left.
  const ErrorPtr& lost() const { return lost_; }
  const folders::FolderSources& sources() const { return sources_; }
  /// The time by the clock of the owner of the file; a daemon's may be that of a rehearsal. Errors: those of `ask`.
  Result<time::Instant> now();

 private:
  explicit Connection(const Settings& settings) : clock_(settings), sources_(settings.paths) {}
  ProgramClock clock_;
  folders::FolderSources sources_;
  std::unique_ptr<records::Channel> channel_;
  std::unique_ptr<records::Store> store_;
  std::unique_ptr<cases::Service> service_;
  bool remote_ = false;
  ErrorPtr lost_;
};

/// The channel of that name: `files` (beside the database) or `log` (one line a message on stderr).
/// Error: usage, with the names there are.
Result<std::unique_ptr<records::Channel>> channel_named(const std::string& name, const Settings& settings);

/// Who gives this command: the user of the operating system, with every role, since he may open the file.
machine::Actor actor_of_this_process();

/// The command of this call with the general words of writing commands: --effective, --request-id, --dry-run.
Result<cases::Command> command_of(const struct Invocation& invocation, std::string key, cases::Intent intent,
                                  time::Instant now);

/// Opens, executes one command, prints the receipt or the refusal. What most writing commands do.
int execute(const struct Invocation& invocation, std::string key, cases::Intent intent);
/// The entries of a receipt in words; nothing for --json, which tells the outcome itself.
cases::ExplainAnswer explain(cases::Service& service, const cases::Receipt& receipt, const Settings& settings);
/// Opens for a question, asks, prints JSON or what `render` makes of the answer.
int ask(const struct Invocation& invocation, const cases::Question& question,
        std::string (*render)(const cases::Answer& answer, const Settings& settings),
        int (*code)(const cases::Answer& answer) = nullptr);
/// The same where `put` asks, for an answer that comes in several pages.
int ask(const struct Invocation& invocation, const cases::Question& question,
        Result<cases::Answer> (*put)(cases::Service& service, const cases::Question& question),
        std::string (*render)(const cases::Answer& answer, const Settings& settings));

/// Says on stderr what an answer lacks: dates that wait, rows that are others', entries that fit no other day.
void mention_missing(const Settings& settings, const cases::Answer& answer);

/// `name=value` words. Error: usage, with the word that has no `=`.
Result<cases::Words> read_words(const std::vector<std::string>& words);

}  // namespace aftale::app
