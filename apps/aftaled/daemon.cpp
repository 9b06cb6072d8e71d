#include "apps/aftaled/daemon.h"

#include <pwd.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <csignal>
#include <exception>
#include <thread>

#include "adapters/folders/folder_sources.h"
#include "adapters/socket/server.h"
#include "adapters/sqlite/sqlite_store.h"
#include "apps/aftaled/calendars.h"
#include "apps/aftaled/calls.h"
#include "apps/aftaled/check_names.h"
#include "apps/aftaled/check_people.h"
#include "apps/aftaled/log.h"
#include "apps/aftaled/notify.h"
#include "apps/aftaled/quiet_days.h"
#include "apps/aftaled/turns.h"

namespace aftale::daemon {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

/// Decoded cases kept between calls: what a busy day touches, and little enough that a daemon stays small.
constexpr std::size_t kCachedCases = 500;

machine::Actor owner_of_this_process() {
  const passwd* user = ::getpwuid(::geteuid());  // NOLINT(concurrency-mt-unsafe): answers are copied at once
  return {user && user->pw_name ? user->pw_name : std::to_string(::geteuid()), machine::Proof::solo, {}};
}

}  // namespace

struct Daemon::Parts {
  Parts(Config config_, const DaemonClock& clock_)
      : config(std::move(config_)), clock(clock_), signals(loop, SIGTERM, SIGINT, SIGHUP), watchdog(loop) {}

  Config config;
  const DaemonClock& clock;
  asio::io_context loop{1};         ///< of this thread: dates, commands, messages
  asio::io_context socket_loop{1};  ///< of the thread below: requests and answers
  asio::signal_set signals;
  asio::steady_timer watchdog;
  std::unique_ptr<folders::FolderSources> sources;
  std::unique_ptr<records::Store> store;
  std::unique_ptr<cases::LocalService> service;
  std::shared_ptr<const Channels> channels;
  std::unique_ptr<Readers> readers;
  std::unique_ptr<Calendars> calendars;
  std::unique_ptr<Turns> turns;
  std::unique_ptr<Calls> calls;
  std::unique_ptr<socket::Server> server;
  std::thread socket_thread;
  ErrorPtr stopped_by;

  Result<void> open();
  Result<void> configure(Config fresh);
  void reload();
  void on_signal(error_code error, int number);
  void feed_watchdog(std::chrono::microseconds interval);
  void changed() {
    calendars->something_changed();
    turns->commands_came();
  }
  void serve();
  void stop(const ErrorPtr& why);
};

