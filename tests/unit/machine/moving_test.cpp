#include "engine/machine/moving.h"

#include <algorithm>

#include "engine/machine/codec.h"
#include "tests/unit/machine/world.h"

/// A case on its way to another definition: what is carried over, what keeps it, and what is computed anew.
namespace aftale::machine::test {
namespace {

constexpr const char* kBase = R"(workflow: agreement
version: 1
title: Aftale
organisation: small
calendar: denmark
inputs:
  first_day: {type: date}
  focus: {type: list<string>, optional: true}
  lead: {type: party, optional: true}
data:
  tally: {type: number, value: 0}
  said: {type: string}
documents:
  draft: {title: Udkast}
  notes: {title: Noter, many: true}
initial: prepare
states:
  prepare:
    title: Forberedelse
    deadlines: {ready: {due: first_day, warn: [P14D, P7D]}}
    on:
      go: {to: hearing}
      count: {actions: [{set: {tally: tally + 1}}]}
      note: {actions: [{set: {said: '"noget"'}}]}
      apart: {to: apart}
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
      planned: {on: {hold: {to: held}}}
      held: {on: {close: {to: over}}}
      was: {type: history, default: planned}
    on: {pause: {to: paused}}
  paused: {on: {resume: {to: meeting/was}}}
  apart:
    type: parallel
    states:
      text: {on: {written: {to: written}}}
      sums: {on: {counted: {to: counted}}}
    on: {together: {to: meeting}}
  written: {on: {on_with_it: {to: over}}}
  counted: {on: {on_with_it: {to: over}}}
  over: {type: final}
)";

constexpr const char* kAsking = R"(workflow: asking
version: 1
inputs: {party: {type: party}}
initial: open
states:
  open: {owner: party.council, on: {reply: {to: replied}}}
  replied: {type: final}
)";

/// What is otherwise in a text; every place must be there.
using Edits = std::vector<std::pair<std::string, std::string>>;
std::string edited(std::string text, const Edits& edits) {
  for (const auto& [what, instead] : edits) {
    const std::size_t at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    if (at != std::string::npos) text.replace(at, what.size(), instead);
  }
  return text;
}

std::string second(const Edits& edits) {
  return edited(edited(kBase, {{"version: 1", "version: 2"}}), edits);
}

/// A move as the service does it.
struct Taken {
  Result<Carried> carried;
  Case kase;
};
Taken taken(const World& from, const World& to, const NamedValues& inputs = {}, const char* on = "2022-03-01") {
  Moment moment;
  moment.now = std::max(from.kase.last_at, to.definition().calendar.zone.instant_of(*time::CivilDate::parse_iso(on),
                                                                                    std::int64_t{12} * 3600));
  moment.actor = from.actor;
  const MoveTo move{from.definition().id, to.definition().id, inputs};
  Taken out{carry(from.definition(), to.definition(), from.kase, move, moment), from.kase};
  if (!out.carried) return out;
  apply_move(out.kase, to.definition().id, out.carried->step);
  ++out.kase.revision;
  out.kase.last_at = moment.now;
  return out;
}

void run(World& world, const Strings& lines) {
  ASSERT_TRUE(world.open("2022-01-03", {{"first_day", "2022-06-01"}}));
  for (const std::string& line : lines) {
    const std::size_t space = line.find(' ');
    const std::string event = line.substr(0, space), in = space == std::string::npos ? "" : line.substr(space + 1);
    const World::Came came = event == "attach" ? world.attach("2022-02-01", in) : world.send("2022-02-01", event, in);
    ASSERT_TRUE(came) << line << ": " << came.code;
  }
}

struct Row {
  const char* what;
  Strings done;    // commands of the old version
  Edits edits;     // of the new one
  const char* at;  // `file:line` of the reason; "" where it moves
  const char* says;
};

void PrintTo(const Row& row, std::ostream* out) {
  *out << row.what;
}

class Verdict : public testing::TestWithParam<Row> {};

