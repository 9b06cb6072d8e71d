#include "engine/base/limits.h"
#include "tests/unit/machine/world.h"

/// Dates that have passed when their step is entered fire at once, one after the other. Many may; a circle is stopped,
/// and leaves the case where it stood before the first of them.
namespace aftale::machine::test {
namespace {

/// Turns `most` times, each time by a date that has passed and with a message.
std::string turning(std::size_t most) {
  return R"(
workflow: turning
version: 1
title: Ring
organisation: small
calendar: denmark
data: {n: {type: number, value: 0}}
initial: rest
states:
  rest: {on: {turn: {to: turning}}}
  turning:
    entry: [{notify: {to: group, template: reminder}}]
    from: {'date("2022-01-01")': {to: turning, reenter: true, actions: [{set: {n: n + 1}}]}}
    always: {to: over, guard: n >= )" +
         std::to_string(most) + R"(}
  over: {type: final}
)";
}

TEST(Circle, as_many_dates_as_are_allowed_fire_at_once) {
  const std::size_t most = limits::kFiringsMax + limits::kFiringsOfBranchMax;  // the case itself is one branch
  World world(turning(most));
  ASSERT_TRUE(world.open("2022-01-03"));
  ASSERT_TRUE(world.send("2022-01-04 10:00", "turn"));
  EXPECT_EQ(world.firings.size(), most);
  EXPECT_EQ(world.active(), (Strings{"over"}));
}

TEST(Circle, one_more_takes_the_case_back_to_where_it_stood) {
  World world(turning(limits::kFiringsMax + limits::kFiringsOfBranchMax + 1));
  ASSERT_TRUE(world.open("2022-01-03"));
  ASSERT_TRUE(world.send("2022-01-04 10:00", "turn"));
  ASSERT_EQ(world.firings.size(), 1U);
  ASSERT_TRUE(world.firings.front().failed);
  EXPECT_STREQ(world.firings.front().failed->findings.front().code, "endless");
  EXPECT_EQ(world.active(), (Strings{"turning"}));
  EXPECT_EQ(world.sent().size(), 1U) << "what the command itself says";
}

constexpr const char* kMany = R"(
workflow: many
version: 1
title: Mange
organisation: small
calendar: denmark
inputs: {names: {type: list<string>}}
initial: all
states:
  all:
    for_each: {in: names, as: who, key: who}
    initial: open
    states:
      open: {from: {'date("2022-01-01")': {to: over}}}
      over: {type: final}
    done: {to: over}
  over: {type: final}
)";

TEST(Circle, a_date_of_each_of_many_branches_is_none) {
  const std::size_t many = limits::kFiringsMax + 200;
  std::string names;
  for (std::size_t i = 0; i < many; ++i) names += (i == 0 ? "n" : ", n") + std::to_string(i);
  World world(kMany);
  ASSERT_TRUE(world.open("2022-01-03", {{"names", names}}));
  EXPECT_EQ(world.firings.size(), many);
  EXPECT_EQ(world.active(), (Strings{"over"}));
}

}  // namespace
}  // namespace aftale::machine::test
