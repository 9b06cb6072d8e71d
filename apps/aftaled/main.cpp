#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <utility>

#include "adapters/disk/reason.h"
#include "adapters/sqlite/sqlite_store.h"
#include "adapters/transfer/start.h"
#include "apps/aftaled/channels.h"
#include "apps/aftaled/check_names.h"
#include "apps/aftaled/check_people.h"
#include "apps/aftaled/daemon.h"
#include "apps/aftaled/log.h"
#include "apps/aftaled/quiet_days.h"
#include "apps/aftaled/test_mail.h"
#include "apps/aftaled/words.h"
#include "apps/exit_code.h"
#include "apps/standard_output.h"
#include "engine/time/typed_date.h"
#include "engine/time/zone.h"

namespace aftale::daemon {
namespace {

using namespace app;

Language language_of_this_process() {
  for (const char* name : {"AFTALE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): before any thread is started
    if (value && *value) return value[0] == 'd' && value[1] == 'a' ? Language::da : Language::en;
  }
  return Language::en;
}

int report(const ErrorPtr& error, Language language) {
  for (const Diagnostic& finding : error->findings)
    std::fprintf(stderr, "%s\n", render(finding, language, nullptr).c_str());
  return exit_code(*error);
}

Result<DaemonClock> clock_of(const Words& words) {
  const char* standing = std::getenv("AFTALE_NOW");  // NOLINT(concurrency-mt-unsafe): before any thread is started
  const std::string from = !words.from.empty() ? words.from : standing ? standing : "";
  if (from.empty()) return DaemonClock();
  AFTALE_TRY(const time::Zone zone, time::Zone::find("Europe/Copenhagen"));
  const tl::expected<time::Instant, Text> start = time::typed_moment(from, zone);
  if (!start) return fail(Error::Kind::usage, "usage", start.error());
  return DaemonClock(*start, words.speed);
}

/// Secrets and cases are in this process's memory: no core file holds them, and no other process of this user reads it.
void keep_memory_private() {
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
  ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

int check(const Config& config, const Words& words, Language language) {
  const folders::FolderSources sources(folders_of(config));
  std::vector<Diagnostic> findings = config.warnings;
  const auto add = [&](const std::vector<Diagnostic>& more) {
    findings.insert(findings.end(), more.begin(), more.end());
  };
  add(check_channels(config));
  add(check_people(config));
  add(check_names(config, sources));
  if (const auto quiet = quiet_days(config, sources); !quiet) add(quiet.error()->findings);
  const auto place = [](const Diagnostic& finding) {
    return finding.where ? std::pair(finding.where->line, finding.where->column) : std::pair(0U, 0U);
  };
  std::stable_sort(findings.begin(), findings.end(),
                   [&](const Diagnostic& left, const Diagnostic& right) { return place(left) < place(right); });
  for (const Diagnostic& finding : findings) std::fprintf(stderr, "%s\n", render(finding, language, nullptr).c_str());
  if (has_errors(findings)) return kRefused;
  StandardOutput::write(words.config + ": " + Text{"i orden", "all well"}.in(language) + "\n");
  return kDone;
}

int try_mail(const Config& config, const std::string& address, time::Instant now, Language language) {
  transfer::start();
  const Result<Text> sent = test_mail(config, address, now);
  if (!sent) return report(sent.error(), language);
  StandardOutput::write(sent->in(language) + "\n");
  return kDone;
}

int run(const Words& words) {
  const Language spoken = language_of_this_process();
  const Result<DaemonClock> clock = clock_of(words);
  if (!clock) return report(clock.error(), spoken);
  Result<Config> config = load_config(words.config);
  if (!config) return report(config.error(), spoken);
  if (!words.database.empty()) config->database = words.database;
  if (!words.socket.empty()) config->socket = words.socket;
  if (words.check) return check(*config, words, spoken);
  if (!words.test_mail.empty()) return try_mail(*config, words.test_mail, clock->now(), spoken);
  log::begin(config->language);
  sqlite::configure_library();
  transfer::start();
  Result<std::unique_ptr<Daemon>> daemon = Daemon::start(std::move(*config), *clock);
  if (!daemon) return report(daemon.error(), spoken);
  const Result<void> ended = (*daemon)->run();
  daemon->reset();
  if (!ended) return report(ended.error(), spoken);
  log::info({"aftaled er stoppet", "aftaled has stopped"});
  return kDone;
}

}  // namespace
}  // namespace aftale::daemon

int main(int count, char** words) {
  ::umask(077);
  aftale::app::StandardOutput::begin();
  aftale::daemon::keep_memory_private();
  int code = aftale::daemon::kDamaged;
  try {
    const aftale::daemon::Words read = aftale::daemon::read_words(count, words);
    code = read.ends_with ? *read.ends_with : aftale::daemon::run(read);
  } catch (const std::exception& exception) {
    std::fprintf(stderr, "error[bug]: %s\n", exception.what());
  }
  if (const int failed = aftale::app::StandardOutput::end(); failed != 0) {
    const aftale::Text why = aftale::disk::reason_of(failed);
    aftale::daemon::report(aftale::fail(aftale::Error::Kind::unavailable, "output",
                                        aftale::Text{"Svaret kunne ikke skrives (" + why.da + ")",
                                                     "The answer could not be written (" + why.en + ")"})
                               .value(),
                           aftale::daemon::language_of_this_process());
    code = std::max<int>(code, aftale::app::kUnavailable);
  }
  std::fflush(nullptr);
  // A thread that still waits for somebody who never answers must not keep us, nor see what it uses taken away.
  std::_Exit(code);
}