TEST_P(Verdict, names_the_reason_and_its_line) {
  World before(kBase), after(second(GetParam().edits), {kAsking});
  run(before, GetParam().done);
  const Taken move = taken(before, after);
  if (std::string(GetParam().at).empty()) {
    ASSERT_TRUE(move.carried) << render(move.carried.error()->findings.front(), Language::en);
    return;
  }
  ASSERT_FALSE(move.carried);
  const Diagnostic& reason = move.carried.error()->findings.front();
  EXPECT_STREQ(reason.code, "cannot-move");
  EXPECT_NE(reason.message.en.find(GetParam().says), std::string::npos) << reason.message.en;
  EXPECT_FALSE(reason.message.da.empty());
  const std::string at = reason.where ? reason.where->file + ":" + std::to_string(reason.where->line) : "nowhere";
  EXPECT_EQ(at, GetParam().at);
}

const Edits kNoHearing{{"go: {to: hearing}", "go: {to: meeting}"},
                       {R"(  hearing:
    title: Høring
    for_each: {in: organisation.parties, as: party, key: party.code}
    initial: open
    states:
      open: {owner: party.council, on: {reply: {to: replied}}}
      replied: {type: final}
    decide: [{when: replied = total, to: meeting}]
    empty: {to: meeting}
    on: {aside: {to: prepare, rest: keep}}
)",
                        ""}};
const Strings kHeard{"go", "reply hearing/0851", "reply hearing/0860", "reply hearing/1081"};

