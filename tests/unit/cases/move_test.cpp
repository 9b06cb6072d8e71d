#include "tests/unit/cases/move_world.h"

/// Many running cases to a new version of their workflow.
namespace aftale::cases {
namespace {

INSTANTIATE_TEST_SUITE_P(Stores, MoveTest, ::testing::Values(in_memory, in_a_file),
                         [](const auto& made) { return made.index == 0 ? "Memory" : "File"; });

void expect_verdicts(const Moved& moved, std::size_t count) {
  for (std::size_t n = 0; n < count; ++n) {
    const Course& course = kCourses[n % kCourses.size()];
    if (n % kCourses.size() == kEnded) continue;
    const Moved::Verdict& verdict = verdict_of(moved, "case-" + std::to_string(n));
    SCOPED_TRACE(verdict.key);
    ASSERT_EQ(verdict.can, *course.reason == '\0');
    if (verdict.can) continue;
    const Diagnostic& reason = verdict.reasons.at(0);
    EXPECT_STREQ(reason.code, "cannot-move");
    EXPECT_NE(reason.message.en.find(course.reason), std::string::npos) << reason.message.en;
    EXPECT_EQ(reason.where->file + ":" + std::to_string(reason.where->line), course.at);
  }
}

TEST_P(MoveTest, a_thousand_cases_are_planned_and_those_that_can_are_moved) {
  constexpr std::size_t kCases = 1'000;
  live(kCases);
  day(2, 1);
  const std::size_t before = journal().size();
  const Result<Moved> plan = move(false);
  ASSERT_TRUE(plan) << render(plan.error()->findings.front(), Language::en);
  EXPECT_EQ(plan->cases.size(), kCases - kCases / kCourses.size());
  expect_verdicts(*plan, kCases);
  EXPECT_EQ(journal().size(), before) << "a plan writes nothing";
  EXPECT_EQ(kept_.store->definitions()->size(), 1u) << "nor keeps the bundle";

  const Result<Moved> done = move(true);
  ASSERT_TRUE(done) << render(done.error()->findings.front(), Language::en);
  expect_verdicts(*done, kCases);
  const auto can = static_cast<std::size_t>(
      std::count_if(done->cases.begin(), done->cases.end(), [](const Moved::Verdict& verdict) { return verdict.can; }));
  EXPECT_EQ(journal().size(), before + can);
  for (std::size_t n = 0; n < kCases; ++n) {
    const std::size_t course = n % kCourses.size();
    const bool moves = course != kEnded && *kCourses[course].reason == '\0';
    ASSERT_EQ(workflow_of(n), moves ? "agreement@2" : "agreement@1") << n;
  }
  expect_well();

  std::vector<Command> later;
  for (std::size_t n = 0; n < kCases; ++n) {
    const std::size_t course = n % kCourses.size();
    if (course <= 1) later.push_back(command(n, intent_of("note")));
    if (course == 4) later.push_back(command(n, intent_of("reply hearing/0860")));
    if (course == 5) later.push_back(command(n, intent_of("go")));
    if (course == 9) later.push_back(command(n, machine::Resume{"videre"}));
  }
  execute(later);
  ASSERT_TRUE(service_->advance(zone_.instant_of(*time::CivilDate::from_ymd(2022, 6, 20), 0), 10'000));
  expect_well();
}

TEST_P(MoveTest, a_deadline_moves_and_the_plan_says_so) {
  live(1);
  day(2, 1);
  const Result<Moved> plan = move(false, key(0));
  ASSERT_TRUE(plan);
  ASSERT_EQ(plan->cases.size(), 1u);
  ASSERT_EQ(plan->cases[0].changes.size(), 1u);
  const machine::MoveChange& change = plan->cases[0].changes[0];
  EXPECT_EQ(change.kind, machine::MoveChange::Kind::deadline);
  EXPECT_EQ(change.before.da, "2022-06-01");
  EXPECT_EQ(change.after.da, "2022-06-08");
  EXPECT_EQ(plan->to, "agreement@2");
  EXPECT_EQ(plan->cases[0].from, "agreement@1");
  ASSERT_TRUE(move(true, key(0)));
  const Result<Answer> shown = service_->ask(Show{key(0), {}});
  ASSERT_TRUE(shown);
  const auto& show = std::get<ShowAnswer>(shown->body);
  EXPECT_EQ(show.due.at(0).due->iso(), "2022-06-08");
  EXPECT_TRUE(
      std::count(show.values.begin(), show.values.end(), std::pair<std::string, std::string>("place", "Aalborg")));
}

TEST_P(MoveTest, the_same_request_again_moves_nothing_twice) {
  live(7);
  day(2, 1);
  ASSERT_TRUE(move(true));
  const std::size_t entries = journal().size();
  const Result<Moved> again = move(true);
  ASSERT_TRUE(again);
  EXPECT_EQ(journal().size(), entries);
  for (const Moved::Verdict& verdict : again->cases) EXPECT_EQ(verdict.repeated, verdict.can) << verdict.key;
}

TEST_P(MoveTest, cases_that_are_there_already_are_counted_and_one_is_refused) {
  live(2);
  day(2, 1);
  ASSERT_TRUE(move(true, key(0)));
  const Result<Moved> plan = move(false);
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->already, 1);
  EXPECT_EQ(plan->cases.size(), 1u);
  const Result<Moved> there = move(false, key(0));
  ASSERT_TRUE(there);
  EXPECT_FALSE(there->cases[0].can);
  EXPECT_NE(there->cases[0].reasons[0].message.en.find("follows agreement@2 already"), std::string::npos);
}

TEST_P(MoveTest, only_the_secretariat_moves_cases) {
  live(1);
  actor_.roles = {"party:0851"};
  const Result<Moved> refused = move(true);
  ASSERT_FALSE(refused);
  EXPECT_STREQ(code_of(refused.error()), "not-allowed");
  EXPECT_EQ(workflow_of(0), "agreement@1");
}

}  // namespace
}  // namespace aftale::cases
