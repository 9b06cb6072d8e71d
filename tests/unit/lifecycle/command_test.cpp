#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "engine/lifecycle/case_life.h"
#include "engine/lifecycle/deadline_life.h"
#include "engine/lifecycle/delivery_life.h"

namespace aftale::lifecycle {
namespace {

using Words = std::vector<std::string>;

struct Row {
  CaseInput input;
  /// By status in the order of the enumeration: the status after it, or the code of the refusal.
  Words answers;
};

const std::vector<Row>& rows() {
  static const std::string there = "already-exists";
  // clang-format off
  static const std::vector<Row> table{
      {CaseInput::open,     {"-> running", there, there, there, there, there}},
      {CaseInput::event,    {"registered", "-> running", "suspended", "ended", "ended", "faulted"}},
      {CaseInput::record,   {"registered", "-> running", "suspended", "ended", "ended", "faulted"}},
      {CaseInput::attach,   {"registered", "-> running", "suspended", "ended", "ended", "faulted"}},
      {CaseInput::freeze,   {"registered", "-> running", "suspended", "ended", "ended", "faulted"}},
      {CaseInput::suspend,  {"registered", "-> suspended", "suspended", "ended", "ended", "faulted"}},
      {CaseInput::resume,   {"registered", "running", "-> running", "ended", "ended", "faulted"}},
      {CaseInput::withdraw, {"-> withdrawn", "-> withdrawn", "-> withdrawn", "ended", "ended", "-> withdrawn"}},
      {CaseInput::correct,  {"registered", "-> running", "-> suspended", "-> completed", "-> withdrawn", "-> faulted"}},
      {CaseInput::move,     {"registered", "-> running", "-> suspended", "ended", "ended", "-> faulted"}},
      {CaseInput::fire,     {"registered", "-> running", "suspended", "ended", "ended", "faulted"}},
      {CaseInput::fault,    {"registered", "-> faulted", "suspended", "ended", "ended", "faulted"}},
      {CaseInput::heard,    {"registered", "-> running", "-> suspended", "-> completed", "-> withdrawn", "-> faulted"}},
      {CaseInput::unheard, {"registered", "-> running", "-> suspended", "-> completed", "-> withdrawn", "-> faulted"}},
      {CaseInput::renew,    {"registered", "-> running", "-> suspended", "-> completed", "-> withdrawn", "-> faulted"}},
  };
  // clang-format on
  return table;
}

TEST(case_input, is_admitted_or_refused_with_the_code_of_where_the_case_is) {
  ASSERT_EQ(rows().size(), kCaseInputs.size());
  for (std::size_t i = 0; i < rows().size(); ++i) {
    const Row& row = rows()[i];
    ASSERT_EQ(row.input, kCaseInputs[i]);
    ASSERT_EQ(row.answers.size(), kCaseStatuses.size());
    for (const CaseStatus status : kCaseStatuses) {
      const auto answer = admit(status, row.input);
      const std::string told = answer ? "-> " + std::string(name(*answer)) : code_of(answer.error());
      EXPECT_EQ(told, row.answers[static_cast<std::size_t>(status)]) << name(row.input) << " when " << name(status);
      EXPECT_EQ(answer.has_value(), takes(status, row.input));
    }
  }
}

TEST(case_input, is_refused_with_the_commands_that_are_possible) {
  const std::vector<std::pair<CaseStatus, Words>> table{
      {CaseStatus::registered, {"open", "withdraw"}},
      {CaseStatus::running, {"do", "record", "attach", "freeze", "suspend", "withdraw", "correct", "move", "renew"}},
      {CaseStatus::suspended, {"resume", "withdraw", "correct", "move", "renew"}},
      {CaseStatus::completed, {"correct", "renew"}},
      {CaseStatus::withdrawn, {"correct", "renew"}},
      {CaseStatus::faulted, {"withdraw", "correct", "move", "renew"}},
  };
  ASSERT_EQ(table.size(), kCaseStatuses.size());
  for (const auto& [status, commands] : table) {
    const auto input = status == CaseStatus::registered ? CaseInput::event : CaseInput::open;
    const auto refused = admit(status, input);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error()->kind, Error::Kind::refused);
    EXPECT_EQ(refused.error()->findings.front().possible, commands) << name(status);
  }
}

TEST(case_input, is_refused_in_words_that_name_the_command) {
  const auto refused = admit(CaseStatus::suspended, CaseInput::event);
  ASSERT_FALSE(refused);
  const Text& message = refused.error()->findings.front().message;
  EXPECT_EQ(message.da, "Sagen er sat i bero, så »do« er ikke muligt. Genoptag den først med »resume«");
  EXPECT_EQ(message.en, "The case is suspended, so \"do\" is not possible. Resume it first with \"resume\"");
}

TEST(case_input, finds_every_name_again) {
  for (const CaseInput input : kCaseInputs) EXPECT_EQ(from_name<CaseInput>(name(input)), input);
  EXPECT_FALSE(from_name<CaseInput>("strike"));
}

TEST(case_status, has_ended_when_no_work_can_ever_follow) {
  for (const CaseStatus status : kCaseStatuses) {
    EXPECT_EQ(has_ended(status), status == CaseStatus::completed || status == CaseStatus::withdrawn) << name(status);
  }
}

TEST(faulted_case, is_mended_and_then_resumed) {
  const auto mended = next(CaseStatus::faulted, CaseEvent::mend);
  ASSERT_EQ(mended, CaseStatus::suspended);
  EXPECT_FALSE(takes(*mended, CaseInput::fire));
  EXPECT_EQ(next(*mended, CaseEvent::resume), CaseStatus::running);
}

TEST(deadline_status, tells_whether_it_is_open_paused_or_overdue) {
  struct Line {
    DeadlineStatus status;
    bool open, paused, overdue;
  };
  const std::vector<Line> table{
      {DeadlineStatus::waiting, true, false, false},      {DeadlineStatus::warned, true, false, false},
      {DeadlineStatus::missed, true, false, true},        {DeadlineStatus::met, false, false, false},
      {DeadlineStatus::met_late, false, false, false},    {DeadlineStatus::lifted, false, false, false},
      {DeadlineStatus::cancelled, false, false, false},   {DeadlineStatus::waiting_paused, true, true, false},
      {DeadlineStatus::warned_paused, true, true, false}, {DeadlineStatus::missed_paused, true, true, true},
  };
  ASSERT_EQ(table.size(), kDeadlineStatuses.size());
  for (const Line& line : table) {
    EXPECT_EQ(is_open(line.status), line.open) << name(line.status);
    EXPECT_EQ(is_paused(line.status), line.paused) << name(line.status);
    EXPECT_EQ(is_overdue(line.status), line.overdue) << name(line.status);
  }
}

TEST(late_minutes, lift_an_overdue_mark_only_if_the_decision_was_in_time) {
  EXPECT_EQ(next(DeadlineStatus::missed, DeadlineEvent::meet_in_time), DeadlineStatus::lifted);
  EXPECT_EQ(next(DeadlineStatus::missed, DeadlineEvent::meet_late), DeadlineStatus::met_late);
}

TEST(notification, is_sent_again_by_hand_when_it_waits_for_another_attempt_or_was_given_up) {
  const std::vector<std::pair<DeliveryStatus, std::string>> table{
      {DeliveryStatus::queued, "queued"},       {DeliveryStatus::sending, "sending"},
      {DeliveryStatus::delivered, "delivered"}, {DeliveryStatus::retrying, "-> queued"},
      {DeliveryStatus::dead, "-> queued"},      {DeliveryStatus::superseded, "superseded"},
  };
  for (const auto& [status, expected] : table) {
    const auto answer = admit_retry(status);
    EXPECT_EQ(answer ? "-> " + std::string(name(*answer)) : code_of(answer.error()), expected);
  }
}

TEST(notification, is_attempted_when_queued_or_retrying) {
  for (const DeliveryStatus status : kDeliveryStatuses) {
    EXPECT_EQ(can_attempt(status), status == DeliveryStatus::queued || status == DeliveryStatus::retrying)
        << name(status);
  }
}

TEST(tables, are_driven_once_whichever_thread_asks_first) {
  std::vector<const CaseTable*> seen(4);
  std::vector<std::thread> threads;
  for (auto& slot : seen) threads.emplace_back([&slot] { slot = &case_table(); });
  for (auto& thread : threads) thread.join();
  for (const CaseTable* table : seen) EXPECT_EQ(table, seen.front());
}

}  // namespace
}  // namespace aftale::lifecycle
