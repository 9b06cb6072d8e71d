#include "apps/aftale/connect.h"

#include <pwd.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "adapters/socket/remote_service.h"
#include "apps/aftale/command.h"
#include "apps/aftale/copy_audit.h"
#include "apps/aftale/output.h"
#include "apps/aftale/render/render.h"
#include "apps/aftale/render/table.h"
#include "engine/base/limits.h"

namespace aftale::app {
namespace {

/// Where the packaged daemon answers.
constexpr const char* kUsualSocket = "/run/aftale/aftaled.sock";

RequestId new_request(time::Instant now) {
  std::array<std::uint8_t, 10> random{};
  // The kernel's generator gives short requests whole.
  if (::getrandom(random.data(), random.size(), 0) != static_cast<ssize_t>(random.size()))
    random[0] = static_cast<std::uint8_t>(::getpid());
  return RequestId::v7(now.micros / 1000, random);
}

void mention_waiting(const Settings& settings, std::int64_t waiting) {
  if (waiting == 0) return;
  const auto most = static_cast<std::int64_t>(limits::kDueCountedMax) - 1;
  const std::string number = std::to_string(std::min(waiting, most));
  const Text count = waiting > most ? Text{"Mere end " + number, "More than " + number} : same_text(number);
  complain(settings.say({waiting == 1 ? "1 sag har forfaldne datoer, som venter på: aftale advance\n"
                                      : count.da + " sager har forfaldne datoer, som venter på: aftale advance\n",
                         waiting == 1 ? "1 case has due dates that await: aftale advance\n"
                                      : count.en + " cases have due dates that await: aftale advance\n"}));
}

void mention_left_out(const Settings& settings, const std::vector<Text>& notes) {
  for (const Text& note : notes) complain(render::plain(settings.say(note)) + "\n");
}

// Nothing may look complete that is not.
void mention_not_shown(const Settings& settings, std::int64_t rows) {
  if (rows == 0) return;
  const std::string count = std::to_string(rows);
  complain(settings.say(
      {rows == 1 ? "1 række vises ikke for dig: den er andres\n" : count + " rækker vises ikke for dig: de er andres\n",
       rows == 1 ? "1 row is not shown to you: it is somebody else's\n"
                 : count + " rows are not shown to you: they are somebody else's\n"}));
}

/// What the journal lacks of the entry that was remembered beside it; null where nothing.
ErrorPtr lost_of(records::Store& store, const std::optional<records::JournalHead>& remembered) {
  if (!remembered || remembered->seq == 0) return nullptr;
  const Result<records::Head> last = store.head();
  const Result<std::vector<records::JournalRow>> rows = store.journal(CaseId{}, remembered->seq - 1, 1);
  if (!last || !rows) return nullptr;  // the question itself will tell
  const bool there = !rows->empty() && rows->front().seq == remembered->seq;
  std::optional<Diagnostic> why =
      records::lacks(*remembered, {last->seq, last->hash}, there ? std::optional(rows->front().hash) : std::nullopt);
  return why ? fail(Error::Kind::damaged, {std::move(*why)}).value() : nullptr;
}

/// Where a daemon answers for the database, and whose it must be.
struct Daemon {
  std::string socket;
  std::optional<std::uint32_t> owner;
};

/// None where nobody but this process does.
Result<std::optional<Daemon>> daemon_of(const Settings& settings) {
  const auto is_socket = [](const std::string& path) {
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 && S_ISSOCK(status.st_mode);
  };
  if (is_socket(settings.database)) return Daemon{settings.database, std::nullopt};
  AFTALE_TRY(const std::optional<sqlite::OwningDaemon> owning, sqlite::daemon_that_owns(settings.database));
  if (owning) return Daemon{owning->socket, owning->uid};
  // On a machine with a daemon those who have no file of their own mean the daemon's.
  struct stat status {};
  if (settings.usual_database && ::stat(settings.database.c_str(), &status) != 0 && is_socket(kUsualSocket))
    return Daemon{kUsualSocket, std::nullopt};
  return std::nullopt;
}

socket::RemoteService::Options remote_options(const Settings& settings, const Daemon& daemon) {
  socket::RemoteService::Options options;
  options.owner = daemon.owner;
  options.still_waiting = [&settings, socket = daemon.socket] {
    complain(settings.say({"Venter på svar fra aftaled på " + render::plain(socket) + " …\n",
                           "Waiting for aftaled to answer at " + render::plain(socket) + " …\n"}));
  };
  // Before the copy has its name, so that no other look at it is needed.
  options.verify = [&settings](const std::string& file) -> Result<void> {
    AFTALE_TRY_VOID(
        audit_copy(file, {"Kopien fra aftaled blev slettet. Den", "The copy of aftaled was deleted. It"}, settings));
    return {};
  };
  return options;
}

}  // namespace

Result<std::unique_ptr<Connection>> Connection::open(const Settings& settings, sqlite::Access access,
                                                     std::unique_ptr<records::Channel> channel) {
  std::unique_ptr<Connection> connection(new Connection(settings));
  AFTALE_TRY(const std::optional<Daemon> daemon, daemon_of(settings));
  if (daemon) {
    AFTALE_TRY(connection->service_, socket::RemoteService::connect(daemon->socket, remote_options(settings, *daemon)));
    connection->remote_ = true;
    return connection;
  }
  if (access == sqlite::Access::write) {
    std::error_code ignored;  // the store says what is wrong with the folder
    const std::filesystem::path folder = std::filesystem::path(settings.database).parent_path();
    if (!folder.empty()) std::filesystem::create_directories(folder, ignored);
  }
  const std::optional<records::JournalHead> remembered = sqlite::remembered_head(settings.database);
  AFTALE_TRY(connection->store_, sqlite::open_store(settings.database, {access, std::chrono::milliseconds(10'000)}));
  if (access == sqlite::Access::question) connection->lost_ = lost_of(*connection->store_, remembered);
  if (!channel) {
    AFTALE_TRY(channel, channel_named("files", settings));
  }
  connection->channel_ = std::move(channel);
  cases::LocalService::Options options;
  options.channels = {connection->channel_.get()};
  options.templates = [sources = &connection->sources_](std::string_view name, Language language) {
    return sources->message_template(name, language);
  };
  connection->service_ =
      std::make_unique<cases::LocalService>(*connection->store_, connection->clock_, std::move(options));
  return connection;
}

Result<time::Instant> Connection::now() {
  if (!remote_) return clock_.now();
  AFTALE_TRY(const cases::Answer answer, service_->ask(cases::WhoAmI{}));
  return answer.now;
}

machine::Actor actor_of_this_process() {
  const passwd* user = ::getpwuid(::geteuid());  // NOLINT(concurrency-mt-unsafe): one thread
  return {user && user->pw_name ? user->pw_name : std::to_string(::geteuid()), machine::Proof::solo, {"*"}};
}

Result<cases::Command> command_of(const Invocation& invocation, std::string key, cases::Intent intent,
                                  time::Instant now) {
  const Arguments& arguments = invocation.arguments;
  cases::Command command;
  command.key = std::move(key);
  command.actor = actor_of_this_process();
  command.intent = std::move(intent);
  command.dry_run = arguments.has("--dry-run");
  command.request = new_request(now);
  if (arguments.has("--request-id")) {
    const std::optional<RequestId> request = RequestId::parse(arguments.value("--request-id"));
    if (!request) {
      return fail(Error::Kind::usage, "usage",
                  Text{"--request-id skal være en UUID, fx 018f3c2e-7b1a-7c00-8000-000000000001",
                       "--request-id must be a UUID such as 018f3c2e-7b1a-7c00-8000-000000000001"});
    }
    command.request = *request;
  }
  if (arguments.has("--effective")) {
    AFTALE_TRY(command.effective, read_date(arguments.value("--effective"), "--effective"));
  }
  return command;
}

int execute(const Invocation& invocation, std::string key, cases::Intent intent) {
  const Settings& settings = invocation.settings;
  const Result<cases::Command> command =
      command_of(invocation, std::move(key), std::move(intent), ProgramClock(settings).now());
  if (!command) return report(settings, command.error());
  const Result<std::unique_ptr<Connection>> connection = Connection::open(settings, sqlite::Access::write);
  if (!connection) return report(settings, connection.error(), nullptr, &command->request);
  const Result<cases::Receipt> receipt = std::move((*connection)->service().execute({&*command, 1}).front());
  if (!receipt) return report(settings, receipt.error(), nullptr, &command->request);
  print(render::receipt(*receipt, explain((*connection)->service(), *receipt, settings), command->request, settings),
        settings);
  return kDone;
}

cases::ExplainAnswer explain(cases::Service& service, const cases::Receipt& receipt, const Settings& settings) {
  if (settings.json) return {};
  Result<cases::Answer> answer = service.ask(cases::Explain{receipt.case_key, receipt.entries, receipt.dry_run});
  // The command is done whatever becomes of its description.
  return answer ? std::get<cases::ExplainAnswer>(std::move(answer->body)) : cases::ExplainAnswer();
}

namespace {

using Put = Result<cases::Answer> (*)(cases::Service& service, const cases::Question& question);
using Render = std::string (*)(const cases::Answer& answer, const Settings& settings);
using Code = int (*)(const cases::Answer& answer);

Result<cases::Answer> put_once(cases::Service& service, const cases::Question& question) {
  return service.ask(question);
}

int ask_and_print(const Invocation& invocation, const cases::Question& question, Put put, Render render, Code code) {
  const Settings& settings = invocation.settings;
  const bool audits = std::holds_alternative<cases::Audit>(question);
  const Result<std::unique_ptr<Connection>> connection =
      Connection::open(settings, audits ? sqlite::Access::audit : sqlite::Access::question);
  if (!connection) return report(settings, connection.error());
  const Result<cases::Answer> answer = put((*connection)->service(), question);
  if (!answer) return report(settings, answer.error());
  if (settings.json) {
    std::string text;
    cases::write_json(*answer, text);
    print(text + "\n");
  } else {
    print(render(*answer, settings), settings);
  }
  mention_missing(settings, *answer);
  const int ended = code ? code(*answer) : kDone;
  return ended == kDone && (*connection)->lost() ? report(settings, (*connection)->lost()) : ended;
}

}  // namespace

void mention_missing(const Settings& settings, const cases::Answer& answer) {
  mention_waiting(settings, answer.due_waiting);
  mention_not_shown(settings, answer.not_shown);
  if (!settings.json) mention_left_out(settings, answer.notes);
}

int ask(const Invocation& invocation, const cases::Question& question, Render render, Code code) {
  return ask_and_print(invocation, question, put_once, render, code);
}

int ask(const Invocation& invocation, const cases::Question& question, Put put, Render render) {
  return ask_and_print(invocation, question, put, render, nullptr);
}

Result<cases::Words> read_words(const std::vector<std::string>& words) {
  cases::Words read;
  for (const std::string& word : words) {
    const std::size_t equals = word.find('=');
    if (equals == std::string::npos || equals == 0) {
      return fail(Error::Kind::usage, "usage",
                  Text{"\"" + word + "\" skal skrives navn=værdi, fx first_day=2023-01-01",
                       "\"" + word + "\" must be written name=value, for example first_day=2023-01-01"});
    }
    read.emplace_back(word.substr(0, equals), word.substr(equals + 1));
  }
  return read;
}

}  // namespace aftale::app