INSTANTIATE_TEST_SUITE_P(
    Table, Verdict,
    testing::Values(
        Row{"the same but for its number", {}, {}, "", ""},
        Row{"a step that is active is gone",
            {"meet", "hold"},
            {{"on: {hold: {to: held}}", "on: {hold: {to: over}}"}, {"      held: {on: {close: {to: over}}}\n", ""}},
            "agreement@1:42",
            "which version 2 does not have"},
        Row{"a step that was left is gone", {"meet", "pause", "resume"}, kNoHearing, "", ""},
        Row{"a step has got steps inside",
            {"meet", "hold"},
            {{"held: {on: {close: {to: over}}}", "held: {initial: inner, states: {inner: {on: {close: {to: over}}}}}"}},
            "text-0:42",
            "was a single step but is a step with steps inside"},
        Row{"a remembered step is gone",
            {"meet", "hold", "pause"},
            {{"on: {hold: {to: held}}", "on: {hold: {to: over}}"}, {"      held: {on: {close: {to: over}}}\n", ""}},
            "agreement@1:42",
            "The case remembers"},
        Row{"a memory of another step is gone",
            {"meet", "pause"},
            {{"on: {hold: {to: held}}", "on: {hold: {to: over}}"}, {"      held: {on: {close: {to: over}}}\n", ""}},
            "",
            ""},
        Row{"branches are under way in a step that is gone", {"go"}, kNoHearing, "agreement@1:27", "Høring"},
        Row{"branches have ended in a step that is gone", kHeard, kNoHearing, "", ""},
        Row{"a branch that was put aside is in a step that is gone",
            {"go", "aside"},
            {{"      open: {owner: party.council, on: {reply: {to: replied}}}",
              "      asked: {owner: party.council, on: {reply: {to: replied}}}"},
             {"initial: open", "initial: asked"}},
            "agreement@1:32",
            "A branch that was put aside is in"},
        Row{"the branches are called now",
            {"go"},
            {{R"(key: party.code}
    initial: open
    states:
      open: {owner: party.council, on: {reply: {to: replied}}}
      replied: {type: final}
)",
              "key: party.code, call: asking@1, with: {party: party}}\n"}},
            "text-0:27",
            "runs its branches in another way"},
        Row{"a parallel part is new",
            {"apart"},
            {{"      sums: {on: {counted: {to: counted}}}\n",
              "      sums: {on: {counted: {to: counted}}}\n      money: {on: {paid: {to: over}}}\n"}},
            "text-0:51",
            "which it has not begun"},
        Row{"data with a value are gone",
            {"note"},
            {{"  said: {type: string}\n", ""}, {"{set: {said: '\"noget\"'}}", "{set: {tally: tally + 1}}"}},
            "agreement@1:12",
            "said is noget, but version 2 does not have it"},
        Row{"data without a value are gone",
            {},
            {{"  said: {type: string}\n", ""}, {"{set: {said: '\"noget\"'}}", "{set: {tally: tally + 1}}"}},
            "",
            ""},
        Row{"data are of another type",
            {"count"},
            {{"tally: {type: number, value: 0}", "tally: {type: string}"},
             {"{set: {tally: tally + 1}}", "{set: {tally: '\"x\"'}}"}},
            "text-0:11",
            "tally is 1, but must be string in version 2"},
        Row{"data may only be some words",
            {"note"},
            {{"said: {type: string}", "said: {type: string, one_of: [noget, andet]}"}},
            "",
            ""},
        Row{"data are not among the words",
            {"note"},
            {{"said: {type: string}", "said: {type: string, one_of: [et, andet]}"},
             {"{set: {said: '\"noget\"'}}", "{set: {said: '\"andet\"'}}"}},
            "text-0:12",
            "(et or andet)"},
        Row{"a new input must be given",
            {},
            {{"  lead: {type: party, optional: true}\n",
              "  lead: {type: party, optional: true}\n  last_day: {type: date}\n"}},
            "text-0:10",
            "write last_day=… (date)"},
        Row{"a new input may be left out",
            {},
            {{"  lead: {type: party, optional: true}\n",
              "  lead: {type: party, optional: true}\n  last_day: {type: date, optional: true}\n"}},
            "",
            ""},
        Row{"a document that is attached is gone",
            {"attach draft"},
            {{"  draft: {title: Udkast}\n", ""}},
            "agreement@1:14",
            "draft is attached"},
        Row{"a document that is not attached is gone", {}, {{"  draft: {title: Udkast}\n", ""}}, "", ""},
        Row{"there are several of a document now",
            {"attach draft"},
            {{"draft: {title: Udkast}", "draft: {title: Udkast, many: true}"}},
            "text-0:14",
            "has several of it"},
        Row{"what is new cannot be computed",
            {},
            {{"  said: {type: string}\n", "  said: {type: string}\n  more: {type: date, value: date(\"x\")}\n"}},
            "text-0:13",
            "cannot be computed"}),
    [](const testing::TestParamInfo<Row>& row) {
      std::string name = row.param.what;
      std::replace(name.begin(), name.end(), ' ', '_');
      return name;
    });

std::vector<std::string> told(const std::vector<MoveChange>& changes) {
  std::vector<std::string> out;
  for (const MoveChange& change : changes) {
    std::string line = name_of(change.kind);
    for (const std::string& part : {change.where, change.before.in(Language::da), change.after.in(Language::da)}) {
      if (!part.empty()) line += " " + part;
    }
    out.push_back(line);
  }
  return out;
}

TEST(Moving, a_case_that_moves_there_and_back_is_byte_for_byte_what_it_was) {
  World one(kBase), two(second({}));
  run(one, {"go", "reply hearing/0851", "attach draft"});
  const Taken there = taken(one, two);
  ASSERT_TRUE(there.carried);
  two.kase = there.kase;
  const Taken back = taken(two, one);
  ASSERT_TRUE(back.carried);
  ASSERT_EQ(back.kase.branches.size(), one.kase.branches.size());
  for (std::size_t n = 0; n < one.kase.branches.size(); ++n) {
    std::string was, is;
    encode(*one.kase.branches[n], one.definition(), was);
    encode(*back.kase.branches[n], one.definition(), is);
    EXPECT_EQ(was, is) << one.kase.branches[n]->key;
  }
  EXPECT_TRUE(told(back.carried->changes).empty());
}

