#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <tuple>

#include "adapters/sqlite/sqlite_store.h"
#include "engine/base/json.h"
#include "engine/cases/local_service.h"
#include "engine/lifecycle/delivery_life.h"
#include "engine/machine/format/payload.h"
#include "engine/testing/manual_clock.h"
#include "engine/testing/memory_store.h"
#include "engine/testing/recording_channel.h"
#include "tests/unit/testing/shipped.h"

/// The clock of a machine that is set back and forth by seconds and by years, to the edges of summer time and to the
/// very instants at which something is due, while cases are opened, answered to and advanced, and the program starts
/// again: every date has fired once in the end, and in order.
namespace aftale::testing {
namespace {

using time::CivilDate;
using time::Instant;

constexpr std::int64_t kMinute = 60, kHour = 3'600, kDay = 86'400, kYear = 365 * kDay;
constexpr std::size_t kAll = std::numeric_limits<std::size_t>::max();

std::uint64_t seed() {
  const char* given = std::getenv("AFTALE_FAULT_SEED");  // NOLINT(concurrency-mt-unsafe): one thread
  const std::uint64_t chosen = given && *given != '\0' ? std::strtoull(given, nullptr, 10) : std::random_device()();
  std::cout << "seed " << chosen << " (again: AFTALE_FAULT_SEED=" << chosen << ")" << std::endl;
  return chosen;
}

std::vector<model::Source> clockwork() {
  const std::string path = std::string(AFTALE_SOURCE_DIR) + "/tests/fault/clockwork.workflow.yaml";
  std::vector<model::Source> all{*loader::identify(read_file(path), path).value};
  for (const auto& file : yaml_files(shipped_folders())) {
    Checked<model::Source> source = loader::identify(read_file(file), file.string());
    if (source.value) all.push_back(std::move(*source.value));
  }
  return loader::load(loader::MemorySources(std::move(all)), "clockwork").value->sources;
}

using OpenStore = std::function<std::unique_ptr<records::Store>()>;

/// What is to fire once: kind, date, moment of a reminder. The days after P14D have no date of their own to expect.
using Mark = std::tuple<std::string, std::string, std::int64_t>;

class Jumps {
 public:
  Jumps(std::uint64_t seed, OpenStore open_store) : random_(seed), open_store_(std::move(open_store)) {
    zone_ = *time::Zone::find("Europe/Copenhagen");
    clock_.set(zone_.instant_of(*CivilDate::from_ymd(2020, 1, 7), 12 * kHour));
    high_ = clock_.now();
    channel_ = std::make_unique<RecordingChannel>();
    start();
    const std::vector<model::Source> sources = clockwork();
    definition_ = *loader::load(loader::MemorySources(sources), "clockwork").value->definition;
    workflow_ = must(service_->install(sources));
  }

  void run(int jumps) {
    for (int n = 0; n < jumps && !::testing::Test::HasFailure(); ++n) {
      jump();
      if (one_in(10)) start();
      if (one_in(8)) open();
      if (one_in(5) && !keys_.empty()) send();
      if (!one_in(10)) advance();
    }
    finish();
  }

  void expect_nothing_lost_or_doubled() {
    EXPECT_GT(back_, 0);
    std::size_t fired = 0;
    for (const records::CaseRow& instance : must(store_->cases())) {
      SCOPED_TRACE(instance.key);
      fired += check(instance);
    }
    EXPECT_EQ(reported_.size() + fired_elsewhere_, fired);
    EXPECT_GT(fired, keys_.size() * 5) << "dates were there to be lost";
    check_messages();
    const cases::Answer answer = must(service_->ask(cases::Audit{}));
    const auto& audit = std::get<cases::AuditAnswer>(answer.body);
    EXPECT_TRUE(audit.well);
    for (const auto& finding : audit.findings) ADD_FAILURE() << render(finding.diagnostic, Language::en);
    std::cout << keys_.size() << " cases, " << fired << " dates, " << channel_->attempts().size() << " messages, "
              << back_ << " jumps back" << std::endl;
  }

 private:
  template <class T>
  static T must(Result<T> result) {
    if (!result) throw std::runtime_error(render(result.error()->findings.front(), Language::en));
    return std::move(*result);
  }

  std::int64_t between(std::int64_t least, std::int64_t most) {
    return std::uniform_int_distribution<std::int64_t>(least, most)(random_);
  }
  bool one_in(std::int64_t n) { return between(1, n) == 1; }

  /// Another program on the same file.
  void start() {
    service_.reset();
    if (std::unique_ptr<records::Store> opened = open_store_ ? reopened() : nullptr) {
      owned_ = std::move(opened);
      store_ = owned_.get();
    } else {
      store_ = &memory_;
    }
    cases::LocalService::Options options;
    options.channels = {channel_.get()};
    service_ = std::make_unique<cases::LocalService>(*store_, clock_, std::move(options));
  }
  std::unique_ptr<records::Store> reopened() {
    owned_.reset();
    return open_store_();
  }

