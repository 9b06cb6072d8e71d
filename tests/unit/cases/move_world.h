#pragma once
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>

#include "adapters/sqlite/sqlite_store.h"
#include "engine/cases/local_service.h"
#include "engine/cases/move.h"
#include "engine/loader/loader.h"
#include "engine/testing/manual_clock.h"
#include "engine/testing/memory_store.h"

/// Many running cases of a workflow in two versions, on both stores.
namespace aftale::cases {

inline constexpr const char* kSmall = R"(organisation: small
title: Lille region
secretariat: {title: Sekretariatet, contact: sekretariat@example.dk}
parties:
  - {code: "0851", title: Aalborg Kommune, contact: aalborg@example.dk,
     chain: [{id: council, title: Aalborg Byråd, decides: true}]}
  - {code: "0860", title: Hjørring Kommune, chain: [{id: council, title: Hjørring Byråd, decides: true}]}
  - {code: "1081", title: Region Nordjylland, kind: region,
     chain: [{id: council, title: Regionsrådet, decides: true}]}
)";

inline constexpr const char* kFirst = R"(workflow: agreement
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

inline std::string second() {
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
inline const std::vector<Course> kCourses{{{}, "", ""},
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
inline constexpr std::size_t kEnded = 10;

inline std::vector<model::Source> sources_of(const std::string& workflow) {
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
  std::unique_ptr<records::Store> store;
  std::filesystem::path folder;
};
using MakeStore = Kept (*)();
inline Kept in_memory() {
  return {std::make_unique<testing::MemoryStore>(), {}};
}
inline Kept in_a_file() {
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
    const records::LoadedCase& loaded = **found;
    const records::CaseRow& row = loaded.row;
    std::string text = row.title.da + "|" + row.workflow + "|" + row.workflow_title.da + "|" + row.organisation + "|" +
                       row.definition.hex() + "|" + std::string(lifecycle::name(row.status)) + "|" + row.fault + "|" +
                       (row.wake_at ? row.wake_at->rfc3339() : "never") + "\n";
    for (const records::BranchRow& branch : loaded.branches) {
      text += branch.key + "|" + branch.title.da + "|" + branch.step.da + "|" + branch.group.da + "|" +
              (branch.due_on ? branch.due_on->iso() : "") + "|" + sha256(branch.state).hex() + "\n";
    }
    const auto items = kept_.store->work_items({row.id, false, std::nullopt});
    for (const records::ItemWithCase& listed : *items) {
      const records::WorkItemRow& item = listed.item;
      text += item.step + "|" + item.title.da + "|" + item.owner.da + "|" + std::string(lifecycle::name(item.status)) +
              "|" + (item.due_on ? item.due_on->iso() : "") + "\n";
    }
    for (const records::DocumentRow& document : loaded.documents) {
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
  std::vector<records::JournalRow> journal() { return *kept_.store->journal(CaseId{}, 0, 1'000'000); }
  std::string workflow_of(std::size_t n) { return (*kept_.store->find_case(key(n)))->workflow; }

  time::Zone zone_ = *time::Zone::find("Europe/Copenhagen");
  testing::ManualClock clock_;
  Kept kept_;
  machine::Actor actor_{"sekretariat", machine::Proof::scenario, {"secretariat", "owner"}};
  std::unique_ptr<LocalService> service_;
  Digest first_;
  std::uint64_t commands_ = 0;
};

inline const Moved::Verdict& verdict_of(const Moved& moved, const std::string& key) {
  const auto found = std::find_if(moved.cases.begin(), moved.cases.end(),
                                  [&](const Moved::Verdict& verdict) { return verdict.key == key; });
  if (found == moved.cases.end()) throw std::out_of_range(key);
  return *found;
}

}  // namespace aftale::cases
