#include "engine/cases/move.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>

#include "adapters/sqlite/sqlite_store.h"
#include "engine/cases/local_service.h"
#include "engine/loader/loader.h"
#include "engine/testing/manual_clock.h"
#include "engine/testing/memory_store.h"

/// Many running cases to a new version of their workflow, and back.
namespace aftale::cases {
namespace {

constexpr const char* kSmall = R"(organisation: small
title: Lille region
secretariat: {title: Sekretariatet, contact: sekretariat@example.dk}
parties:
  - {code: "0851", title: Aalborg Kommune, contact: aalborg@example.dk,
     chain: [{id: council, title: Aalborg Byråd, decides: true}]}
  - {code: "0860", title: Hjørring Kommune, chain: [{id: council, title: Hjørring Byråd, decides: true}]}
  - {code: "1081", title: Region Nordjylland, kind: region,
     chain: [{id: council, title: Regionsrådet, decides: true}]}
)";

constexpr const char* kFirst = R"(workflow: agreement
version: 1
title: Aftale
organisation: small
calendar: denmark
inputs: {first_day: {type: date}}
data:
  tally: {type: number, value: 0}
  said: {type: string}
documents: {draft: {title: Udkast}}
initial: prepare
states:
  prepare:
    title: Forberedelse
    deadlines: {ready: {due: first_day, warn: [P14D]}}
    on:
      go: {to: hearing}
      count: {actions: [{set: {tally: tally + 1}}]}
      note: {actions: [{set: {said: '"noget"'}}]}
      meet: {to: meeting}
  hearing:
    title: Høring
    for_each: {in: organisation.parties, as: party, key: party.code}
    initial: open
    states:
      open: {owner: party.council, on: {reply: {to: replied}}}
      replied: {type: final}
    decide: [{when: replied = total, to: meeting}]
    empty: {to: meeting}
    on: {aside: {to: prepare, rest: keep}}
  meeting:
    title: Møde
    initial: planned
    states:
      planned: {on: {hold: {to: held}, close: {to: over}}}
      held: {on: {close: {to: over}}}
      was: {type: history, default: planned}
    on: {pause: {to: paused}}
  paused: {on: {resume: {to: meeting/was}}}
  over: {type: final}
)";

std::string second() {
  std::string text = kFirst;
  const auto change = [&](const std::string& what, const std::string& instead) {
    const std::size_t at = text.find(what);
    ASSERT_NE(at, std::string::npos) << what;
    text.replace(at, what.size(), instead);
  };
  change("version: 1", "version: 2");
  change("  said: {type: string}\n", "  place: {type: string, value: '\"Aalborg\"'}\n");
  change("{set: {said: '\"noget\"'}}", "{set: {place: '\"Hjørring\"'}}");
  change("      meet: {to: meeting}\n", "      meet: {to: meeting}\n      settle: {to: over}\n");
  change("due: first_day, warn: [P14D]", "due: 'first_day + duration(\"P7D\")', warn: [P14D, P2D]");
  change("{hold: {to: held}, close: {to: over}}", "{hold: {to: over}, close: {to: over}}");
  change("      held: {on: {close: {to: over}}}\n", "");
  return text;
}

/// What a case has lived through, and why it cannot move; "" where it can.
struct Course {
  std::vector<const char*> done;
  const char* reason;
  const char* at;
};
const std::vector<Course> kCourses{{{}, "", ""},
                                   {{"count", "count"}, "", ""},
                                   {{"note"}, "said is noget", "agreement@1:9"},
                                   {{"go"}, "", ""},
                                   {{"go", "reply hearing/0851"}, "", ""},
                                   {{"go", "reply hearing/1081", "aside"}, "", ""},
                                   {{"meet"}, "", ""},
                                   {{"meet", "hold"}, "The case is in \"Held\"", "agreement@1:36"},
                                   {{"meet", "hold", "pause"}, "The case remembers \"Held\"", "agreement@1:36"},
                                   {{"attach", "suspend"}, "", ""},
                                   {{"meet", "close"}, "ended", ""}};
