#include "tests/store/contract.h"

namespace aftale::store_test {
namespace {

TEST_P(StoreContract, an_empty_store_knows_nothing) {
  EXPECT_EQ(head().seq, 0);
  EXPECT_EQ(head().hash, Digest{});
  EXPECT_EQ(head().last_case, 0);
  EXPECT_FALSE(head().greatest_request.has_value());
  EXPECT_TRUE(store_->cases()->empty());
  EXPECT_FALSE(store_->load("x")->has_value());
  EXPECT_FALSE(store_->find_case("x")->has_value());
  EXPECT_FALSE(store_->find_request(request(1))->has_value());
  EXPECT_FALSE(store_->next_wake()->has_value());
  EXPECT_FALSE(store_->content(sha256("x"))->has_value());
  EXPECT_FALSE(store_->find_definition(sha256("x"))->has_value());
  EXPECT_TRUE(store_->definitions()->empty());
  EXPECT_TRUE(store_->branches(CaseId{1})->empty());
  EXPECT_TRUE(store_->documents(CaseId{1})->empty());
  EXPECT_TRUE(store_->outbox_of(CaseId{1})->empty());
  EXPECT_TRUE(store_->outbox(false, kAll)->empty());
  EXPECT_TRUE(store_->outbox_due(at(1), kAll, {})->empty());
  EXPECT_TRUE(store_->outbox_about(CaseId{1}, "a", "b")->empty());
  EXPECT_FALSE(store_->find_outbox(1)->has_value());
  EXPECT_FALSE(store_->next_delivery(at(0))->has_value());
  EXPECT_TRUE(store_->due_cases(at(1), kAll)->empty());
  EXPECT_TRUE(store_->journal(CaseId{}, 0, kAll)->empty());
  EXPECT_TRUE(store_->work_items({})->empty());
  EXPECT_EQ(*store_->count_due(at(1), 9), 0);
  EXPECT_TRUE(store_->check_integrity()->empty());
}

TEST_P(StoreContract, a_case_is_loaded_as_it_was_written) {
  Commit all = opening(head(), 7, "nordjylland-2023-24");
  all.journal.push_back(journal_row(2, 7, 2, {1, all.journal[0].hash, 7}));
  all.journal.back().effective.reset();
  all.journal.back().request.reset();
  all.branches = {branch_row(7, 1), branch_row(7, 0)};
  all.work_items = {item_row(7, 1, 1)};
  all.documents = {document_row(7, "agreement", "udkast.pdf", 1)};
  commit(all);

  const LoadedCase loaded = store_->load("nordjylland-2023-24")->value();
  EXPECT_TRUE(same(loaded.row, all.new_cases[0]));
  EXPECT_EQ(loaded.revision, 2);
  EXPECT_EQ(loaded.last_at, all.journal[1].at);
  ASSERT_EQ(loaded.branches.size(), 2U);
  EXPECT_TRUE(same(loaded.branches[0], all.branches[1]));
  EXPECT_TRUE(same(loaded.branches[1], all.branches[0]));
  ASSERT_EQ(loaded.documents.size(), 1U);
  EXPECT_TRUE(same(loaded.documents[0], all.documents[0]));

  const std::vector<JournalRow> journal = store_->journal(CaseId{7}, 0, kAll).value();
  ASSERT_EQ(journal.size(), 2U);
  EXPECT_TRUE(same(journal[0], all.journal[0]));
  EXPECT_TRUE(same(journal[1], all.journal[1]));
  EXPECT_TRUE(same(store_->find_request(request(1))->value(), all.journal[0]));

  const std::vector<ItemWithCase> items = store_->work_items({}).value();
  ASSERT_EQ(items.size(), 1U);
  EXPECT_TRUE(same(items[0].item, all.work_items[0]));
  EXPECT_EQ(items[0].case_key, "nordjylland-2023-24");
  EXPECT_EQ(items[0].case_title, (Text{"Sag på dansk", "Case in English"}));
  EXPECT_EQ(head().seq, 2);
  EXPECT_EQ(head().hash, all.journal[1].hash);
  EXPECT_EQ(head().last_case, 7);
  EXPECT_EQ(head().greatest_request, request(1));
  EXPECT_TRUE(store_->check_integrity()->empty());
}

TEST_P(StoreContract, what_is_unknown_stays_unknown) {
  Commit all = opening(head(), 1, "a");
  all.new_cases[0].closed_at.reset();
  all.new_cases[0].wake_at.reset();
  all.new_cases[0].fault.clear();
  BranchRow branch = branch_row(1, 0);
  branch.ended_on.reset();
  branch.planned_on.reset();
  branch.due_on.reset();
  branch.state.clear();
  WorkItemRow item = item_row(1, 0, 1);
  item.opened_on = item.due_on = item.planned_on = item.decided_on = std::nullopt;
  item.votes_for = item.votes_against = item.votes_abstained = item.present = item.recused = std::nullopt;
  DocumentRow document = document_row(1, "agreement", "udkast.pdf", 1);
  document.frozen.reset();
  OutboxRow message = outbox_row(1, "k");
  message.next_attempt_at.reset();
  all.branches = {branch};
  all.work_items = {item};
  all.documents = {document};
  all.outbox = {message};
  commit(all);
  const LoadedCase loaded = store_->load("a")->value();
  EXPECT_TRUE(same(loaded.row, all.new_cases[0]));
  EXPECT_TRUE(same(loaded.branches.at(0), branch));
  EXPECT_TRUE(same(loaded.documents.at(0), document));
  EXPECT_TRUE(same(store_->work_items({})->at(0).item, item));
  EXPECT_EQ(store_->outbox(true, kAll)->at(0).next_attempt_at, std::nullopt);
}

TEST_P(StoreContract, a_case_without_entries_has_revision_zero) {
  Commit all = opening(head(), 1, "a");
  all.journal.clear();
  commit(all);
  EXPECT_EQ(store_->load("a")->value().revision, 0);
  EXPECT_EQ(head().seq, 0);
}

TEST_P(StoreContract, questions_give_branches_without_their_state) {
  Commit all = opening(head(), 1, "a");
  all.branches = {branch_row(1, 0)};
  commit(all);
  BranchRow expected = branch_row(1, 0);
  expected.state.clear();
  EXPECT_TRUE(same(store_->branches(CaseId{1})->at(0), expected));
}

TEST_P(StoreContract, cases_come_in_the_order_of_their_numbers) {
  open(3, "c");
  open(5, "a");
  open(9, "b");
  std::vector<std::string> keys;
  const auto answer = store_->cases();
  for (const CaseRow& row : answer.value()) keys.push_back(row.key);
  EXPECT_EQ(keys, (std::vector<std::string>{"c", "a", "b"}));
  EXPECT_EQ(store_->find_case("a")->value().id, CaseId{5});
  EXPECT_FALSE(store_->find_case("A")->has_value());
  EXPECT_EQ(head().last_case, 9);
}

TEST_P(StoreContract, the_journal_is_read_onwards_from_an_entry) {
  open(1, "a");
  open(2, "b");
  Commit more = after(head());
  more.journal = {journal_row(3, 1, 2, head()), journal_row(4, 2, 2, head()), journal_row(5, 1, 3, head())};
  commit(more);
  struct Row {
    std::int64_t id, after;
    std::size_t limit;
    std::vector<std::int64_t> expected;
  };
  const Row rows[] = {{0, 0, kAll, {1, 2, 3, 4, 5}},
                      {0, 2, 2, {3, 4}},
                      {1, 0, kAll, {1, 3, 5}},
                      {1, 1, kAll, {3, 5}},
                      {1, 1, 1, {3}},
                      {2, 4, kAll, {}},
                      {3, 0, kAll, {}},
                      {0, 5, kAll, {}},
                      {0, 0, 0, {}}};
  for (const Row& row : rows) {
    std::vector<std::int64_t> found;
    const auto answer = store_->journal(CaseId{row.id}, row.after, row.limit);
    for (const JournalRow& entry : answer.value()) found.push_back(entry.seq);
    EXPECT_EQ(found, row.expected) << row.id << " after " << row.after << " limit " << row.limit;
  }
}

}  // namespace
}  // namespace aftale::store_test
