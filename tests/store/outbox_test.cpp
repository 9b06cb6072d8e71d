#include "tests/store/contract.h"

namespace aftale::store_test {
namespace {

TEST_P(StoreContract, a_notification_is_numbered_and_kept_once_in_its_case) {
  open(1, "a");
  open(2, "b");
  Commit first = after(head());
  first.outbox = {outbox_row(1, "reminder/1"), outbox_row(2, "reminder/2"), outbox_row(1, "reminder/1")};
  first.outbox[2].receiver = "another@example.dk";
  commit(first);
  Commit second = after(head());
  second.outbox = {outbox_row(2, "reminder/2"), outbox_row(1, "reminder/3"), outbox_row(2, "reminder/1")};
  commit(second);
  const std::vector<OutboxRow> rows = store_->outbox(false, kAll).value();
  const std::pair<std::int64_t, const char*> kept[] = {
      {1, "reminder/1"}, {2, "reminder/2"}, {1, "reminder/3"}, {2, "reminder/1"}};
  ASSERT_EQ(rows.size(), std::size(kept));
  for (std::size_t n = 0; n < rows.size(); ++n) {
    OutboxRow expected = outbox_row(kept[n].first, kept[n].second);
    expected.id = rows[n].id;
    EXPECT_TRUE(same(rows[n], expected)) << n;
    EXPECT_GT(rows[n].id, n == 0 ? 0 : rows[n - 1].id);
  }
  EXPECT_EQ(store_->outbox_of(CaseId{1})->size(), 2U);
  EXPECT_EQ(store_->outbox_of(CaseId{2})->size(), 2U);
  EXPECT_EQ(store_->outbox(false, 2)->size(), 2U);
}

TEST_P(StoreContract, a_delivery_changes_what_became_of_a_notification_and_nothing_else) {
  open(1, "a");
  Commit first = after(head());
  first.outbox = {outbox_row(1, "k"), outbox_row(1, "l")};
  commit(first);
  OutboxRow told = outbox_row(1, "ignored");
  told.id = store_->outbox_of(CaseId{1})->at(0).id;
  told.status = lifecycle::DeliveryStatus::delivered;
  told.attempts = 3;
  told.next_attempt_at.reset();
  told.delivered_at = at(70);
  told.superseded_by = records::SupersededBy::nothing;
  told.superseding = 0;
  told.last_error.clear();
  told.receiver = "ignored@example.dk";
  Commit second = after(head());
  second.deliveries = {told};
  commit(second);
  OutboxRow expected = outbox_row(1, "k");
  expected.id = told.id;
  expected.status = lifecycle::DeliveryStatus::delivered;
  expected.attempts = 3;
  expected.next_attempt_at.reset();
  expected.delivered_at = at(70);
  expected.superseded_by = records::SupersededBy::nothing;
  expected.superseding = 0;
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
    const auto rows = store_->outbox_due(at(now), limit, {});
    for (const OutboxRow& row : rows.value()) keys.push_back(row.key);
    return keys;
  };
  using Keys = std::vector<std::string>;
  EXPECT_EQ(found(9, kAll), Keys{});
  EXPECT_EQ(found(10, kAll), (Keys{"first", "second"}));
  EXPECT_EQ(found(30, kAll), (Keys{"first", "second", "third"}));
  EXPECT_EQ(found(30, 1), (Keys{"first"}));
}

TEST_P(StoreContract, due_notifications_pass_by_receivers_that_are_busy) {
  open(1, "a");
  Commit all = after(head());
  const std::pair<const char*, const char*> rows[] = {
      {"first", "slow@example.dk"}, {"second", "b\"c@example.dk"}, {"third", "quick@example.dk"}};
  for (const auto& [key, receiver] : rows) {
    all.outbox.push_back(outbox_row(1, key));
    all.outbox.back().receiver = receiver;
  }
  commit(all);
  const auto found = [this](const std::vector<std::string>& except) {
    std::string keys;
    const auto due = store_->outbox_due(at(9'000'000), 2, except);
    for (const OutboxRow& row : *due) keys += row.key + " ";
    return keys;
  };
  EXPECT_EQ(found({}), "first second ");
  EXPECT_EQ(found({"slow@example.dk"}), "second third ");
  EXPECT_EQ(found({"slow@example.dk", "b\"c@example.dk"}), "third ");
}

TEST_P(StoreContract, notifications_about_one_thing_are_found_by_receiver) {
  open(1, "a");
  open(2, "b");
  Commit all = after(head());
  struct Row {
    std::int64_t id;
    const char *key, *thing, *receiver;
  };
  const Row rows[] = {{1, "1", "x", "a@example.dk"}, {1, "2", "y", "a@example.dk"}, {1, "3", "x", "b@example.dk"},
                      {2, "4", "x", "a@example.dk"}, {1, "5", "", "a@example.dk"},  {1, "6", "x", "a@example.dk"}};
  for (const Row& row : rows) {
    all.outbox.push_back(outbox_row(row.id, row.key));
    all.outbox.back().thing = row.thing;
    all.outbox.back().receiver = row.receiver;
  }
  commit(all);
  const auto found = [this](std::int64_t id, const std::string& thing) {
    std::string keys;
    const auto about = store_->outbox_about(CaseId{id}, thing, "a@example.dk");
    for (const OutboxRow& row : *about) keys += row.key;
    return keys;
  };
  EXPECT_EQ(found(1, "x"), "16");
  EXPECT_EQ(found(2, "x"), "4");
  EXPECT_EQ(found(1, ""), "");
  const std::int64_t first = store_->outbox(false, 1)->at(0).id;
  EXPECT_EQ(store_->find_outbox(first)->value().key, "1");
  EXPECT_FALSE(store_->find_outbox(99)->has_value());
}

TEST_P(StoreContract, an_entry_may_be_of_the_file_itself) {
  open(1, "a");
  const Head before = head();
  Commit entry = after(before);
  entry.journal.push_back(journal_row(before.seq + 1, 0, 1, before));
  commit(entry);
  const auto rows = store_->journal(CaseId{}, before.seq, kAll);
  ASSERT_EQ(rows->size(), 1U);
  EXPECT_TRUE(same(rows->at(0), entry.journal[0]));
  EXPECT_EQ(store_->journal(CaseId{1}, 0, kAll)->size(), 1U);
  EXPECT_EQ(head().last_case, 1);
  EXPECT_EQ(store_->file_journal(kAll)->size(), 1U);
  const Head now = head();
  Commit next = after(now);
  next.journal.push_back(journal_row(now.seq + 1, 0, 2, now));
  commit(next);
  EXPECT_EQ(store_->file_journal(1)->at(0).revision, 2);
}

}  // namespace
}  // namespace aftale::store_test
