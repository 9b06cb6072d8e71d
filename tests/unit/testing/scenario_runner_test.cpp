#include "engine/testing/scenario_runner.h"

#include <gtest/gtest.h>

#include "adapters/sqlite/sqlite_store.h"
#include "engine/cases/local_service.h"
#include "engine/testing/coverage_pictures.h"
#include "engine/testing/manual_clock.h"
#include "engine/testing/memory_store.h"
#include "tests/unit/testing/shipped.h"

namespace aftale::testing {
namespace {

const char* const kTop =
    "scenario: Prøve\n"
    "workflow: joint-reply\n"
    "clock: 2026-11-02 09:00\n"
    "open: {key: hoering-2026, with: {reply_by: 2026-11-30}}\n"
    "when:\n";

std::string rendered(const std::vector<Diagnostic>& findings) {
  std::string out;
  for (const Diagnostic& finding : findings) out += render(finding, Language::en) + "\n";
  return out;
}

struct Ran {
  ScenarioResult result;
  Coverage coverage;
};

Ran ran(const std::string& yaml) {
  Ran out;
  const Checked<Scenario> scenario = scenario_of(yaml, "s.yaml");
  EXPECT_TRUE(scenario.ok()) << rendered(scenario.findings);
  if (!scenario.value) return out;
  MemoryStore store;
  static const loader::MemorySources sources = shipped_sources();
  out.result = run(*scenario.value, sources, store, out.coverage, {shipped_template});
  return out;
}

/// The findings of a scenario of these steps, from line 6.
std::string told(const std::string& steps) {
  return rendered(ran(kTop + steps).result.findings);
}

class Shipped : public ::testing::TestWithParam<std::filesystem::path> {};

TEST_P(Shipped, scenario_passes_in_memory_and_in_a_file_with_restarts) {
  const Checked<Scenario> scenario = scenario_of(read_file(GetParam()), GetParam().string());
  ASSERT_TRUE(scenario.ok()) << rendered(scenario.findings);
  static const loader::MemorySources sources = shipped_sources();
  Coverage coverage;
  MemoryStore memory;
  const ScenarioResult result = run(*scenario.value, sources, memory, coverage, {shipped_template});
  EXPECT_TRUE(result.passed) << rendered(result.findings);
  EXPECT_EQ(result.steps, static_cast<int>(scenario.value->steps.size()));
  const std::filesystem::path file =
      std::filesystem::path(::testing::TempDir()) / ("shipped-" + GetParam().stem().string() + ".db");
  const auto remove = [&file] {
    for (const char* end : {"", "-wal", "-shm", ".head", ".lock", ".gate"})
      std::filesystem::remove(file.string() + end);
  };
  remove();
  {
    auto sqlite = sqlite::open_store(file.string());
    ASSERT_TRUE(sqlite) << rendered(sqlite.error()->findings);
    // The other one keeps what it has in memory; this one begins anew at each step, and comes to the same entries.
    const ScenarioResult kept = run(*scenario.value, sources, **sqlite, coverage, {shipped_template, true});
    EXPECT_TRUE(kept.passed) << rendered(kept.findings);
    EXPECT_EQ((*sqlite)->head()->hash, memory.head()->hash);
    EXPECT_TRUE((*sqlite)->check_integrity()->empty());
  }
  remove();
}

std::vector<std::filesystem::path> scenario_files() {
  std::vector<std::filesystem::path> files = yaml_files(shipped_folders());
  std::erase_if(files, [](const std::filesystem::path& path) { return !path.string().ends_with(".scenario.yaml"); });
  return files;
}

INSTANTIATE_TEST_SUITE_P(, Shipped, ::testing::ValuesIn(scenario_files()), [](const auto& file) {
  std::string name = file.param.stem().stem().string();
  std::replace_if(
      name.begin(), name.end(), [](char letter) { return !std::isalnum(static_cast<unsigned char>(letter)); }, '_');
  return name;
});

TEST(ScenarioRunner, a_mismatch_stops_it_and_tells_the_line) {
  struct Row {
    const char* steps;
    const char* expected;
  };
  const Row rows[] = {
      {"  - {event: sbmitted}\n",
       "s.yaml:6:6: error[scenario]: Expected: the command to be done; but was: refused (unknown-event): "},
      {"  - {event: submitted, refused: no-quorum}\n",
       "s.yaml:6:33: error[scenario]: Expected: the refusal no-quorum; but was: guard-false: "},
      {"  - {event: submitted, refused: guard-false, says: helt andre ord}\n",
       "s.yaml:6:52: error[scenario]: Expected: it to say \"helt andre ord\"; but was: "},
      {"  - {attach: {document: reply, name: a}, refused: not-allowed}\n",
       "s.yaml:6:51: error[scenario]: Expected: the refusal not-allowed; but was: done"},
      {"  - {then: {in: approval}}\n",
       "s.yaml:6:17: error[scenario]: Expected: the case to be in approval; but was: drafting"},
      {"  - {event: submitted, refused: guard-false}\n  - {then: {ended: sent}}\n",
       "s.yaml:7:20: error[scenario]: Expected: the case to have ended with sent; but was: the case is running in "
       "drafting"},
      {"  - {case: another, then: {in: drafting}}\n", "s.yaml:6:6: error[scenario]: Did not work (unknown-case): "},
  };
  for (const Row& row : rows) {
    const std::string text = told(row.steps);
    EXPECT_EQ(text.substr(0, std::string(row.expected).size()), row.expected) << text;
  }
}

constexpr const char* kTwoSignatures = R"(
workflow: two-signatures
version: 1
title: To underskrifter
organisation: nordjylland
calendar: denmark
events: {approve: {amount: {type: number}}}
initial: draft
states:
  draft: {on: {approve: {to: adopted, by: secretariat, four_eyes: true}}}
  adopted: {type: final}
)";

TEST(ScenarioRunner, two_people_play_what_takes_four_eyes) {
  const Checked<Scenario> scenario = scenario_of(R"(scenario: To underskrifter
workflow: two-signatures
clock: 2022-01-03 09:00
open: {key: s, with: {}}
when:
  - event: approve
    with: {amount: 10}
    as: {person: carl, roles: ['party:0851']}
    refused: not-allowed
    says: sekretariatet
  - {event: approve, with: {amount: 10}, as: {person: anna}, then: {in: draft, possible: [approve]}}
  - {event: approve, with: {amount: 10}, as: {person: anna}, refused: second-person, says: anna}
  - {at: 2022-01-05, event: approve, with: {amount: 10}, as: {person: bo}, then: {ended: adopted}}
)",
                                                 "s.yaml");
  ASSERT_TRUE(scenario.ok()) << rendered(scenario.findings);
  MemoryStore store;
  Coverage coverage;
  const ScenarioResult result =
      run(*scenario.value, shipped_sources({kTwoSignatures}), store, coverage, {shipped_template});
  EXPECT_TRUE(result.passed) << rendered(result.findings);