TEST(Moving, states_and_data_in_another_order_are_found_by_their_names) {
  World before(kBase);
  World after(
      second({{"  tally: {type: number, value: 0}\n  said: {type: string}\n",
               "  fresh: {type: number, value: 7}\n  said: {type: string}\n  tally: {type: number, value: 0}\n"},
              {"  paused: {on: {resume: {to: meeting/was}}}\n", ""},
              {"  prepare:\n", "  paused: {on: {resume: {to: meeting/was}}}\n  prepare:\n"}}));
  run(before, {"count", "count", "meet", "hold", "pause"});
  const Taken move = taken(before, after);
  ASSERT_TRUE(move.carried) << render(move.carried.error()->findings.front(), Language::en);
  after.kase = move.kase;
  EXPECT_TRUE(feel::identical(after.variable("tally"), feel::Value::integer(2)));
  EXPECT_TRUE(feel::identical(after.variable("fresh"), feel::Value::integer(7)));
  EXPECT_EQ(after.active(), Strings{"paused"});
  ASSERT_TRUE(after.send("2022-03-02", "resume"));
  EXPECT_EQ(after.active(), Strings{"meeting/held"});
}

TEST(Moving, a_deadline_takes_its_new_date_and_nobody_is_reminded_twice_for_one) {
  World before(kBase);
  run(before, {});
  before.advance("2022-05-19");
  EXPECT_EQ(before.sent().size(), 1u);
  struct Case {
    const char* what;
    Edits edits;
    Strings changes;
    std::size_t reminders;  // until the due date
  };
  const std::vector<Case> cases{{"the same", {}, {}, 1},
                                {"the same days in other words", {{"warn: [P14D, P7D]", "warn: [P1W, P2W]"}}, {}, 1},
                                {"one day more", {{"warn: [P14D, P7D]", "warn: [P14D, P7D, P2D]"}}, {}, 2},
                                {"later",
                                 {{"due: first_day", "due: 'first_day + duration(\"P21D\")'"}},
                                 {"deadline prepare 2022-06-01 2022-06-22"},
                                 2},
                                {"gone",
                                 {{"    deadlines: {ready: {due: first_day, warn: [P14D, P7D]}}\n", ""}},
                                 {"deadline prepare 2022-06-01"},
                                 0}};
  for (const Case& one : cases) {
    SCOPED_TRACE(one.what);
    World after(second(one.edits));
    const Taken move = taken(before, after, {}, "2022-05-20");
    ASSERT_TRUE(move.carried) << render(move.carried.error()->findings.front(), Language::en);
    EXPECT_EQ(told(move.carried->changes), one.changes);
    after.kase = move.kase;
    after.advance("2022-06-22");
    const Strings sent = after.sent();
    EXPECT_EQ(static_cast<std::size_t>(std::count_if(
                  sent.begin(), sent.end(), [](const std::string& line) { return line.rfind("reminder", 0) == 0; })),
              one.reminders);
  }
}

TEST(Moving, a_date_that_has_led_on_already_does_so_only_once) {
  const std::string once =
      edited(kBase, {{"    title: Forberedelse\n",
                      "    title: Forberedelse\n"
                      "    from: {'date(\"2022-02-01\")': {actions: [{set: {tally: tally + 10}}]}}\n"}});
  World before(once), after(edited(once, {{"version: 1", "version: 2"}}));
  run(before, {});
  before.advance("2022-02-10");
  EXPECT_TRUE(feel::identical(before.variable("tally"), feel::Value::integer(10)));
  const Taken move = taken(before, after);
  ASSERT_TRUE(move.carried);
  after.kase = move.kase;
  after.advance("2022-04-01");
  EXPECT_TRUE(feel::identical(after.variable("tally"), feel::Value::integer(10)));
}