Result<void> Daemon::Parts::open() {
  AFTALE_TRY(store, sqlite::open_store(config.database,
                                       {sqlite::Access::write, std::chrono::milliseconds(10'000), config.socket}));
  cases::LocalService::Options options;
  options.cached_cases = kCachedCases;
  options.delivers = clock.pace() == Pace::standing;
  options.templates = [this](std::string_view name, Language language) {
    return sources->message_template(name, language);
  };
  service = std::make_unique<cases::LocalService>(*store, clock, std::move(options));
  readers = std::make_unique<Readers>(config.database, clock);
  calendars = std::make_unique<Calendars>(loop, *readers);
  AFTALE_TRY(turns,
             Turns::make({loop, *store, *service, clock, static_cast<std::size_t>(config.workers),
                          config.database + ".clock", config.database + ".witnesses",
                          [this](const ErrorPtr& error) { stop(error); }, [this] { calendars->something_changed(); }}));
  calls = std::make_unique<Calls>(Calls::Host{loop, socket_loop, *service, *readers, clock, config.database,
                                              [this] { changed(); }, [this] { return turns->clock_holds(); },
                                              [this] { turns->clock_is_right(); },
                                              [this](const ErrorPtr& error) { stop(error); }});
  AFTALE_TRY_VOID(configure(config));
  AFTALE_TRY(server, socket::Server::listen(socket_loop, config.socket, config.socket_group,
                                            [this](socket::Request request, socket::Server::Reply reply) {
                                              calls->take(std::move(request), std::move(reply));
                                            }));
  return {};
}

Result<void> Daemon::Parts::configure(Config fresh) {
  auto found = std::make_unique<folders::FolderSources>(folders_of(fresh));
  cases::NotificationSettings notifications;
  notifications.morning = fresh.morning;
  notifications.wishes = fresh.wishes;
  AFTALE_TRY(notifications.is_quiet, quiet_days(fresh, *found));
  AFTALE_TRY(std::shared_ptr<const Channels> made, make_channels(fresh));
  for (const Diagnostic& warning : fresh.warnings)
    log::warn({render(warning, Language::da, nullptr), render(warning, Language::en, nullptr)});
  AFTALE_TRY(const bool noted, service->note_configuration(config_record(fresh), owner_of_this_process()));
  if (noted) log::info({"Konfigurationen er ført i journalen", "The configuration was entered in the journal"});
  sources = std::move(found);
  channels = std::move(made);
  // Sources of their own: they read their folders when they are first asked, on another thread.
  readers->notify_as(notifications,
                     [own = std::make_shared<folders::FolderSources>(folders_of(fresh))](
                         std::string_view name, Language language) { return own->message_template(name, language); });
  AFTALE_TRY(notifications.zone, time::Zone::find("Europe/Copenhagen"));
  turns->witnesses().use(fresh.witnesses, notifications);
  service->notify_as(std::move(notifications), channels->borrowed());
  turns->use(channels);
  Calls::Rules rules{fresh.rehearsal, {}};
  if (!fresh.moves_anywhere) rules.definitions = folders_of(fresh);
  calls->be(fresh.people, std::move(rules), fresh.quota);
  calendars->use(fresh.calendars, fresh.language);
  turns->soon();
  // What is only doubtful is looked for when the configuration is in force.
  std::vector<Diagnostic> doubtful = check_people(fresh), of_names = check_names(fresh, *sources);
  doubtful.insert(doubtful.end(), of_names.begin(), of_names.end());
  for (Diagnostic& finding : doubtful) {
    finding.severity = Severity::warning;
    log::warn({render(finding, Language::da, nullptr), render(finding, Language::en, nullptr)});
  }
  config = std::move(fresh);
  return {};
}

void Daemon::Parts::reload() {
  notify("RELOADING=1");
  Result<Config> fresh = load_config(config.file);
  // What the words of the command line or an open file decide stays as it is until the next start.
  if (fresh) {
    fresh->database = config.database;
    fresh->socket = config.socket;
    fresh->workers = config.workers;
  }
  const Result<void> done = fresh ? configure(std::move(*fresh)) : Result<void>(fail(fresh.error()));
  if (done) {
    log::info({"Konfigurationen er læst igen", "The configuration was read again"});
  } else {
    for (const Diagnostic& finding : done.error()->findings) {
      log::error({"Konfigurationen er ikke ændret: " + render(finding, Language::da, nullptr),
                  "The configuration is unchanged: " + render(finding, Language::en, nullptr)});
    }
  }
  notify("READY=1");
}

void Daemon::Parts::on_signal(error_code error, int number) {
  if (error) return;
  if (number != SIGHUP) return stop(nullptr);
  reload();
  signals.async_wait([this](error_code why, int next) { on_signal(why, next); });
}

void Daemon::Parts::feed_watchdog(std::chrono::microseconds interval) {
  watchdog.expires_after(interval);
  watchdog.async_wait([this, interval](error_code error) {
    if (error) return;
    notify("WATCHDOG=1");
    feed_watchdog(interval);
  });
}

void Daemon::Parts::serve() {
  std::string what;
  try {
    socket_loop.run();
    return;
  } catch (const std::exception& exception) {
    what = exception.what();
  }
  asio::post(loop, [this, what] {
    stop(fail(Error::Kind::damaged, "bug", Text{"Soklen svarer ikke mere: " + what, "The socket has failed: " + what})
             .value());
  });
}

void Daemon::Parts::stop(const ErrorPtr& why) {
  stopped_by = why;
  notify("STOPPING=1");
  loop.stop();
}

Daemon::Daemon(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Daemon::~Daemon() {
  Parts& parts = *parts_;
  // Behind the answers of everything that was committed.
  asio::post(parts.socket_loop, [&parts] { parts.socket_loop.stop(); });
  if (parts.socket_thread.joinable()) parts.socket_thread.join();
  parts.server.reset();
  if (parts.turns) parts.turns->finish();
  parts.calendars.reset();
  parts.readers.reset();
}

Result<std::unique_ptr<Daemon>> Daemon::start(Config config, const DaemonClock& clock) {
  std::unique_ptr<Daemon> daemon(new Daemon(std::make_unique<Parts>(std::move(config), clock)));
  AFTALE_TRY_VOID(daemon->parts_->open());
  return daemon;
}

Result<void> Daemon::run() {
  Parts& parts = *parts_;
  parts.signals.async_wait([&parts](error_code error, int number) { parts.on_signal(error, number); });
  if (const auto interval = watchdog_interval()) parts.feed_watchdog(*interval);
  parts.turns->soon();
  parts.socket_thread = std::thread([&parts] { parts.serve(); });
  notify("READY=1\nSTATUS=" + parts.config.database);
  log::info({"aftaled passer " + parts.config.database + " og svarer på " + parts.config.socket,
             "aftaled owns " + parts.config.database + " and answers at " + parts.config.socket});
  parts.loop.run();
  if (parts.stopped_by) return fail(parts.stopped_by);
  return {};
}

}  // namespace aftale::daemon
