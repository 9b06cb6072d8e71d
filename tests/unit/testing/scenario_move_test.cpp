#include <gtest/gtest.h>

#include "engine/testing/memory_store.h"
#include "engine/testing/scenario_runner.h"
#include "tests/unit/testing/shipped.h"

/// Scenarios that take a case to another version of its workflow.
namespace aftale::testing {
namespace {

const char* const kMoveScenario =
    "scenario: Flytning\n"
    "workflow: joint-visit@1\n"
    "clock: 2022-01-03 09:00\n"
    "open: {key: besog, with: {day: 2022-06-01}}\n"
    "when:\n";

std::string told_of_move(const std::string& steps) {
  std::vector<std::string> versions;
  for (const char* file : {"joint-visit-1", "joint-visit-2"}) {
    const std::string name = std::string(file) + ".workflow.yaml";
    versions.push_back(read_file(std::filesystem::path(AFTALE_SOURCE_DIR) / "tests/cli/fixtures" / name));
  }
  const Checked<Scenario> scenario = scenario_of(kMoveScenario + steps, "s.yaml");
  std::string out;
  for (const Diagnostic& finding : scenario.findings) out += render(finding, Language::en) + "\n";
  if (!scenario.value) return out;
  MemoryStore store;
  Coverage coverage;
  const ScenarioResult result =
      run(*scenario.value, shipped_sources(versions), store, coverage, {shipped_template, true});
  for (const Diagnostic& finding : result.findings) out += render(finding, Language::en) + "\n";
  return out;
}

TEST(ScenarioMove, a_case_goes_there_and_back) {
  EXPECT_EQ(
      told_of_move("  - {then: {in: planning, due: {planning: 2022-06-01}}}\n"
                   "  - {move: {to: 2, with: {host: \"9901\"}}, then: {in: planning, due: {planning: 2022-05-25}}}\n"
                   "  - {at: 2022-02-01, event: ask, then: {in: asking, branches: 3}}\n"
                   "  - {move: {undo: true, reason: for tidligt}, then: {in: asking, branches: 3}}\n"),
      "");
}

TEST(ScenarioMove, what_keeps_it_is_a_refusal_like_any_other) {
  EXPECT_EQ(told_of_move("  - {move: {to: 2}, refused: cannot-move, says: host must be given}\n"
                         "  - {event: discuss}\n"
                         "  - {move: {to: 2, with: {host: \"9901\"}}, refused: cannot-move, says: Discussion}\n"
                         "  - {move: {undo: true}, refused: cannot-move, says: has not been moved}\n"),
            "");
}

TEST(ScenarioMove, a_move_says_where_to) {
  struct Row {
    const char* step;
    const char* expected;
  };
  for (const Row& row :
       {Row{"  - {move: {}}\n", "error[missing-key]"}, Row{"  - {move: {to: to}}\n", "error[wrong-kind]"},
        Row{"  - {move: {undo: true, to: 1}}\n", "undo takes back the last move"}}) {
    EXPECT_NE(told_of_move(row.step).find(row.expected), std::string::npos) << row.step << told_of_move(row.step);
  }
}

}  // namespace
}  // namespace aftale::testing
