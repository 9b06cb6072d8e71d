#include "tests/unit/cases/move_world.h"

/// Moves that are taken back.
namespace aftale::cases {
namespace {

using MoveBackTest = MoveTest;

INSTANTIATE_TEST_SUITE_P(Stores, MoveBackTest, ::testing::Values(in_memory, in_a_file),
                         [](const auto& made) { return made.index == 0 ? "Memory" : "File"; });

TEST_P(MoveBackTest, a_thousand_cases_come_back_as_they_were) {
  constexpr std::size_t kCases = 1'000;
  live(kCases);
  day(2, 1);
  std::vector<std::string> before;
  for (std::size_t n = 0; n < kCases; ++n) before.push_back(kept(n));
  const Result<Moved> there = move(true);
  ASSERT_TRUE(there);
  const auto can = static_cast<std::size_t>(std::count_if(there->cases.begin(), there->cases.end(),
                                                          [](const Moved::Verdict& verdict) { return verdict.can; }));
  EXPECT_NE(kept(0), before[0]);

  const std::size_t entries = journal().size();
  const Result<Moved> plan = undo(false);
  ASSERT_TRUE(plan) << render(plan.error()->findings.front(), Language::en);
  EXPECT_EQ(plan->cases.size(), can);
  EXPECT_EQ(journal().size(), entries);
  const Result<Moved> back = undo(true);
  ASSERT_TRUE(back) << render(back.error()->findings.front(), Language::en);
  EXPECT_EQ(journal().size(), entries + can);
  for (std::size_t n = 0; n < kCases; ++n) ASSERT_EQ(kept(n), before[n]) << n;
  expect_well();
  ASSERT_TRUE(undo(true));
  EXPECT_EQ(journal().size(), entries + can) << "the same request again takes nothing back twice";
  ASSERT_TRUE(service_->advance(zone_.instant_of(*time::CivilDate::from_ymd(2022, 6, 20), 0), 10'000));
  expect_well();
}

TEST_P(MoveBackTest, what_was_done_since_is_done_again_without_the_move_or_keeps_it) {
  live(2);
  day(2, 1);
  ASSERT_TRUE(move(true));
  day(2, 2);
  execute({command(0, intent_of("go")), command(1, intent_of("note"))});
  const Result<Moved> back = undo(true);
  ASSERT_TRUE(back);
  EXPECT_TRUE(verdict_of(*back, key(0)).can);
  EXPECT_EQ(workflow_of(0), "agreement@1");
  EXPECT_EQ((**kept_.store->load(key(0))).branches.size(), 4u) << "the branches of the hearing";
  EXPECT_TRUE(verdict_of(*back, key(1)).can);
  expect_well();
  const Result<Moved> none = undo(false, key(0), 2);
  ASSERT_TRUE(none);
  EXPECT_FALSE(none->cases[0].can);
  EXPECT_NE(none->cases[0].reasons[0].message.en.find("has not been moved"), std::string::npos);
}

TEST_P(MoveBackTest, a_move_that_a_later_entry_rests_on_is_not_taken_back) {
  live(1);
  day(2, 1);
  ASSERT_TRUE(move(true));
  execute({command(0, intent_of("settle"))});
  const std::string before = kept(0);
  const Result<Moved> back = undo(true, key(0));
  ASSERT_TRUE(back);
  EXPECT_FALSE(back->cases[0].can);
  EXPECT_STREQ(back->cases[0].reasons[0].code, "would-break");
  EXPECT_EQ(kept(0), before);
  expect_well();
}

}  // namespace
}  // namespace aftale::cases
