#include <algorithm>
#include <random>
#include <tuple>

#include "adapters/sqlite/sqlite_store.h"
#include "engine/testing/memory_store.h"
#include "tests/store/contract.h"

namespace aftale::store_test {
namespace {

TEST_P(StoreContract, an_open_item_is_read_wherever_it_lies) {
  open(1, "a");
  WorkItemRow plain;  // says no more than an open item mostly does
  plain.case_id = CaseId{1};
  plain.branch = 1;
  plain.item = 1;
  plain.step = "approval/1/treats";
  plain.title = {"Behandler", "Treats"};
  plain.owner = {"Udvalget", "The committee"};
  plain.due_on = day(20);
  const auto of_case = [this](bool open_only) {
    std::vector<WorkItemRow> rows;
    const std::vector<ItemWithCase> all = store_->work_items({CaseId{1}, open_only, std::nullopt}).value();
    for (const ItemWithCase& found : all) rows.push_back(found.item);
    std::sort(rows.begin(), rows.end(), [](const auto& left, const auto& right) {
      return std::tie(left.branch, left.item) < std::tie(right.branch, right.item);
    });
    return rows;
  };
  const auto expect = [&](const std::vector<WorkItemRow>& wanted) {
    EXPECT_TRUE(records::same_all(of_case(false), wanted));
    std::vector<WorkItemRow> open = wanted;
    std::erase_if(open, [](const WorkItemRow& row) { return row.status != lifecycle::ItemStatus::open; });
    EXPECT_TRUE(records::same_all(of_case(true), open));
  };
  const auto write = [&](const std::vector<WorkItemRow>& items, bool with_branch) {
    Commit commit = after(head());
    if (with_branch) commit.branches = {branch_row(1, 1)};
    commit.work_items = items;
    this->commit(commit);
  };
  WorkItemRow second = plain;
  second.item = 2;
  WorkItemRow postponed = plain;
  postponed.word = "udsat";
  postponed.postponed = 1;
  WorkItemRow done = plain;
  done.status = lifecycle::ItemStatus::done;
  done.outcome = "approved";
  write({plain}, false);  // before its branch is there
  expect({plain});
  write({plain}, true);
  expect({plain});
  write({second}, true);  // beside it
  expect({plain, second});
  write({postponed}, false);
  expect({postponed, second});
  write({plain}, false);
  expect({plain, second});
  write({done}, true);
  expect({done, second});
  second.planned_on = day(30);
  write({second}, true);
  expect({done, second});
  write({}, true);  // the branch alone
  expect({done, second});
  second.status = lifecycle::ItemStatus::cancelled;
  write({second}, true);
  expect({done, second});
  EXPECT_EQ(store_->branches(CaseId{1})->at(0).title, branch_row(1, 1).title);
}

// Whatever is written in whatever order, a file holds what a map by key would.
TEST(Items, are_as_if_each_had_a_row_of_its_own) {
  for (std::uint32_t seed = 1; seed <= 60; ++seed) {
    std::mt19937 random(seed);
    const auto below = [&](std::uint32_t limit) { return static_cast<std::int64_t>(random() % limit); };
    Folder folder;
    testing::MemoryStore memory;
    std::unique_ptr<records::Store> file = sqlite::open_store(folder.file("a.db"), {}).value();
    records::Store* const stores[] = {&memory, file.get()};
    for (records::Store* store : stores) {
      ASSERT_TRUE(store->commit(opening(store->head().value(), 1, "a")));
    }
    for (int step = 0; step < 25; ++step) {
      records::Commit change;
      for (std::int64_t n = below(4); n > 0; --n) change.branches.push_back(branch_row(1, below(3)));
      for (std::int64_t n = below(5); n > 0; --n) {
        records::WorkItemRow row = item_row(1, below(3), 1 + below(3));
        if (below(3) != 0) {
          row = {};
          row.case_id = CaseId{1};
          row.branch = below(3);
          row.item = 1 + below(3);
          row.step = "step";
        }
        row.status = static_cast<lifecycle::ItemStatus>(below(3));
        if (below(2) == 0) row.due_on = day(below(5));
        change.work_items.push_back(row);
      }
      if (below(12) == 0) change.rebuilt = {case_row(1, "a")};
      std::vector<records::ItemWithCase> found[2];
      std::vector<records::BranchRow> branches[2];
      for (int n = 0; n < 2; ++n) {
        const records::Head head = stores[n]->head().value();
        change.expected_seq = head.seq;
        change.expected_head = head.hash;
        ASSERT_TRUE(stores[n]->commit(change)) << seed;
        found[n] = stores[n]->work_items({CaseId{1}, step % 2 == 0, std::nullopt}).value();
        branches[n] = stores[n]->branches(CaseId{1}).value();
      }
      ASSERT_EQ(found[0].size(), found[1].size()) << "seed " << seed << " step " << step;
      for (std::size_t n = 0; n < found[0].size(); ++n) {
        ASSERT_TRUE(records::same(found[0][n].item, found[1][n].item)) << "seed " << seed << " step " << step;
      }
      ASSERT_TRUE(records::same_all(branches[0], branches[1])) << "seed " << seed << " step " << step;
    }
  }
}

}  // namespace
}  // namespace aftale::store_test