TEST(Moving, rules_of_the_new_version_that_hold_are_taken_at_once) {
  World before(kBase), after(second({{"{when: replied = total, to: meeting}",
                                      "{when: replied >= 2, to: meeting}, {when: replied = total, to: meeting}"}}));
  run(before, {"go", "reply hearing/0851", "reply hearing/0860"});
  const Taken move = taken(before, after);
  ASSERT_TRUE(move.carried);
  after.kase = move.kase;
  EXPECT_EQ(after.active(), Strings{"meeting/planned"});
  EXPECT_EQ(told(move.carried->changes),
            (Strings{"cancelled hearing/1081", "left hearing", "entered meeting", "entered meeting/planned"}));
}

TEST(Moving, an_input_that_the_command_gives_takes_the_place_of_the_old_one) {
  World before(kBase), after(second({{"focus: {type: list<string>, optional: true}", "focus: {type: number}"}}));
  run(before, {});
  EXPECT_FALSE(taken(before, after).carried);
  const Taken move = taken(before, after, {{"focus", feel::Value::integer(3)}});
  ASSERT_TRUE(move.carried) << render(move.carried.error()->findings.front(), Language::en);
  after.kase = move.kase;
  EXPECT_TRUE(feel::identical(after.variable("focus"), feel::Value::integer(3)));
}

TEST(Moving, checks_of_the_new_version_only_warn) {
  World before(kBase),
      after(second({{"documents:", "checks: [{when: first_day > date(\"2023-01-01\"), say: Sent}]\ndocuments:"}}));
  run(before, {});
  const Taken move = taken(before, after);
  ASSERT_TRUE(move.carried);
  EXPECT_EQ(told(move.carried->changes), Strings{"check Sent"});
}

TEST(Moving, titles_and_owners_of_open_steps_are_those_of_the_new_version) {
  World before(kBase), after(second({{"title: Forberedelse", "title: Udarbejdelse\n    owner: group"}}));
  run(before, {});
  const Taken move = taken(before, after);
  ASSERT_TRUE(move.carried);
  EXPECT_EQ(told(move.carried->changes), Strings{"renamed prepare Forberedelse Udarbejdelse"});
  ASSERT_EQ(move.carried->step.items.size(), 1u);
  EXPECT_EQ(move.carried->step.items.front().owner->title.da, "Styregruppen");
}

TEST(Moving, a_faulted_case_is_mended_and_waits_to_be_resumed) {
  const std::string fails = edited(kBase, {{"    title: Forberedelse\n",
                                            "    title: Forberedelse\n    from: {'date(\"2022-02-01\")': "
                                            "{actions: [{set: {tally: '1 / (tally - tally)'}}]}}\n"}});
  World before(fails);
  World after(edited(fails, {{"version: 1", "version: 2"}, {"1 / (tally - tally)", "tally + 5"}}));
  ASSERT_TRUE(before.open("2022-01-03", {{"first_day", "2022-06-01"}}));
  before.advance("2022-02-02");
  ASSERT_TRUE(before.firings.back().failed);
  ASSERT_TRUE(before.input("2022-02-02", Fault{"i stykker\nbroken"}));
  const Taken move = taken(before, after);
  ASSERT_TRUE(move.carried) << render(move.carried.error()->findings.front(), Language::en);
  EXPECT_EQ(move.kase.status, lifecycle::CaseStatus::suspended);
  EXPECT_TRUE(move.kase.fault.empty());
  after.kase = move.kase;
  ASSERT_TRUE(after.input("2022-03-02", Resume{"rettet"}));
  EXPECT_TRUE(feel::identical(after.variable("tally"), feel::Value::integer(5)));
}

TEST(Moving, a_case_that_has_ended_stays_where_it_is) {
  World before(kBase), after(second({}));
  run(before, {"meet", "hold", "close"});
  const Taken move = taken(before, after);
  ASSERT_FALSE(move.carried);
  EXPECT_STREQ(code_of(move.carried.error()), "ended");
}

}  // namespace
}  // namespace aftale::machine::test
