#include "tests/store/contract.h"

namespace aftale::store_test {
namespace {

TEST_P(StoreContract, of_a_case_only_what_changes_is_written_again) {
  open(1, "a");
  Commit change = after(head());
  CaseRow row = case_row(1, "another key");
  row.title = same_text("another title");
  row.status = lifecycle::CaseStatus::completed;
  row.fault.clear();
  row.closed_at = at(77);
  row.wake_at.reset();
  change.cases = {row};
  commit(change);
  CaseRow expected = case_row(1, "a");
  expected.status = lifecycle::CaseStatus::completed;
  expected.fault.clear();
  expected.closed_at = at(77);
  expected.wake_at.reset();
  EXPECT_TRUE(same(store_->find_case("a")->value(), expected));
}

TEST_P(StoreContract, a_row_written_again_takes_the_place_of_the_old_one) {
  Commit first = opening(head(), 1, "a");
  first.branches = {branch_row(1, 1), branch_row(1, 2)};
  first.work_items = {item_row(1, 1, 1), item_row(1, 1, 2)};
  first.documents = {document_row(1, "agreement", "udkast.pdf", 1)};
  first.documents[0].frozen.reset();
  commit(first);
  Commit second = after(head());
  BranchRow branch = branch_row(1, 1);
  branch.parent = branch.ordinal = branch.round = 9;
  branch.key = branch.outcome = branch.word = branch.state = "new";
  branch.title = branch.group = branch.step = same_text("new");
  branch.status = lifecycle::BranchStatus::cancelled;
  branch.kept = branch.overdue = false;
  branch.ended_on = branch.planned_on = branch.due_on = std::nullopt;
  WorkItemRow item;
  item.case_id = CaseId{1};
  item.branch = item.item = 1;
  item.status = lifecycle::ItemStatus::done;
  second.branches = {branch};
  second.work_items = {item};
  second.documents = {document_row(1, "agreement", "udkast.pdf", 1)};
  commit(second);
  const LoadedCase loaded = store_->load("a")->value();
  EXPECT_TRUE(same(loaded.branches.at(0), branch));
  EXPECT_TRUE(same(loaded.branches.at(1), branch_row(1, 2)));
  ASSERT_EQ(loaded.documents.size(), 1U);
  EXPECT_TRUE(same(loaded.documents[0], second.documents[0]));
  const std::vector<ItemWithCase> items = store_->work_items({CaseId{1}, false, std::nullopt}).value();
  ASSERT_EQ(items.size(), 2U);
  EXPECT_TRUE(same(items[0].item, item_row(1, 1, 2)));
  EXPECT_TRUE(same(items[1].item, item));
}

TEST_P(StoreContract, of_two_rows_in_one_commit_the_later_one_stays) {
  Commit all = opening(head(), 1, "a");
  all.branches = {branch_row(1, 1), branch_row(1, 1)};
  all.branches[1].outcome = "later";
  commit(all);
  EXPECT_EQ(store_->branches(CaseId{1})->at(0).outcome, "later");
}

TEST_P(StoreContract, documents_stay_in_the_order_they_were_attached) {
  Commit all = opening(head(), 1, "a");
  all.documents = {document_row(1, "appendices", "b.pdf", 1), document_row(1, "appendices", "a.pdf", 1),
                   document_row(1, "agreement", "udkast.pdf", 1)};
  commit(all);
  Commit more = after(head());
  more.documents = {document_row(1, "appendices", "b.pdf", 1), document_row(1, "agreement", "udkast.pdf", 2)};
  more.documents[0].frozen.reset();
  commit(more);
  std::vector<std::string> names;
  const auto answer = store_->documents(CaseId{1});
  for (const DocumentRow& row : answer.value()) {
    names.push_back(row.name + " " + std::to_string(row.version) + (row.frozen ? " frozen" : ""));
  }
  EXPECT_EQ(names,
            (std::vector<std::string>{"b.pdf 1", "a.pdf 1 frozen", "udkast.pdf 1 frozen", "udkast.pdf 2 frozen"}));
}

TEST_P(StoreContract, content_and_definitions_are_kept_as_they_came_first) {
  Commit first = after(head());
  const std::string bytes("\0PDF\xff", 5);
  first.content = {{sha256(bytes), bytes}, {sha256(""), ""}};
  first.definitions = {definition_row("b", 2), definition_row("b", 1), definition_row("a", 3)};
  commit(first);
  Commit second = after(head());
  second.content = {{sha256(bytes), bytes}};
  second.definitions = {definition_row("b", 1)};
  second.definitions[0].manifest = "another manifest";
  commit(second);
  EXPECT_EQ(store_->content(sha256(bytes))->value(), bytes);
  EXPECT_EQ(store_->content(sha256(""))->value(), "");
  EXPECT_FALSE(store_->content(sha256("y"))->has_value());
  const std::vector<DefinitionRow> rows = store_->definitions().value();
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_TRUE(same(rows[0], definition_row("a", 3)));
  EXPECT_TRUE(same(rows[1], definition_row("b", 1)));
  EXPECT_TRUE(same(rows[2], definition_row("b", 2)));
  EXPECT_TRUE(same(store_->find_definition(definition_row("b", 1).id)->value(), definition_row("b", 1)));
}

}  // namespace
}  // namespace aftale::store_test