  // What was proposed is in the journal, and what people read says so.
  ManualClock clock;
  cases::LocalService service(store, clock, {});
  const Result<cases::Answer> answer = service.ask(cases::History{"s"});
  ASSERT_TRUE(answer.has_value());
  std::vector<std::string> titles;
  for (const auto& entry : std::get<cases::HistoryAnswer>(answer->body).entries) titles.push_back(entry.title_da);
  ASSERT_EQ(titles.size(), 3u);
  EXPECT_EQ(titles[1], "Draft: approve (foreslået; afventer en anden person)");
  EXPECT_EQ(titles[2], "Draft: approve");
}

TEST(ScenarioRunner, it_counts_the_steps_that_it_took) {
  const ScenarioResult result =
      ran(kTop + std::string("  - {then: {in: drafting}}\n  - {then: {in: sending}}\n  - {event: x}\n")).result;
  EXPECT_FALSE(result.passed);
  EXPECT_EQ(result.steps, 2);
  EXPECT_EQ(result.title, "Prøve");
  EXPECT_EQ(result.file, "s.yaml");
}

TEST(ScenarioRunner, what_cannot_be_opened_is_told) {
  std::string top = kTop;
  const std::string step = "  - {event: x}\n";
  std::string other = top;
  other.replace(other.find("joint-reply"), 11, "joint-reple");
  EXPECT_NE(rendered(ran(other + step).result.findings)
                .find("s.yaml:2:11: error[scenario]: Did not work (unknown-workflow): "),
            std::string::npos);
  top.replace(top.find("reply_by: 2026-11-30"), 20, "reply_by: snart");
  EXPECT_EQ(rendered(ran(top + step).result.findings).substr(0, 60),
            "s.yaml:4:7: error[scenario]: Did not work (bad-value): reply");
}

