#include <gtest/gtest.h>

#include "tests/unit/cases/office.h"

namespace aftale::cases {
namespace {

constexpr const char* kHurried = R"(workflow: hurried
version: 1
title: {da: Hast, en: Hurried}
organisation: example-three
calendar: denmark
initial: treats
states:
  treats:
    title: {da: Behandling, en: Treatment}
    owner: secretariat
    ballot: approve
    deadlines: {reply: {due: 'date(2022, 2, 1)', grace: P7D, then: {to: lapsed}}}
    on: {approved: {to: done}, amended: {to: done}, rejected: {to: done}, returned: {to: done}}
  lapsed:
    title: {da: Bortfaldet, en: Lapsed}
    owner: secretariat
    on: {closed: {to: done}}
  done: {type: final}
)";

TEST(LateMinutes, name_the_firing_to_strike_and_then_they_can_be_recorded) {
  Office office(kHurried);
  office.opens({});
  office.at("2022-02-09 10:00");
  ASSERT_EQ(office.stands(), "lapsed");
  RecordDecision record;
  record.step = "treats";
  record.outcome = "godkendt";
  record.meeting = *time::CivilDate::parse_iso("2022-01-31");
  const Result<Receipt> refused = office.execute(record);
  ASSERT_FALSE(refused);
  const std::string& said = refused.error()->findings.front().message.en;
  const auto history = office.ask<HistoryAnswer>(History{"a"});
  const std::int64_t fired = history.entries.back().row.revision;
  EXPECT_NE(said.find("aftale correct a " + std::to_string(fired)), std::string::npos) << said;
  office.strikes(fired);
  EXPECT_EQ(office.stands(), "treats");
  office.does(record);
  EXPECT_EQ(office.status(), "completed");
  EXPECT_TRUE(office.is_well());
}

}  // namespace
}  // namespace aftale::cases
