#include "tests/store/contract.h"

namespace aftale::store_test {
namespace {

TEST_P(StoreContract, a_notification_is_numbered_and_kept_once) {
  open(1, "a");
  open(2, "b");
  Commit first = after(head());
  first.outbox = {outbox_row(1, "reminder/1"), outbox_row(2, "reminder/2"), outbox_row(1, "reminder/1")};
  first.outbox[2].receiver = "another@example.dk";
  commit(first);
  Commit second = after(head());
  second.outbox = {outbox_row(1, "reminder/2"), outbox_row(1, "reminder/3")};
  commit(second);
  const std::vector<OutboxRow> rows = store_->outbox(false, kAll).value();
  ASSERT_EQ(rows.size(), 3U);
  for (std::size_t n = 0; n < rows.size(); ++n) {
    OutboxRow expected = outbox_row(n == 1 ? 2 : 1, "reminder/" + std::to_string(n + 1));
    expected.id = rows[n].id;
    EXPECT_TRUE(same(rows[n], expected)) << n;
    EXPECT_GT(rows[n].id, n == 0 ? 0 : rows[n - 1].id);
  }
  EXPECT_EQ(store_->outbox_of(CaseId{1})->size(), 2U);
  EXPECT_EQ(store_->outbox_of(CaseId{2})->size(), 1U);
  EXPECT_EQ(store_->outbox(false, 2)->size(), 2U);
}

TEST_P(StoreContract, a_delivery_changes_what_became_of_a_notification_and_nothing_else) {
  open(1, "a");
  Commit first = after(head());
  first.outbox = {outbox_row(1, "k"), outbox_row(1, "l")};
  commit(first);
  OutboxRow told = outbox_row(1, "ignored");
  told.id = store_->outbox_of(CaseId{1})->at(0).id;
  told.status = 2;
  told.attempts = 3;
  told.next_attempt_at.reset();
  told.delivered_at = at(70);
  told.last_error.clear();
  told.receiver = "ignored@example.dk";
  Commit second = after(head());
  second.deliveries = {told};
  commit(second);
  OutboxRow expected = outbox_row(1, "k");
  expected.id = told.id;
  expected.status = 2;
  expected.attempts = 3;
  expected.next_attempt_at.reset();
  expected.delivered_at = at(70);
  expected.last_error.clear();
  EXPECT_TRUE(same(store_->outbox_of(CaseId{1})->at(0), expected));
  const std::vector<OutboxRow> waiting = store_->outbox(true, kAll).value();
  ASSERT_EQ(waiting.size(), 1U);
  EXPECT_EQ(waiting[0].key, "l");
  EXPECT_EQ(store_->outbox(false, kAll)->size(), 2U);
}

TEST_P(StoreContract, due_notifications_come_oldest_first) {
  open(1, "a");
  Commit all = after(head());
  const std::pair<const char*, std::optional<std::int64_t>> times[] = {
      {"third", 30}, {"first", 10}, {"second", 10}, {"never", std::nullopt}};
  for (const auto& [key, time] : times) {
    all.outbox.push_back(outbox_row(1, key));
    all.outbox.back().next_attempt_at = time ? std::optional(at(*time)) : std::nullopt;
  }
  commit(all);
  const auto found = [this](std::int64_t now, std::size_t limit) {
    std::vector<std::string> keys;
    const auto rows = store_->outbox_due(at(now), limit);
    for (const OutboxRow& row : rows.value()) keys.push_back(row.key);
    return keys;
  };
  using Keys = std::vector<std::string>;
  EXPECT_EQ(found(9, kAll), Keys{});
  EXPECT_EQ(found(10, kAll), (Keys{"first", "second"}));
  EXPECT_EQ(found(30, kAll), (Keys{"first", "second", "third"}));
  EXPECT_EQ(found(30, 1), (Keys{"first"}));
}

}  // namespace
}  // namespace aftale::store_test
