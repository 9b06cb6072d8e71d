#include "engine/model/graph.h"

#include <gtest/gtest.h>

namespace aftale::model {
namespace {

/// top { a { a1, a2 } p(parallel) { r { r1 }, s { s1 } } h(history of top) }
Chart sample() {
  struct Row {
    const char* id;
    StateIx parent, end;
    State::Type type;
    std::vector<StateIx> initial;
  };
  using Type = State::Type;
  const Row rows[] = {{"top", kNone, 10, Type::compound, {1}}, {"a", 0, 4, Type::compound, {2}},
                      {"a1", 1, 3, Type::atomic, {}},          {"a2", 1, 4, Type::atomic, {}},
                      {"p", 0, 9, Type::parallel, {}},         {"r", 4, 7, Type::compound, {6}},
                      {"r1", 5, 7, Type::final, {}},           {"s", 4, 9, Type::compound, {8}},
                      {"s1", 7, 9, Type::atomic, {}},          {"h", 0, 10, Type::shallow_history, {3}}};
  Chart chart;
  for (const Row& row : rows) {
    State state;
    state.id = row.id;
    state.parent = row.parent;
    state.end = row.end;
    state.type = row.type;
    state.initial = row.initial;
    chart.states.push_back(std::move(state));
  }
  return chart;
}

std::string active(const Chart& chart, const Reach& reach) {
  std::string out;
  for (std::size_t i = 1; i < chart.states.size(); ++i) {
    if (reach.active[i]) out += chart.states[i].id + " ";
  }
  return out;
}

TEST(Graph, entering_follows_initial_regions_and_ancestors) {
  const Chart chart = sample();
  const std::pair<StateIx, const char*> rows[] = {
      {0, "a a1 "}, {3, "a a2 "}, {4, "p r r1 s s1 "}, {8, "p r r1 s s1 "}, {9, "a a2 h "}};
  for (const auto& [target, expected] : rows) {
    Reach reach(chart);
    enter(chart, target, reach);
    EXPECT_EQ(active(chart, reach), expected) << chart.path(target);
  }
}

TEST(Graph, a_state_entered_on_the_way_can_still_start_later) {
  const Chart chart = sample();
  Reach reach(chart);
  enter(chart, 3, reach);
  EXPECT_FALSE(reach.active[2]);
  enter(chart, 1, reach);
  EXPECT_TRUE(reach.active[2]);
}

TEST(Graph, common_ancestor_is_the_innermost) {
  const Chart chart = sample();
  EXPECT_EQ(common_ancestor(chart, 6, 8), 4);
  EXPECT_EQ(common_ancestor(chart, 2, 3), 1);
  EXPECT_EQ(common_ancestor(chart, 2, 8), 0);
  EXPECT_EQ(common_ancestor(chart, 4, 8), 4);
}

TEST(Graph, a_parallel_completes_only_with_all_its_regions) {
  Chart chart = sample();
  EXPECT_TRUE(can_complete(chart, 5));
  EXPECT_FALSE(can_complete(chart, 7));
  EXPECT_FALSE(can_complete(chart, 4));
  chart.states[8].type = State::Type::final;
  EXPECT_TRUE(can_complete(chart, 4));
}

TEST(Graph, children_are_in_document_order) {
  const Chart chart = sample();
  EXPECT_EQ(children_of(chart, 0), (std::vector<StateIx>{1, 4, 9}));
  EXPECT_EQ(children_of(chart, 4), (std::vector<StateIx>{5, 7}));
  EXPECT_TRUE(children_of(chart, 6).empty());
}

}  // namespace
}  // namespace aftale::model
