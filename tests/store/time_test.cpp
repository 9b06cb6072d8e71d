#include "tests/store/contract.h"

namespace aftale::store_test {
namespace {

TEST_P(StoreContract, due_cases_come_by_time_and_then_by_number) {
  const std::pair<const char*, std::optional<std::int64_t>> wakes[] = {
      {"late", 30}, {"first", 10}, {"second", 10}, {"never", std::nullopt}, {"third", 20}};
  std::int64_t id = 0;
  for (const auto& [key, wake] : wakes) {
    Commit all = opening(head(), ++id, key);
    all.new_cases[0].wake_at = wake ? std::optional(at(*wake)) : std::nullopt;
    commit(all);
  }
  using Keys = std::vector<std::string>;
  EXPECT_EQ(store_->due_cases(at(9), kAll).value(), Keys{});
  EXPECT_EQ(store_->due_cases(at(10), kAll).value(), (Keys{"first", "second"}));
  EXPECT_EQ(store_->due_cases(at(29), kAll).value(), (Keys{"first", "second", "third"}));
  EXPECT_EQ(store_->due_cases(at(99), 3).value(), (Keys{"first", "second", "third"}));
  EXPECT_EQ(store_->due_cases(at(99), kAll).value(), (Keys{"first", "second", "third", "late"}));
  EXPECT_EQ(*store_->count_due(at(9), 9), 0);
  EXPECT_EQ(*store_->count_due(at(20), 9), 3);
  EXPECT_EQ(*store_->count_due(at(20), 2), 2);
  EXPECT_EQ(store_->next_wake()->value(), at(10));
}

TEST_P(StoreContract, the_next_delivery_is_the_first_after_a_time) {
  Commit all = opening(head(), 1, "a");
  all.new_cases[0].wake_at.reset();
  all.outbox = {outbox_row(1, "k"), outbox_row(1, "l")};
  all.outbox[0].next_attempt_at = at(50);
  all.outbox[1].next_attempt_at = at(40);
  commit(all);
  EXPECT_FALSE(store_->next_wake()->has_value());
  EXPECT_EQ(store_->next_delivery(at(0))->value(), at(40));
  EXPECT_EQ(store_->next_delivery(at(40))->value(), at(50));
  EXPECT_FALSE(store_->next_delivery(at(50))->has_value());
}

TEST_P(StoreContract, work_items_are_filtered_and_come_by_date) {
  open(1, "a");
  open(2, "b");
  Commit all = after(head());
  struct Row {
    std::int64_t id, branch, item, status;
    std::optional<std::int64_t> due;
  };
  const Row rows[] = {{1, 0, 1, 0, std::nullopt}, {1, 2, 1, 0, 20}, {1, 1, 2, 0, 20}, {1, 1, 1, 1, 5},
                      {2, 0, 1, 0, 10},           {2, 0, 2, 2, 10}, {2, 1, 1, 0, 30}};
  for (const Row& row : rows) {
    WorkItemRow item = item_row(row.id, row.branch, row.item);
    item.status = static_cast<lifecycle::ItemStatus>(row.status);
    item.due_on = row.due ? std::optional(day(*row.due)) : std::nullopt;
    all.work_items.push_back(item);
  }
  commit(all);
  const auto found = [this](std::optional<std::int64_t> id, bool open_only, std::optional<std::int64_t> due_to) {
    ItemFilter filter;
    if (id) filter.case_id = CaseId{*id};
    filter.open_only = open_only;
    if (due_to) filter.due_to = day(*due_to);
    std::string text;
    const auto items = store_->work_items(filter);
    for (const ItemWithCase& row : items.value()) {
      text += row.case_key + std::to_string(row.item.branch) + std::to_string(row.item.item) + " ";
    }
    return text;
  };
  EXPECT_EQ(found({}, true, {}), "b01 a12 a21 b11 a01 ");
  EXPECT_EQ(found({}, true, 20), "b01 a12 a21 ");
  EXPECT_EQ(found({}, true, 19), "b01 ");
  EXPECT_EQ(found({}, false, {}), "a11 b01 b02 a12 a21 b11 a01 ");
  EXPECT_EQ(found({}, false, 10), "a11 b01 b02 ");
  EXPECT_EQ(found(1, true, {}), "a12 a21 a01 ");
  EXPECT_EQ(found(1, false, {}), "a11 a12 a21 a01 ");
  EXPECT_EQ(found(1, true, 20), "a12 a21 ");
  EXPECT_EQ(found(2, false, 10), "b01 b02 ");
  EXPECT_EQ(found(3, false, {}), "");
}

}  // namespace
}  // namespace aftale::store_test
