#include <gtest/gtest.h>

#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/unit/lifecycle/charts.h"

namespace aftale::lifecycle {
namespace {

std::vector<std::vector<std::string>> words_of(std::string_view matrix) {
  std::vector<std::vector<std::string>> rows;
  std::istringstream lines{std::string(matrix)};
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::vector<std::string> row;
    for (std::string word; words >> word;) row.push_back(word);
    if (!row.empty()) rows.push_back(std::move(row));
  }
  return rows;
}

template <class Of>
class EveryChart : public testing::Test {};
using Charts = testing::Types<CaseOf, DeadlineOf, DeliveryOf>;
TYPED_TEST_SUITE(EveryChart, Charts);

TYPED_TEST(EveryChart, answers_every_pair_as_the_matrix_says) {
  using Status = typename TypeParam::Status;
  using Event = typename TypeParam::Event;
  const auto rows = words_of(TypeParam::kMatrix);
  ASSERT_EQ(rows.size(), TypeParam::kStatuses.size() + 1);
  const auto& head = rows.front();
  ASSERT_EQ(std::set<std::string>(head.begin(), head.end()).size(), TypeParam::kEvents.size());
  std::set<Status> seen;
  for (std::size_t r = 1; r < rows.size(); ++r) {
    const auto& row = rows[r];
    ASSERT_EQ(row.size(), head.size() + 1) << row.front();
    const auto from = from_name<Status>(row.front());
    ASSERT_TRUE(from) << row.front();
    seen.insert(*from);
    for (std::size_t column = 0; column < head.size(); ++column) {
      const auto event = from_name<Event>(head[column]);
      ASSERT_TRUE(event) << head[column];
      const auto to = next(*from, *event);
      const std::string& wanted = row[column + 1] == "=" ? row.front() : row[column + 1];
      EXPECT_EQ(to ? name(*to) : ".", wanted) << row.front() << " on " << head[column];
    }
  }
  EXPECT_EQ(seen.size(), TypeParam::kStatuses.size());
}

TYPED_TEST(EveryChart, is_restored_to_the_stored_status_and_enters_no_other) {
  for (const auto status : TypeParam::kStatuses) {
    const auto& restored = TypeParam::table().restored[static_cast<std::size_t>(status)];
    EXPECT_EQ(restored.status, status) << name(status);
    EXPECT_EQ(restored.entered, 1) << name(status);
  }
}

TYPED_TEST(EveryChart, allows_exactly_the_events_it_takes) {
  for (const auto status : TypeParam::kStatuses) {
    const auto events = allowed(status);
    const std::set<typename TypeParam::Event> unique(events.begin(), events.end());
    EXPECT_EQ(unique.size(), events.size());
    for (const auto event : TypeParam::kEvents) {
      EXPECT_EQ(unique.contains(event), next(status, event).has_value()) << name(status) << " on " << name(event);
    }
  }
}

TYPED_TEST(EveryChart, finds_every_name_again_and_no_other) {
  using Status = typename TypeParam::Status;
  using Event = typename TypeParam::Event;
  for (const auto status : TypeParam::kStatuses) EXPECT_EQ(from_name<Status>(name(status)), status);
  for (const auto event : TypeParam::kEvents) EXPECT_EQ(from_name<Event>(name(event)), event);
  for (const char* word : {"", "Running", "running ", "sent", "missed-paused", "Queued"}) {
    EXPECT_FALSE(from_name<Status>(word)) << word;
    EXPECT_FALSE(from_name<Event>(word)) << word;
  }
}

TYPED_TEST(EveryChart, has_a_title_of_its_own_for_every_status_in_both_languages) {
  std::set<std::string> danish, english;
  for (const auto status : TypeParam::kStatuses) {
    const Text text = title(status);
    EXPECT_FALSE(text.da.empty() || text.en.empty()) << name(status);
    danish.insert(text.da);
    english.insert(text.en);
  }
  EXPECT_EQ(danish.size(), TypeParam::kStatuses.size());
  EXPECT_EQ(english.size(), TypeParam::kStatuses.size());
}

TYPED_TEST(EveryChart, reaches_every_status_from_the_first) {
  using Status = typename TypeParam::Status;
  std::vector<Status> todo{TypeParam::kStatuses.front()};
  std::set<Status> reached(todo.begin(), todo.end());
  while (!todo.empty()) {
    const Status from = todo.back();
    todo.pop_back();
    for (const auto event : allowed(from)) {
      const Status to = *next(from, event);
      if (reached.insert(to).second) todo.push_back(to);
    }
  }
  EXPECT_EQ(reached.size(), TypeParam::kStatuses.size());
}

}  // namespace
}  // namespace aftale::lifecycle
