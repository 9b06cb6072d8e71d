#include "tests/unit/machine/world.h"

/// The days of `every` (language, "Time and deadlines"): each once, on its own day, whatever came in between.
namespace aftale::machine::test {
namespace {

std::string recurring(const std::string& rule) {
  return R"(
workflow: recurring
version: 1
title: Gentaget
organisation: small
calendar: denmark
data: {days: {type: list<date>, value: '[]'}}
initial: before
states:
  before: {on: {begin: {to: runs}}}
  runs:
    for_each: {in: '["a"]', as: one, key: one}
    on: {aside: {to: aside, rest: keep}}
    initial: meets
    states:
      meets:
        every: {')" +
         rule + R"(': {actions: [{set: {days: 'append(days, today)'}}]}}
        on: {again: {to: meets}, closed: {to: closed}}
      closed: {type: final}
    done: {to: over}
  aside: {on: {back: {to: runs}}}
  over: {type: final}
)";
}

/// `2026-01-05 suspend`, or with the day on which it happened `2026-03-10 begin 2026-01-05`.
void live(World& world, const std::string& line) {
  const std::string at = line.substr(0, 10);
  const std::size_t behind = line.find(' ', 11);
  const std::string what = line.substr(11, behind == std::string::npos ? behind : behind - 11);
  world.effective.reset();
  if (behind != std::string::npos) world.effective = time::CivilDate::parse_iso(line.substr(behind + 1));
  const World::Came came = what == "suspend"  ? world.input(at, Suspend{"x"})
                           : what == "resume" ? world.input(at, Resume{"x"})
                                              : world.send(at, what);
  ASSERT_TRUE(came) << line << ": " << came.code;
  for (const Firing& firing : world.firings) EXPECT_FALSE(firing.failed) << line;
}

std::string as_list(const Strings& days) {
  std::string out = "[";
  for (const std::string& day : days) out += (out.size() > 1 ? ", " : "") + std::string("date(\"") + day + "\")";
  return out + "]";
}

struct Recurring {
  const char* what;
  const char* rule;
  Strings story;
  const char* looked;
  Strings days;
};

class Recurrence : public testing::TestWithParam<Recurring> {};

TEST_P(Recurrence, fires_once_on_each_of_its_days) {
  const Recurring& row = GetParam();
  World world(recurring(row.rule));
  ASSERT_TRUE(world.open("2023-12-01"));
  for (const std::string& line : row.story) ASSERT_NO_FATAL_FAILURE(live(world, line)) << row.what;
  world.advance(row.looked);
  const feel::Value expected = world.variable("days");
  EXPECT_EQ(expected.feel(), as_list(row.days)) << row.what;
}

constexpr const char* kFortnight = "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO";
constexpr const char* kMonthly = "FREQ=MONTHLY;BYMONTHDAY=1";
constexpr const char* kLeap = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29";

INSTANTIATE_TEST_SUITE_P(
    Table, Recurrence,
    testing::Values(
        Recurring{"undisturbed",
                  kFortnight,
                  {"2026-01-05 begin"},
                  "2026-03-05",
                  {"2026-01-19", "2026-02-02", "2026-02-16", "2026-03-02"}},
        Recurring{"suspended for a week without a day of it",
                  kFortnight,
                  {"2026-01-05 begin", "2026-01-20 suspend", "2026-01-27 resume"},
                  "2026-03-05",
                  {"2026-01-19", "2026-02-02", "2026-02-16", "2026-03-02"}},
        Recurring{"suspended over two days of it",
                  kFortnight,
                  {"2026-01-05 begin", "2026-01-20 suspend", "2026-02-20 resume"},
                  "2026-03-05",
                  {"2026-01-19", "2026-02-02", "2026-02-16", "2026-03-02"}},
        Recurring{
            "suspended twice, by odd days",
            kFortnight,
            {"2026-01-05 begin", "2026-01-08 suspend", "2026-01-11 resume", "2026-01-20 suspend", "2026-01-25 resume"},
            "2026-02-20",
            {"2026-01-19", "2026-02-02", "2026-02-16"}},
        Recurring{"resumed on the day itself",
                  kMonthly,
                  {"2026-01-05 begin", "2026-01-20 suspend", "2026-03-01 resume"},
                  "2026-03-02",
                  {"2026-02-01", "2026-03-01"}},
        Recurring{
            "entered late", kMonthly, {"2026-03-10 begin 2026-01-05"}, "2026-03-11", {"2026-02-01", "2026-03-01"}},
        Recurring{"a year late",
                  "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1",
                  {"2026-03-10 begin 2023-12-20"},
                  "2027-01-02",
                  {"2024-01-01", "2025-01-01", "2026-01-01", "2027-01-01"}},
        Recurring{"entered late every second week",
                  kFortnight,
                  {"2026-02-10 begin 2026-01-07"},
                  "2026-03-05",
                  {"2026-01-19", "2026-02-02", "2026-02-16", "2026-03-02"}},
        Recurring{"entered again",
                  kFortnight,
                  {"2026-01-05 begin", "2026-01-26 again"},
                  "2026-02-25",
                  {"2026-01-19", "2026-02-09", "2026-02-23"}},
        Recurring{"kept without a day of it",
                  kFortnight,
                  {"2026-01-05 begin", "2026-01-20 aside", "2026-01-27 back"},
                  "2026-02-20",
                  {"2026-01-19", "2026-02-02", "2026-02-16"}},
        Recurring{"kept over two days of it",
                  kFortnight,
                  {"2026-01-05 begin", "2026-01-20 aside", "2026-02-20 back"},
                  "2026-03-05",
                  {"2026-01-19", "2026-02-02", "2026-02-16", "2026-03-02"}},
        Recurring{"kept twice",
                  kMonthly,
                  {"2026-01-05 begin", "2026-01-20 aside", "2026-02-10 back", "2026-02-11 aside", "2026-03-10 back"},
                  "2026-04-02",
                  {"2026-02-01", "2026-03-01", "2026-04-01"}},
        Recurring{
            "kept and suspended meanwhile",
            kMonthly,
            {"2026-01-05 begin", "2026-01-20 aside", "2026-01-25 suspend", "2026-03-15 resume", "2026-03-20 back"},
            "2026-04-02",
            {"2026-02-01", "2026-03-01", "2026-04-01"}},
        Recurring{"over both clock changes",
                  "FREQ=DAILY;BYMONTH=3,10;BYMONTHDAY=28,29,30,25,26",
                  {"2026-03-27 begin", "2026-03-28 suspend", "2026-03-31 resume"},
                  "2026-10-27",
                  {"2026-03-28", "2026-03-29", "2026-03-30", "2026-10-25", "2026-10-26"}},
        Recurring{"29 February", kLeap, {"2024-02-28 begin"}, "2029-01-01", {"2024-02-29", "2028-02-29"}},
        Recurring{"begun on 29 February",
                  kLeap,
                  {"2024-02-29 begin", "2026-02-28 suspend", "2026-03-02 resume"},
                  "2029-01-01",
                  {"2028-02-29"}},
        Recurring{"over week 53",
                  kFortnight,
                  {"2026-12-14 begin", "2026-12-20 suspend", "2027-01-03 resume"},
                  "2027-01-30",
                  {"2026-12-28", "2027-01-11", "2027-01-25"}},
        Recurring{"the last day of it passed while suspended",
                  "FREQ=MONTHLY;BYMONTHDAY=1;UNTIL=20260301",
                  {"2026-01-05 begin", "2026-01-20 suspend", "2026-06-20 resume"},
                  "2026-08-01",
                  {"2026-02-01", "2026-03-01"}},
        Recurring{"ended while days were missed",
                  kMonthly,
                  {"2026-01-05 begin", "2026-01-20 suspend", "2026-02-15 resume", "2026-02-20 closed"},
                  "2026-08-01",
                  {"2026-02-01"}}));

TEST(Recurrence, missed_days_of_many_branches_are_no_circle) {
  const std::string daily = R"(
workflow: daily
version: 1
title: Dagligt
organisation: small
calendar: denmark
data: {n: {type: number, value: 0}}
initial: all
states:
  all:
    for_each: {in: 'for i in 1..12 return string(i)', as: one, key: one}
    initial: asked
    states:
      asked: {every: {'FREQ=DAILY': {actions: [{set: {n: n + 1}}]}}, on: {replied: {to: replied}}}
      replied: {type: final}
    done: {to: over}
  over: {type: final}
)";
  World world(daily);
  ASSERT_TRUE(world.open("2026-01-05"));
  ASSERT_TRUE(world.input("2026-01-06", Suspend{"x"}));
  ASSERT_TRUE(world.input("2026-05-06", Resume{"x"}));
  EXPECT_EQ(world.variable("n").feel(), std::to_string(12 * 121));
  for (const Firing& firing : world.firings) ASSERT_FALSE(firing.failed);
}

constexpr const char* kAway = R"(
workflow: away
version: 1
title: Fører videre
organisation: small
calendar: denmark
initial: runs
states:
  runs:
    every: {'FREQ=MONTHLY;BYMONTHDAY=1': {to: review}}
    on: {stop: {to: over}}
  review: {after: {P10D: {to: over}}, on: {stop: {to: over}}}
  over: {type: final}
)";