TEST(ScenarioRunner, messages_count_since_the_step_before) {
  EXPECT_EQ(told("  - {attach: {document: reply, name: a}, then: {sent: none}}\n"
                 "  - {at: 2026-11-04, event: submitted}\n"
                 "  - {at: 2026-12-01, then: {overdue: [approval], sent: [{template: overdue, to: secretariat}]}}\n"
                 "  - {at: 2026-12-01, then: {sent: none}}\n"),
            "");
}

TEST(ScenarioRunner, every_kind_of_step_reaches_the_engine) {
  EXPECT_EQ(
      told("  - {then: {open: drafting, possible: none, data: {reply_by: 2026-11-30}}}\n"
           "  - {attach: {document: reply, name: a}, then: {possible: [submitted]}}\n"
           "  - {freeze: reply}\n"
           "  - {event: submitted, as: party, refused: not-allowed}\n"
           "  - {suspend: {reason: valg}}\n"
           "  - {event: submitted, refused: suspended, says: bero}\n"
           "  - {resume: {reason: valget er holdt}}\n"
           "  - {open: {key: k2, with: {reply_by: 2026-12-24}}, then: {in: drafting, data: {reply_by: 2026-12-24}}}\n"
           "  - {case: k2, attach: {document: reply, name: b}}\n"
           "  - {case: k2, event: submitted, then: {in: 'approval/*/treats', open: 3, due: {approval: 2026-12-24}}}\n"
           "  - {withdraw: {reason: aflyst}, then: {ended: withdrawn, open: none, possible: none}}\n"
           "  - {event: submitted, refused: ended}\n"
           "  - {case: k2, then: {in: approval}}\n"),
      "");
}

TEST(Coverage, what_no_scenario_touches_is_named_with_its_line) {
  const Ran out =
      ran(kTop + std::string("  - {attach: {document: reply, name: a}}\n"
                             "  - {at: 2026-11-04, event: submitted, then: {in: approval, branches: 3}}\n"));
  EXPECT_TRUE(out.result.passed) << rendered(out.result.findings);
  const std::vector<Coverage::Report> reports = out.coverage.reports();
  ASSERT_EQ(reports.size(), 1U);
  const Coverage::Report& report = reports[0];
  EXPECT_EQ(report.workflow, "joint-reply@1");
  EXPECT_GT(report.touched.states.touched, 0U);
  EXPECT_EQ(report.untouched.size(), report.touched.states.all - report.touched.states.touched +
                                         report.touched.transitions.all - report.touched.transitions.touched);
  const std::string text = rendered(report.untouched);
  EXPECT_NE(text.find("note[untouched]: The state sending is touched by no scenario"), std::string::npos) << text;
  EXPECT_NE(text.find("sending -> sent on sent is touched by no scenario"), std::string::npos) << text;
  EXPECT_EQ(text.find("The state drafting"), std::string::npos) << text;
  EXPECT_EQ(text.find("drafting -> approval on submitted"), std::string::npos) << text;
  EXPECT_NE(text.find("joint-reply.workflow.yaml:"), std::string::npos) << text;
}

