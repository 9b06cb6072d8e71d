#include "tests/store/contract.h"

namespace aftale::store_test {
namespace {

TEST_P(StoreContract, a_commit_behind_the_head_is_refused) {
  const Head empty = head();
  open(1, "a");
  expect_conflict(opening(empty, 2, "b"));
  EXPECT_FALSE(store_->find_case("b")->has_value());
  Commit ahead = after(head());
  ahead.expected_seq = 2;
  expect_conflict(ahead);
  Commit other = after(head());
  other.expected_head = sha256("another history");
  expect_conflict(other);
  open(2, "b");
}

TEST_P(StoreContract, a_refused_commit_leaves_nothing_and_the_next_one_goes_through) {
  open(1, "a");
  struct Row {
    const char* what;
    std::function<void(Commit&)> wrong;
  };
  const Row rows[] = {
      {"a number of a case that is taken", [](Commit& it) { it.new_cases = {case_row(1, "b")}; }},
      {"a key that is taken", [](Commit& it) { it.new_cases = {case_row(2, "a")}; }},
      {"a key twice",
       [](Commit& it) {
         it.new_cases = {case_row(2, "b"), case_row(3, "b")};
       }},
      {"a case without its definition",
       [](Commit& it) {
         it.new_cases = {case_row(2, "b")};
         it.new_cases[0].definition = sha256("unknown");
       }},
      {"a change of an unknown case", [](Commit& it) { it.cases = {case_row(9, "i")}; }},
      {"a gap in the journal", [this](Commit& it) { it.journal = {journal_row(3, 1, 2, head())}; }},
      {"an entry again", [this](Commit& it) { it.journal = {journal_row(1, 1, 2, head())}; }},
      {"a revision that is taken", [this](Commit& it) { it.journal = {journal_row(2, 1, 1, head())}; }},
      {"an entry of an unknown case", [this](Commit& it) { it.journal = {journal_row(2, 9, 1, head())}; }},
      {"a request again",
       [this](Commit& it) {
         it.journal = {journal_row(2, 1, 2, head())};
         it.journal[0].request = request(1);
       }},
      {"a request twice",
       [this](Commit& it) {
         it.journal = {journal_row(2, 1, 2, head()), journal_row(3, 1, 3, head())};
         it.journal[1].request = it.journal[0].request;
       }},
      {"a branch of an unknown case", [](Commit& it) { it.branches = {branch_row(9, 0)}; }},
      {"a work item of an unknown case", [](Commit& it) { it.work_items = {item_row(9, 0, 1)}; }},
      {"a document of an unknown case", [](Commit& it) { it.documents = {document_row(9, "d", "n", 1)}; }},
      {"a notification of an unknown case", [](Commit& it) { it.outbox = {outbox_row(9, "new")}; }},
      {"a delivery of an unknown notification",
       [](Commit& it) {
         it.deliveries = {outbox_row(1, "x")};
         it.deliveries[0].id = 99;
       }},
  };
  std::int64_t key = 0;
  for (const Row& row : rows) {
    SCOPED_TRACE(row.what);
    Commit bad = after(head());
    bad.content = {{sha256("left behind"), "bytes"}};
    bad.branches = {branch_row(1, 5)};
    bad.outbox = {outbox_row(1, "left behind")};
    row.wrong(bad);
    expect_conflict(bad);
    EXPECT_FALSE(store_->content(sha256("left behind"))->has_value());
    EXPECT_TRUE(store_->branches(CaseId{1})->empty());
    EXPECT_EQ(store_->outbox_of(CaseId{1})->size(), static_cast<std::size_t>(key));
    EXPECT_EQ(store_->cases()->size(), 1U);
    Commit good = after(head());
    good.outbox = {outbox_row(1, "good " + std::to_string(++key))};
    commit(good);
  }
}

TEST_P(StoreContract, entries_without_request_do_not_stand_in_each_others_way) {
  Commit all = opening(head(), 1, "a");
  all.journal.push_back(journal_row(2, 1, 2, head()));
  all.journal.push_back(journal_row(3, 1, 3, head()));
  all.journal[1].request = all.journal[2].request = std::nullopt;
  commit(all);
  EXPECT_FALSE(store_->find_request(request(2))->has_value());
  EXPECT_EQ(head().seq, 3);
}

}  // namespace
}  // namespace aftale::store_test
