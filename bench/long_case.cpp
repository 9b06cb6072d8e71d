#include "bench/long_case.h"

#include <cstdio>

#include "adapters/sqlite/sqlite_store.h"
#include "bench/approval.h"
#include "bench/office.h"

namespace aftale::bench {
namespace {

constexpr std::int64_t kEntries = 2'000, kEventsARound = 100, kSecondsBetween = 6 * 3'600;
constexpr int kDays = 31;
constexpr const char* kKey = "long";

/// The case, on a file of its own; a fresh service each time, as a command line has it.
class LongCase {
 public:
  explicit LongCase(const std::string& folder)
      : path_(folder + "/long.db"), loaded_(load_workflow("long-case")), office_(loaded_, path_) {
    office_.open_case(kKey, {});
    office_.commit();
    for (std::int64_t sent = 0; entries() < kEntries; ++sent) {
      office_.clock().set(office_.clock().now().plus_seconds(kSecondsBetween));
      send(sent % kEventsARound);
    }
  }

  double strike_first() {
    cases::Command command = sender_.command(kKey, office_.clock().now(), machine::Correct{2, "measured"});
    command.dry_run = true;
    const Clock::time_point start = Clock::now();
    const Result<cases::Receipt> receipt = office_.service().execute({&command, 1}).front();
    if (!receipt) stop("refused: " + receipt.error()->findings.front().message.da);
    return seconds_since(start);
  }

  double stood(int day) {
    const time::Zone& zone = loaded_.definition->calendar.zone;
    const time::CivilDate first = zone.date_of(first_moment(*loaded_.definition));
    const std::int64_t lived = zone.date_of(office_.clock().now()).days() - first.days();
    const Clock::time_point start = Clock::now();
    const Result<cases::Answer> answer =
        office_.service().ask(cases::StatusOf{kKey, {first.plus_days(lived * day / (kDays - 1)), std::nullopt}});
    if (!answer) stop("refused: " + answer.error()->findings.front().message.da);
    if (!answer->notes.empty()) stop("entries of the long case do not fit");
    return seconds_since(start);
  }

  /// Fired dates are entries too.
  std::int64_t entries() {
    const Result<std::optional<records::LoadedCase>> loaded = office_.store().load(kKey);
    if (!loaded || !*loaded) stop("no case in " + path_);
    return (*loaded)->revision;
  }

 private:
  /// Notes, and at the end of each round the text is sent out and every council answers.
  void send(std::int64_t place) {
    const std::vector<model::Party>& parties = loaded_.definition->organisation.parties;
    const auto answered = static_cast<std::size_t>(place - (kEventsARound - 1 - std::ssize(parties)) - 1);
    if (place + 1 + std::ssize(parties) < kEventsARound) {
      office_.send(kKey, {"drafting", "noted"});
    } else if (place + 1 + std::ssize(parties) == kEventsARound) {
      office_.send(kKey, {"drafting", "sent_out"});
    } else {
      office_.send(kKey, {"approval/" + parties[answered].code, answered == 0 ? "returned" : "adopted"});
    }
    office_.commit();
  }

  std::string path_;
  loader::Loaded loaded_;
  Office office_;
  Sender sender_{1};
};

void print(const Options& options, const char* row, const char* title, std::int64_t entries,
           std::vector<double> seconds) {
  const double longest = *std::max_element(seconds.begin(), seconds.end()), middle = median(std::move(seconds));
  if (options.json) {
    std::printf("{\"w\":\"%s\",\"peer\":\"aftale\",\"entries\":%lld,\"p50_ms\":%.2f,\"max_ms\":%.2f}\n", row,
                static_cast<long long>(entries), middle * 1e3, longest * 1e3);
    return;
  }
  std::printf("%s, %lld entries: %.0f ms, at most %.0f ms  under 500 ms: %s\n", title, static_cast<long long>(entries),
              middle * 1e3, longest * 1e3, verdict(longest < 0.5));
}

}  // namespace

void long_case_rows(const Options& options) {
  if (!options.wants("correct") && !options.wants("at")) return;
  const Scratch scratch(options.folder);
  LongCase instance(scratch.path());
  const std::int64_t entries = instance.entries();
  std::vector<double> seconds;
  if (options.wants("correct")) {
    for (std::size_t round = 0; round < std::max<std::size_t>(options.rounds, 5); ++round)
      seconds.push_back(instance.strike_first());
    print(options, "correct", "correction of the first event", entries, seconds);
  }
  seconds.clear();
  if (!options.wants("at")) return;
  for (int day = 0; day < kDays; ++day) seconds.push_back(instance.stood(day));
  print(options, "at", "status on another day", entries, seconds);
}

}  // namespace aftale::bench