struct Tried {
  const char* name;
  std::string steps;
  std::size_t guards, deadlines, outcomes;  ///< of 6, 2 and all that minutes can say where a body approves
  const char* lacks;                        ///< a note, or what no note may say behind `!`
};

std::ostream& operator<<(std::ostream& out, const Tried& tried) {
  return out << tried.name;
}

class CoverageOf : public ::testing::TestWithParam<Tried> {};

TEST_P(CoverageOf, what_was_tried_counts_and_nothing_else) {
  const Tried& tried = GetParam();
  const Ran out = ran(kTop + tried.steps);
  EXPECT_TRUE(out.result.passed) << rendered(out.result.findings);
  const Coverage::Report report = out.coverage.reports().front();
  EXPECT_EQ(report.touched.guards.all, 6U);
  EXPECT_EQ(report.touched.guards.touched, tried.guards);
  EXPECT_EQ(report.touched.deadlines.all, 2U);
  EXPECT_EQ(report.touched.deadlines.touched, tried.deadlines);
  EXPECT_GT(report.touched.outcomes.all, 5U);
  EXPECT_EQ(report.touched.outcomes.touched, tried.outcomes);
  const std::string text = rendered(report.untried), lacks = tried.lacks;
  const bool absent = lacks.starts_with('!');
  EXPECT_EQ(text.find(absent ? lacks.substr(1) : lacks) == std::string::npos, absent) << text;
}

const std::string kSubmitted = "  - {attach: {document: reply, name: a}}\n  - {at: 2026-11-04, event: submitted}\n";

INSTANTIATE_TEST_SUITE_P(
    steps, CoverageOf,
    ::testing::Values(
        Tried{"nothing", "  - {then: {in: drafting}}\n", 0, 0, 0,
              "on submitted [document(\"reply\").version >= 1] is asked in no"},
        Tried{"a_refusal", "  - {event: submitted, refused: guard-false}\n", 1, 0, 0, ">= 1] holds in no scenario"},
        // A role that may not, or a step that is not open, asks no guard.
        Tried{"a_role_that_may_not", "  - {event: submitted, as: party, refused: not-allowed}\n", 0, 0, 0,
              ">= 1] is asked in no scenario"},
        Tried{"a_step_that_is_not_open", "  - {event: sent, refused: no-open-step}\n", 0, 0, 0,
              ">= 1] is asked in no scenario"},
        // Both rules of `decide` are looked at when the step is entered, and say no.
        Tried{"an_entry", kSubmitted, 3, 0, 0, "in decide [declined >= 1] holds in no scenario"},
        Tried{"both_ways", "  - {event: submitted, refused: guard-false}\n" + kSubmitted, 4, 0, 0, "!version >= 1]"},
        Tried{"a_no",
              kSubmitted + "  - {at: 2026-11-10, record: {in: approval/9901, outcome: afvist, meeting: 2026-11-10}}\n",
              4, 0, 1, "holds in every scenario that asks"},
        Tried{"a_reminder", kSubmitted + "  - {at: 2026-11-23, then: {in: approval}}\n", 3, 1, 0,
              "The deadline approval/approved: no scenario has a missed date"},
        Tried{"a_missed_date", kSubmitted + "  - {at: 2026-12-01, then: {overdue: [approval]}}\n", 3, 2, 0,
              "!The deadline"},
        Tried{"two_words",
              kSubmitted +
                  "  - {at: 2026-11-10, record: {in: approval/9901, outcome: udsat, meeting: 2026-11-10}}\n"
                  "  - {at: 2026-11-11, record: {in: approval/9901, outcome: godkendt, meeting: 2026-11-11}}\n",
              3, 0, 2, "The ballot in approval/*/treats: no scenario has \"approved with remarks\""}),
    [](const auto& each) { return each.param.name; });

