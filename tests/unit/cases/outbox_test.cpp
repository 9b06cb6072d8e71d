#include "tests/unit/cases/office.h"

/// What is asked about the outbox is answered whole, or the answer says that there is more.
namespace aftale::cases {
namespace {

constexpr const char* kLetter = R"(
workflow: letter
version: 1
title: {da: Brev, en: Letter}
organisation: nordjylland
calendar: denmark
initial: asked
states:
  asked: {on: {answered: {to: over}}}
  over: {type: final}
)";

TEST(Outbox, behind_ten_thousand_messages_those_of_a_case_and_of_a_day_are_found) {
  constexpr int kMany = 10'001;
  Office office(kLetter);
  office.opens({});
  records::Commit commit;
  records::CaseRow other = office.store().cases()->front();
  other.id = CaseId{2};
  other.key = "other";
  commit.new_cases.push_back(other);
  records::OutboxRow row;
  row.template_name = "reminder";
  records::read_facts(row, "{}");
  row.receiver = "a@example.dk";
  const auto add = [&](std::int64_t of, int number, const char* day) {
    row.case_id = CaseId{of};
    row.key = std::to_string(number);
    row.created_at = *time::typed_moment(day, *time::Zone::find("Europe/Copenhagen"));
    row.next_attempt_at = row.created_at;
    commit.outbox.push_back(row);
  };
  for (int i = 0; i < kMany; ++i) add(2, i, "2021-01-01 09:00");
  add(1, kMany, "2022-01-02 09:00");
  const records::Head head = *office.store().head();
  commit.expected_seq = head.seq;
  commit.expected_head = head.hash;
  const Result<void> written = office.store().commit(commit);
  ASSERT_TRUE(written) << written.error()->findings.front().message.en;

  const auto all = office.ask<OutboxAnswer>(Outbox{true});
  EXPECT_EQ(all.rows.size(), 10'000U);
  EXPECT_TRUE(all.more);
  Outbox of_case{true};
  of_case.key = "a";
  const auto found = office.ask<OutboxAnswer>(of_case);
  EXPECT_EQ(found.rows.size(), 1U);
  EXPECT_FALSE(found.more);
  Outbox of_day{true};
  of_day.since = *time::CivilDate::parse_iso("2022-01-02");
  const auto since = office.ask<OutboxAnswer>(of_day);
  ASSERT_EQ(since.rows.size(), 1U);
  EXPECT_EQ(since.rows.front().case_key, "a");
  EXPECT_FALSE(since.more);
}

}  // namespace
}  // namespace aftale::cases
