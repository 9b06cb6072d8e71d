#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "engine/lifecycle/case_life.h"
#include "engine/lifecycle/deadline_life.h"
#include "engine/lifecycle/delivery_life.h"

namespace aftale::lifecycle {
namespace {

TEST(case_status, has_ended_when_no_work_can_ever_follow) {
  for (const CaseStatus status : kCaseStatuses) {
    EXPECT_EQ(has_ended(status), status == CaseStatus::completed || status == CaseStatus::withdrawn) << name(status);
  }
}

TEST(faulted_case, is_mended_and_then_resumed) {
  const auto mended = next(CaseStatus::faulted, CaseEvent::mend);
  ASSERT_EQ(mended, CaseStatus::suspended);
  EXPECT_FALSE(next(*mended, CaseEvent::work));
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