TEST(Coverage, of_a_chart_goes_by_its_own_numbers) {
  const Ran out = ran(kTop + std::string("  - {then: {in: drafting}}\n"));
  const Checked<loader::Loaded> loaded = loader::load(shipped_sources(), "joint-reply");
  ASSERT_TRUE(loaded.value);
  const model::Definition& definition = *loaded.value->definition;
  const ChartCoverage* chart = out.coverage.of(definition, definition.root().chart);
  ASSERT_NE(chart, nullptr);
  const model::Chart& own = definition.root_chart();
  ASSERT_EQ(chart->states().size(), own.states.size());
  ASSERT_EQ(chart->transitions().size(), own.transitions);
  for (std::size_t n = 1; n < own.states.size(); ++n)
    EXPECT_EQ(chart->states()[n].touched, own.states[n].id == "drafting") << own.states[n].id;
  EXPECT_EQ(Coverage().of(definition, definition.root().chart), nullptr);
}

/// `name: standing` of boxes and edges, with the words that are marked, in a picture of what these steps tried.
std::string pictured(const std::string& steps) {
  const Ran out = ran(kTop + steps);
  EXPECT_TRUE(out.result.passed) << rendered(out.result.findings);
  const Result<std::vector<drawing::Drawing>> pictures = coverage_pictures(out.coverage, Language::en);
  if (!pictures) return rendered(pictures.error()->findings);
  static const char* const kStandings[] = {"none", "done", "here", "ahead", "tried", "partly", "untried"};
  std::vector<std::string> lines;
  for (const drawing::Drawing& picture : *pictures) {
    lines.push_back("# " + picture.title);
    for (const drawing::Box& box : picture.boxes) {
      std::string line = box.id + ": " + kStandings[static_cast<std::size_t>(box.standing)];
      for (const drawing::Line& one : box.lines)
        if (one.role == drawing::Line::Role::standing) line += " | " + one.text;
      lines.push_back(line);
    }
    for (const drawing::Edge& edge : picture.edges) {
      std::string line = picture.boxes[edge.from].id + " -> " + picture.boxes[edge.to].id + ": " +
                         kStandings[static_cast<std::size_t>(edge.standing)];
      for (const std::string& label : edge.labels)
        if (label.find("✘") != std::string::npos) line += " | " + label;
      lines.push_back(line);
    }
  }
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

TEST(CoveragePictures, say_what_no_scenario_has_tried) {
  EXPECT_EQ(pictured(kSubmitted),
            "# Joint reply to a consultation\n"
            "start: done\n"
            "drafting: tried\n"
            "approval: partly | ✘ not tried: the reminder P7D or a missed date\n"
            "sending: untried | ✘ not tried\n"
            "sent: untried | ✘ not tried\n"
            "start -> drafting: tried\n"
            "drafting -> approval: partly | submitted, once \"Reply\" is attached · is then frozen · ✘ never "
            "no\n"
            "approval -> sending: untried | all have approved · ✘ never yes | no parties · ✘ not tried\n"
            "sending -> sent: untried | sent · ✘ not tried\n"
            "approval -> drafting: untried | at least one: Not approved · ✘ never yes\n"
            "# Approval by the municipalities\n"
            "start: done\n"
            "treats: partly | ✘ not tried: \"approved\", \"approved with remarks\", \"approved with "
            "amendments\", \"rejected\", \"lapsed\", \"postponed\", \"sent back\", \"withdrawn\" or "
            "\"referred\"\n"
            "approved: untried | ✘ not tried\n"
            "declined: untried | ✘ not tried\n"
            "start -> treats: tried\n"
            "treats -> approved: untried | approved · ✘ not tried\n"
            "treats -> declined: untried | approved with amendments · ✘ not tried | rejected · ✘ not tried | "
            "sent back · ✘ not tried\n");
}

TEST(CoveragePictures, of_nothing_played_are_none) {
  const Result<std::vector<drawing::Drawing>> pictures = coverage_pictures(Coverage(), Language::da);
  ASSERT_TRUE(pictures);
  EXPECT_TRUE(pictures->empty());
}

}  // namespace
}  // namespace aftale::testing
