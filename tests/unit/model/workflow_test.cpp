#include "engine/model/workflow.h"

#include <gtest/gtest.h>

namespace aftale::model {
namespace {

TEST(DeclaredType, is_shown_as_it_is_written) {
  DeclaredType text;
  DeclaredType list;
  list.name = DeclaredType::Name::list;
  list.element.push_back(text);
  DeclaredType record;
  record.name = DeclaredType::Name::record;
  record.members = {{"unit", text}, {"services", list}};
  EXPECT_EQ(text.text(), "string");
  EXPECT_EQ(list.text(), "list<string>");
  EXPECT_EQ(record.text(), "{unit: string, services: list<string>}");
}

TEST(SlotMeaning, comes_back_from_its_slot) {
  const SlotMeaning meanings[] = {{SlotMeaning::Kind::variable, 2, 515},
                                  {SlotMeaning::Kind::counter, 0, kCounterOutcomes},
                                  {SlotMeaning::Kind::documents, 0, 0}};
  for (const SlotMeaning& meaning : meanings) {
    const SlotMeaning back = SlotMeaning::of(meaning.slot());
    EXPECT_EQ(back.kind, meaning.kind);
    EXPECT_EQ(back.depth, meaning.depth);
    EXPECT_EQ(back.index, meaning.index);
  }
}

Chart nested() {
  Chart chart;
  chart.states.resize(4);
  const char* const ids[] = {"top", "approval", "chain", "end"};
  const StateIx parents[] = {kNone, 0, 1, 0};
  const StateIx ends[] = {4, 3, 3, 4};
  for (StateIx i = 0; i < 4; ++i) {
    chart.states[i].id = ids[i];
    chart.states[i].parent = parents[i];
    chart.states[i].end = ends[i];
  }
  chart.events.push_back({"approved", {}});
  return chart;
}

TEST(Chart, path_leaves_out_the_chart_itself) {
  EXPECT_EQ(nested().path(0), "");
  EXPECT_EQ(nested().path(2), "approval/chain");
  EXPECT_EQ(nested().path(3), "end");
}

TEST(Chart, an_event_that_no_state_takes_is_none) {
  EXPECT_EQ(nested().event("approved"), 0);
  EXPECT_EQ(nested().event("rejected"), kNone);
}

}  // namespace
}  // namespace aftale::model