  Instant edge_of_summer_time() {
    CivilDate day = *CivilDate::from_ymd(zone_.date_of(high_).year() + between(0, 1), one_in(2) ? 3 : 10, 31);
    while (day.weekday() != time::Weekday::sunday) day = day.plus_days(-1);
    constexpr std::int64_t kAround[] = {-3'601, -1, 0, 1, 1'800, 3'599, 3'600, 7'200};
    return time::Zone().start_of(day).plus_seconds(kHour + kAround[between(0, 7)]);
  }

  Instant next_stop() {
    const Instant now = clock_.now();
    const std::int64_t kind = between(1, 100);
    if (kind <= 15) return now.plus_seconds(between(1, 2 * kMinute));
    if (kind <= 30) return now.plus_seconds(between(kHour, kDay));
    if (kind <= 42) return now.plus_seconds(between(kDay, 20 * kDay));
    if (kind <= 44) return now.plus_seconds(between(kDay, 2 * kYear));
    if (kind <= 55) return now.plus_seconds(-between(1, 2 * kMinute));
    if (kind <= 65) return now.plus_seconds(-between(kHour, 3 * kDay));
    if (kind <= 70) return now.plus_seconds(-between(kDay, 3 * kYear));
    if (kind <= 80) return edge_of_summer_time();
    const std::optional<Instant> wake = must(store_->next_wake());
    // To what is due next: a microsecond before, on the dot, a microsecond after; or the time put right again.
    if (kind <= 90 && wake) return Instant{wake->micros + between(-1, 1)};
    return high_;
  }

  void jump() {
    Instant to = next_stop();
    // Before its organisation was there no case can be opened.
    if (zone_.date_of(to).year() < 2019) to = high_;
    if (to < clock_.now()) ++back_;
    clock_.set(to);
    high_ = std::max(high_, to);
  }

  cases::Command command(const std::string& key, cases::Intent intent) {
    cases::Command command;
    std::array<std::uint8_t, 10> bytes{};
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(between(0, 255));
    command.request = RequestId::v7(clock_.now().micros / 1'000, bytes);
    command.key = key;
    command.actor = {"sekretariat", machine::Proof::scenario, {"*"}};
    command.intent = std::move(intent);
    return command;
  }

  /// By the day that the clock shows, or by the latest that it ever showed: some dates are past already.
  void open() {
    const CivilDate base = zone_.date_of(one_in(4) ? clock_.now() : high_);
    const CivilDate first = base.plus_days(between(-10, 150)), second = first.plus_days(between(0, 150));
    keys_.push_back("k" + std::to_string(keys_.size() + 1));
    const cases::Command opening =
        command(keys_.back(), cases::OpenCase{workflow_, {{"first", first.iso()}, {"second", second.iso()}}});
    must(service_->execute({&opening, 1}).front());
    const Instant at = must(store_->find_case(keys_.back()))->opened_at;
    expected_[keys_.back()] = marks(zone_.date_of(at), first, second);
  }

  std::set<Mark> marks(CivilDate opened, CivilDate first, CivilDate second) const {
    std::set<Mark> all{{"overdue first", first.iso(), 0}, {"overdue second", second.iso(), 0}};
    const std::tuple<const char*, CivilDate, int, int> reminders[] = {{"remind first", first, 14, 3},
                                                                      {"remind second", second, 14, 1}};
    for (const auto& [name, due, early, late] : reminders) {
      std::set<CivilDate> days;
      for (std::int64_t moment = 0; const int before : {early, late}) {
        const CivilDate day = definition_.calendar.roll(due.plus_days(-before), time::Roll::back);
        if (day >= opened && days.insert(day).second) all.insert({name, day.iso(), moment});
        ++moment;
      }
    }
    all.insert({"from", first.iso(), 0});
    all.insert({"after", second.iso(), 0});
    all.insert({"after some days", "", 0});
    return all;
  }

  void send() {
    const std::string& key = keys_[static_cast<std::size_t>(between(0, static_cast<std::int64_t>(keys_.size()) - 1))];
    const cases::Command counted = command(key, cases::SendEvent{"", "counted", {}});
    must(service_->execute({&counted, 1}).front());
  }

  /// As a daemon does, in small batches, and sometimes interrupted between two.
  bool advance() {
    const cases::Advanced advanced = must(service_->advance(clock_.now(), static_cast<std::size_t>(between(1, 40))));
    for (const cases::Advanced::Fired& fired : advanced.fired) {
      EXPECT_FALSE(fired.failed) << *fired.failed;
      EXPECT_TRUE(reported_.insert(fired.entry.seq).second) << "told twice: " << fired.entry.seq;
    }
    return advanced.more;
  }

  /// Everything falls due, and everything that is said is handed over.
  void finish() {
    clock_.set(high_.plus_seconds(3 * kYear));
    for (int day = 0; day < 400; ++day) {
      while (advance()) {
      }
      if (!must(store_->next_wake()) && must(store_->outbox(true, 1)).empty()) return;
      clock_.advance_seconds(kDay);
    }
    FAIL() << "something never comes to an end";
  }

  std::string name_of(const Json& input) const {
    const std::string kind = input["kind"].text();
    const auto state = static_cast<std::size_t>(input["state"].integer());
    const auto rule = static_cast<std::size_t>(input["rule"].integer());
    const model::State& at = definition_.root_chart().states[state];
    if (kind != "timed") return kind + " " + at.deadlines.at(rule).id;
    if (at.timed.at(rule).kind == model::TimedRule::Kind::from) return "from";
    return at.timed[rule].period ? "after some days" : "after";
  }

  Instant due(const std::string& name, CivilDate date) const {
    if (name.starts_with("remind")) return zone_.instant_of(date, definition_.calendar.reminders_at);
    return name == "from" ? zone_.start_of(date) : zone_.end_of(date);
  }

  std::size_t check(const records::CaseRow& instance) {
    std::multiset<Mark> fired;
    Instant last_due, last_at;
    for (const records::JournalRow& row : must(store_->journal(instance.id, 0, kAll))) {
      EXPECT_GE(row.at, last_at) << "entry " << row.revision << ": the time of a case never goes back";
      last_at = row.at;
      if (row.kind != static_cast<std::int64_t>(machine::InputKind::fire)) continue;
      const Json input = *Json::parse(row.input);
      const std::string name = name_of(input), date = input["date"].text();
      fired.insert({name, name == "after some days" ? "" : date, input["moment"].integer()});
      const Instant at = due(name, *CivilDate::parse_iso(date));
      EXPECT_GE(at, last_due) << "entry " << row.revision << ": oldest first";
      EXPECT_GE(row.at, at) << "entry " << row.revision << ": not before its time";
      EXPECT_GE(row.recorded_at, at) << "entry " << row.revision << ": not before the clock showed it";
      EXPECT_EQ(Json::parse(row.outcome)->operator[]("event").text().find("ignored"), std::string::npos);
      last_due = at;
      if (reported_.count(row.seq) == 0) ++fired_elsewhere_;
    }
    const std::set<Mark>& expected = expected_.at(instance.key);
    EXPECT_EQ(fired, std::multiset<Mark>(expected.begin(), expected.end()));
    return fired.size();
  }

  void check_messages() {
    std::map<RequestId, int> sent;
    for (const records::Message& message : channel_->attempts()) ++sent[message.id];
    std::set<std::string> keys;
    for (const records::OutboxRow& row : must(store_->outbox(false, kAll))) {
      EXPECT_TRUE(keys.insert(row.key).second) << row.key;
      const bool superseded = row.status == lifecycle::DeliveryStatus::superseded;
      EXPECT_TRUE(superseded || row.status == lifecycle::DeliveryStatus::delivered);
      EXPECT_EQ(sent[row.message_id()], superseded ? 0 : 1) << row.key;
    }
    EXPECT_FALSE(keys.empty());
    EXPECT_EQ(sent.size(), keys.size());
  }

  std::mt19937_64 random_;
  OpenStore open_store_;  ///< none: the store in memory
  ManualClock clock_;
  Instant high_;  ///< the latest that the clock ever showed
  time::Zone zone_;
  MemoryStore memory_;
  std::unique_ptr<records::Store> owned_;
  records::Store* store_ = nullptr;
  std::unique_ptr<RecordingChannel> channel_;
  std::unique_ptr<cases::LocalService> service_;
  model::Definition definition_;
  Digest workflow_;
  std::vector<std::string> keys_;
  std::map<std::string, std::set<Mark>> expected_;
  std::set<std::int64_t> reported_;  ///< entries that `advance` told of
  std::size_t fired_elsewhere_ = 0;  ///< before a command: what was due came first
  int back_ = 0;
};

TEST(ClockJumps, a_thousand_lose_and_double_nothing) {
  Jumps jumps(seed(), {});
  jumps.run(1'000);
  jumps.expect_nothing_lost_or_doubled();
}

TEST(ClockJumps, nor_do_they_in_a_file) {
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / "aftale-clock-jumps-XXXXXX";
  std::string name = folder.string();
  ASSERT_NE(::mkdtemp(name.data()), nullptr);
  {
    Jumps jumps(seed(), [&] { return std::move(*sqlite::open_store(name + "/aftale.db")); });
    jumps.run(200);
    jumps.expect_nothing_lost_or_doubled();
  }
  std::filesystem::remove_all(name);
}

}  // namespace
}  // namespace aftale::testing
