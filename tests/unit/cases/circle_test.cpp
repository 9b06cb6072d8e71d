#include "tests/unit/cases/office.h"

/// A case whose dates go in a circle comes to a stop where it stood, and says nothing of what it would have done.
namespace aftale::cases {
namespace {

constexpr const char* kCircle = R"(
workflow: circle
version: 1
title: {da: Ring, en: Circle}
organisation: example-three
calendar: denmark
data: {day: {type: date, value: date("2022-02-01")}}
initial: waits
states:
  waits:
    owner: secretariat
    on: {changed: {actions: [{set: {day: 'day + duration("P1Y")'}}]}}
    from: {day: {to: told}}
  told:
    entry: [{notify: {to: secretariat, template: reminder}}]
    on: {closed: {to: over}}
    from: {day: {to: waits}}
  over: {type: final}
)";

class Circle : public ::testing::Test {
 protected:
  Circle() {
    office.opens({});
    office.at("2022-02-01 10:00");
  }
  Office office{kCircle};
};

TEST_F(Circle, stops_the_case_and_tells_nobody) {
  EXPECT_EQ(office.status(), "faulted");
  EXPECT_EQ(office.stands(), "waits");
  EXPECT_EQ(office.sent(), (std::vector<std::string>{"faulted"}));
  EXPECT_EQ(office.ask<HistoryAnswer>(History{"a"}).entries.size(), 2U);
  EXPECT_TRUE(office.is_well());
}

TEST_F(Circle, is_there_after_another_start_and_after_time_has_passed) {
  office.restart();
  office.at("2022-03-01 10:00");
  EXPECT_EQ(office.status(), "faulted");
  EXPECT_EQ(office.ask<HistoryAnswer>(History{"a"}).entries.size(), 2U);
  EXPECT_TRUE(office.is_well());
}

class LaterCircle : public ::testing::Test {
 protected:
  LaterCircle() {
    office.opens({});
    changed = office.event("changed");
  }
  Office office{kCircle};
  std::int64_t changed = 0;
};

TEST_F(LaterCircle, a_correction_that_makes_one_is_refused) {
  office.set("2022-02-10 10:00");
  EXPECT_EQ(office.refused(machine::Correct{static_cast<std::uint64_t>(changed), "x"}), "would-break");
  EXPECT_EQ(office.status(), "running");
  EXPECT_TRUE(office.is_well());
}

TEST_F(LaterCircle, another_correction_finds_it_again) {
  office.at("2023-02-01 10:00");
  ASSERT_EQ(office.status(), "faulted");
  office.strikes(changed);
  EXPECT_EQ(office.status(), "faulted");
  EXPECT_EQ(office.stands(), "waits");
  EXPECT_TRUE(office.is_well());
}

}  // namespace
}  // namespace aftale::cases