TEST(Recurrence, a_missed_day_leads_away_as_that_day) {
  World world(kAway);
  ASSERT_TRUE(world.open("2026-01-05"));
  ASSERT_TRUE(world.input("2026-01-20", Suspend{"x"}));
  ASSERT_TRUE(world.input("2026-02-05", Resume{"x"}));
  EXPECT_EQ(world.active(), (Strings{"review"}));
  EXPECT_EQ(world.instance.branches[0]->active[0].entered.iso(), "2026-02-01");
  EXPECT_EQ(world.instance.branches[0]->timers.at(0).date.iso(), "2026-02-11");
}

constexpr const char* kNudge = R"(
workflow: nudge
version: 1
title: Rykker
organisation: small
calendar: denmark
initial: asks
states:
  asks:
    every: {'FREQ=WEEKLY': {actions: [{notify: {to: [group, secretariat], template: reminder}}]}}
    on: {stop: {to: over}}
  over: {type: final}
)";

TEST(Recurrence, messages_of_missed_days_are_one_a_receiver_and_later_days_say_theirs) {
  World world(kNudge);
  ASSERT_TRUE(world.open("2026-01-05"));
  ASSERT_TRUE(world.input("2026-01-06", Suspend{"x"}));
  ASSERT_TRUE(world.input("2026-01-29", Resume{"x"}));
  std::vector<std::string> keys;
  for (const Notify& notice : world.notices) keys.push_back(notice.key);
  EXPECT_EQ(keys.size(), 6u) << "three days for two receivers";
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  EXPECT_EQ(keys.size(), 2u) << "what has the same key is sent once";
  world.advance("2026-02-02");
  ASSERT_EQ(world.notices.size(), 8u);
  EXPECT_EQ(std::count(keys.begin(), keys.end(), world.notices.back().key), 0);
}

TEST(Recurrence, cases_of_older_semantics_do_missed_days_on_the_day_they_go_on) {
  World world(recurring(kMonthly));
  world.instance.semantics = 4;
  ASSERT_TRUE(world.open("2023-12-01"));
  for (const char* line : {"2026-01-05 begin", "2026-01-20 suspend", "2026-03-10 resume"}) live(world, line);
  EXPECT_EQ(world.variable("days").feel(), as_list({"2026-03-10", "2026-03-10"}));
}

}  // namespace
}  // namespace aftale::machine::test