constexpr std::size_t kEnded = 10;

std::vector<model::Source> sources_of(const std::string& workflow) {
  std::ifstream calendar(std::string(AFTALE_SOURCE_DIR) + "/workflows/calendars/denmark.yaml");
  std::stringstream text;
  text << calendar.rdbuf();
  std::vector<model::Source> all;
  for (const std::string& bytes : {workflow, std::string(kSmall), text.str()}) {
    all.push_back(*loader::identify(bytes, "agreement.yaml").value);
  }
  const Checked<loader::Loaded> loaded = loader::load(loader::MemorySources(all), "agreement");
  for (const Diagnostic& finding : loaded.findings) {
    if (finding.severity == Severity::error) ADD_FAILURE() << render(finding, Language::en);
  }
  return loaded.value->sources;
}

/// A store, and what takes it away again.
struct Kept {
  std::unique_ptr<ports::Store> store;
  std::filesystem::path folder;
};
using MakeStore = Kept (*)();
Kept in_memory() {
  return {std::make_unique<testing::MemoryStore>(), {}};
}
Kept in_a_file() {
  std::string name = (std::filesystem::temp_directory_path() / "aftale-move-XXXXXX").string();
  EXPECT_NE(::mkdtemp(name.data()), nullptr);
  auto store = sqlite::open_store(name + "/a.db", {sqlite::Access::write, std::chrono::milliseconds(1'000)});
  EXPECT_TRUE(store);
  return {std::move(*store), name};
}

class MoveTest : public ::testing::TestWithParam<MakeStore> {
 protected:
  MoveTest() : kept_(GetParam()()) {
    day(1, 3);
    service_ = std::make_unique<LocalService>(*kept_.store, clock_, LocalService::Options());
    first_ = *service_->install(sources_of(kFirst));
  }
  ~MoveTest() override {
    service_.reset();
    kept_.store.reset();
    if (!kept_.folder.empty()) std::filesystem::remove_all(kept_.folder);
  }
  MoveTest(const MoveTest&) = delete;
  MoveTest& operator=(const MoveTest&) = delete;

  void day(int month, int number) {
    clock_.set(zone_.instant_of(*time::CivilDate::from_ymd(2022, month, number), std::int64_t{9} * 3600));
  }
  static std::string key(std::size_t n) { return "case-" + std::to_string(n); }

  Command command(std::size_t n, Intent intent) {
    Command made;
    made.request = RequestId::derived("move", ++commands_, 0);
    made.key = key(n);
    made.actor = actor_;
    made.intent = std::move(intent);
    return made;
  }
  static Intent intent_of(const std::string& line) {
    if (line == "attach") return AttachDocument{"draft", "udkast.pdf", "x"};
    if (line == "suspend") return machine::Suspend{"venter"};
    const std::size_t space = line.find(' ');
    return SendEvent{space == std::string::npos ? "" : line.substr(space + 1), line.substr(0, space), {}};
  }
  void execute(const std::vector<Command>& commands) {
    for (std::size_t from = 0; from < commands.size(); from += 256) {
      const std::size_t count = std::min<std::size_t>(256, commands.size() - from);
      for (const Result<Receipt>& receipt : service_->execute(std::span(commands).subspan(from, count))) {
        ASSERT_TRUE(receipt) << render(receipt.error()->findings.front(), Language::en);
      }
    }
  }
  /// Each case on the course of its number.
  void live(std::size_t count) {
    std::vector<Command> commands;
    for (std::size_t n = 0; n < count; ++n) {
      commands.push_back(command(n, OpenCase{first_, {{"first_day", "2022-06-01"}}}));
      for (const char* line : kCourses[n % kCourses.size()].done) commands.push_back(command(n, intent_of(line)));
    }
    execute(commands);
  }

  Result<Moved> move(bool apply, const std::string& one = {}) {
    Move order;
    order.request = RequestId::derived("order", 1, apply ? 1 : 0);
    order.key = one;
    order.workflow = "agreement";
    order.sources = sources_of(second());
    order.actor = actor_;
    order.apply = apply;
    return service_->move(order);
  }

  Result<Moved> undo(bool apply, const std::string& one = {}, std::uint64_t number = 1) {
    Move order;
    order.request = RequestId::derived("back", number, apply ? 1 : 0);
    order.key = one;
    order.workflow = one.empty() ? "agreement" : "";
    order.actor = actor_;
    order.apply = apply;
    order.undo = true;
    order.reason = "for tidligt";
    return service_->move(order);
  }
  /// Everything that is kept of a case but its journal, as text.
  std::string kept(std::size_t n) {
    const auto found = kept_.store->load(key(n));
    const ports::LoadedCase& loaded = **found;
    const ports::CaseRow& row = loaded.row;
    std::string text = row.title.da + "|" + row.workflow + "|" + row.workflow_title.da + "|" + row.organisation + "|" +
                       row.definition.hex() + "|" + std::to_string(row.status) + "|" + row.fault + "|" +
                       (row.wake_at ? row.wake_at->rfc3339() : "never") + "\n";
    for (const ports::BranchRow& branch : loaded.branches) {
      text += branch.key + "|" + branch.title.da + "|" + branch.step.da + "|" + branch.group.da + "|" +
              (branch.due_on ? branch.due_on->iso() : "") + "|" + sha256(branch.state).hex() + "\n";
    }
    const auto items = kept_.store->work_items({row.id, false, std::nullopt});
    for (const ports::ItemWithCase& listed : *items) {
      const ports::WorkItemRow& item = listed.item;
      text += item.step + "|" + item.title.da + "|" + item.owner.da + "|" + std::to_string(item.status) + "|" +
              (item.due_on ? item.due_on->iso() : "") + "\n";
    }
    for (const ports::DocumentRow& document : loaded.documents) {
      text += document.document + "|" + document.title.da + "|" + document.sha256.hex() + "\n";
    }
    return text;
  }

  void expect_well() {
    const Result<Answer> answer = service_->ask(Audit{});
    ASSERT_TRUE(answer);
    const auto& audit = std::get<AuditAnswer>(answer->body);
    for (std::size_t n = 0; n < std::min<std::size_t>(audit.findings.size(), 3); ++n) {
      ADD_FAILURE() << audit.findings[n].case_key << ": " << render(audit.findings[n].diagnostic, Language::en);
    }
  }
  std::vector<ports::JournalRow> journal() { return *kept_.store->journal(CaseId{}, 0, 1'000'000); }
  std::string workflow_of(std::size_t n) { return (*kept_.store->find_case(key(n)))->workflow; }

  time::Zone zone_ = *time::Zone::find("Europe/Copenhagen");
  testing::ManualClock clock_;
  Kept kept_;
  machine::Actor actor_{"sekretariat", machine::Proof::scenario, {"secretariat", "owner"}};
  std::unique_ptr<LocalService> service_;
  Digest first_;
  std::uint64_t commands_ = 0;
};

INSTANTIATE_TEST_SUITE_P(Stores, MoveTest, ::testing::Values(in_memory, in_a_file),
                         [](const auto& made) { return made.index == 0 ? "Memory" : "File"; });

const Moved::Verdict& verdict_of(const Moved& moved, const std::string& key) {
  const auto found = std::find_if(moved.cases.begin(), moved.cases.end(),
                                  [&](const Moved::Verdict& verdict) { return verdict.key == key; });
  if (found == moved.cases.end()) throw std::out_of_range(key);
  return *found;
}

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

TEST_P(MoveTest, a_thousand_cases_come_back_as_they_were) {
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

TEST_P(MoveTest, what_was_done_since_is_done_again_without_the_move_or_keeps_it) {
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

TEST_P(MoveTest, a_move_that_a_later_entry_rests_on_is_not_taken_back) {
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
