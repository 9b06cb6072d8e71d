#include "apps/aftaled/clock_guard.h"

#include <gtest/gtest.h>

#include <vector>

namespace aftale::daemon {
namespace {

constexpr std::int64_t kSecond = 1'000'000, kMinute = 60 * kSecond, kHour = 60 * kMinute, kDay = 24 * kHour;
constexpr std::int64_t kStart = 1'669'000'000 * kSecond, kUp = 5 * kHour;

/// What happens between two looks at the clocks: so much time goes by, and somebody moves the hands by so much.
struct Moved {
  const char* what;
  std::int64_t passes, set;
  bool holds;
  std::int64_t ahead = 0;
};

class Machine {
 public:
  ClockReading read() const { return {time::Instant{wall_}, since_boot_, boot_}; }
  ClockReading after(std::int64_t passes, std::int64_t set) {
    wall_ += passes + set;
    since_boot_ += passes;
    return read();
  }
  /// Off for so long; whoever starts it may have another idea of the time.
  void restart(std::int64_t off, std::int64_t set) {
    wall_ += off + set;
    since_boot_ = 30 * kSecond;
    boot_ += "'";
  }

 private:
  std::int64_t wall_ = kStart, since_boot_ = kUp;
  std::string boot_ = "5e7a8a2c-6f0b-4b5e-9d0c-1f2a3b4c5d6e";
};

struct Table {
  const char* name;
  std::vector<Moved> rows;
};

TEST(ClockGuard, holds_a_jump_of_more_than_a_day_and_nothing_else) {
  const Table tables[] = {
      {"time goes by", {{"a second", kSecond, 0, false}, {"a week asleep", 7 * kDay, 0, false}}},
      {"small jumps forward are time that has passed",
       {{"a minute", kSecond, kMinute, false},
        {"twenty hours", kSecond, 20 * kHour, false},
        {"twenty hours again", kSecond, 20 * kHour, false}}},
      {"exactly a day", {{"a day", 0, kDay, false}, {"goes on", kHour, 0, false}}},
      {"a day and a second",
       {{"a day and a second", 0, kDay + kSecond, true, kDay + kSecond},
        {"it stays so", kHour, 0, true, kDay + kSecond},
        {"further still", kHour, kHour, true, kDay + kHour + kSecond},
        {"put right", kSecond, -kDay - kHour - kSecond, false}}},
      {"a day and a microsecond", {{"forward", 0, kDay + 1, true, kDay + 1}, {"and back by one", 0, -1, false}}},
      {"back and forth",
       {{"back a year", kSecond, -365 * kDay, false},
        {"goes on there", 3 * kDay, 0, false},
        {"put right", kSecond, 365 * kDay, false},
        {"and goes on", kHour, 0, false},
        {"a real jump", 0, 2 * kDay, true, 2 * kDay}}},
      {"back and too far forth",
       {{"back a year", kSecond, -365 * kDay, false},
        {"forth a year and a day", 0, 366 * kDay, false},
        {"forth another day and a second", 0, kDay + kSecond, true, kDay + kSecond}}},
      {"asleep while it is set",
       {{"a week asleep, set by ten days", 7 * kDay, 10 * kDay, true, 10 * kDay},
        {"put right", kSecond, -10 * kDay, false}}},
      {"many small ones are watched one by one",
       {{"a day", 0, kDay, false}, {"a day", 0, kDay, false}, {"two days", 0, 2 * kDay, true, 2 * kDay}}},
  };
  for (const Table& table : tables) {
    Machine machine;
    ClockGuard guard({}, machine.read());
    for (const Moved& row : table.rows) {
      SCOPED_TRACE(std::string(table.name) + ": " + row.what);
      EXPECT_EQ(guard.holds(machine.after(row.passes, row.set)), row.holds);
      EXPECT_EQ(guard.ahead(), row.ahead);
    }
  }
}

TEST(ClockGuard, once_confirmed_the_new_time_is_the_right_one) {
  Machine machine;
  ClockGuard guard({}, machine.read());
  ASSERT_TRUE(guard.holds(machine.after(0, 30 * kDay)));
  guard.confirm(machine.after(kMinute, 0));
  EXPECT_EQ(guard.ahead(), 0);
  EXPECT_FALSE(guard.holds(machine.after(kMinute, 0)));
  EXPECT_FALSE(guard.holds(machine.after(0, kDay)));
  EXPECT_TRUE(guard.holds(machine.after(0, kDay + kSecond)));
}

/// How a daemon comes back: `forgets` is one whose line was not kept.
struct Restarted {
  const char* what;
  bool machine_too, forgets;
  std::int64_t off, set;
  bool holds;
};

TEST(ClockGuard, what_it_kept_counts_for_this_start_of_the_machine_only) {
  const Restarted table[] = {
      {"the daemon was down for a week", false, false, 7 * kDay, 0, false},
      {"the clock was set while it was down", false, false, kHour, 2 * kDay, true},
      {"the clock was set back while it was down", false, false, kHour, -2 * kDay, false},
      {"set while it was down, and nothing was kept", false, true, kHour, 2 * kDay, false},
      {"the machine was off for a week", true, false, 7 * kDay, 0, false},
      {"the machine came back with another time", true, false, kHour, 400 * kDay, false},
  };
  for (const Restarted& row : table) {
    SCOPED_TRACE(row.what);
    Machine machine;
    ClockGuard before({}, machine.read());
    ASSERT_FALSE(before.holds(machine.after(kHour, kMinute)));
    const std::string kept = row.forgets ? std::string() : before.keep();
    if (row.machine_too)
      machine.restart(row.off, row.set);
    else
      machine.after(row.off, row.set);
    ClockGuard again(kept, machine.read());
    EXPECT_EQ(again.holds(machine.read()), row.holds);
    EXPECT_EQ(again.ahead(), row.holds ? row.set : 0);
  }
}

TEST(ClockGuard, a_jump_that_waits_still_waits_after_a_restart_and_a_confirmed_one_does_not) {
  Machine machine;
  ClockGuard guard({}, machine.read());
  ASSERT_TRUE(guard.holds(machine.after(0, 3 * kDay)));
  ClockGuard waiting(guard.keep(), machine.after(kMinute, 0));
  EXPECT_TRUE(waiting.holds(machine.read()));
  EXPECT_EQ(waiting.ahead(), 3 * kDay);
  waiting.confirm(machine.read());
  ClockGuard confirmed(waiting.keep(), machine.after(kMinute, 0));
  EXPECT_FALSE(confirmed.holds(machine.read()));
}

TEST(ClockGuard, a_line_that_cannot_be_read_is_as_good_as_none) {
  Machine machine;
  const std::string boot = machine.read().boot;
  for (const std::string& kept : {std::string("x"), boot, boot + " ", boot + " elleve\n", "other " + std::to_string(1),
                                  boot + " 99999999999999999999999999\n"}) {
    ClockGuard guard(kept, machine.read());
    EXPECT_FALSE(guard.holds(machine.read())) << kept;
    EXPECT_TRUE(guard.holds(machine.after(0, 2 * kDay))) << kept;
    machine.after(0, -2 * kDay);
  }
}

TEST(ClockGuard, a_machine_that_does_not_name_its_start_is_believed) {
  ClockReading reading{time::Instant{kStart}, kUp, {}};
  ClockGuard before({}, reading);
  reading.wall = reading.wall.plus_seconds(10 * 86'400);
  ClockGuard after(before.keep(), reading);
  EXPECT_FALSE(after.holds(reading));
}

TEST(ClockGuard, the_clocks_of_this_machine_can_be_read) {
  const ClockReading first = read_clocks(), second = read_clocks();
  EXPECT_GT(first.wall.micros, kStart);
  EXPECT_GT(first.since_boot, 0);
  EXPECT_GE(second.since_boot, first.since_boot);
  EXPECT_EQ(first.boot, second.boot);
  ClockGuard guard({}, first);
  EXPECT_FALSE(guard.holds(second));
}

}  // namespace
}  // namespace aftale::daemon
