#include "tests/unit/machine/moving.h"
#include "engine/machine/format/codec.h"

/// A case that moves: what is carried over, and what is computed anew.
namespace aftale::machine::test {
namespace {

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
  two.instance = there.instance;
  const Taken back = taken(two, one);
  ASSERT_TRUE(back.carried);
  ASSERT_EQ(back.instance.branches.size(), one.instance.branches.size());
  for (std::size_t n = 0; n < one.instance.branches.size(); ++n) {
    std::string was, is;
    encode(*one.instance.branches[n], one.definition(), was);
    encode(*back.instance.branches[n], one.definition(), is);
    EXPECT_EQ(was, is) << one.instance.branches[n]->key;
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
  after.instance = move.instance;
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
    after.instance = move.instance;
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
  after.instance = move.instance;
  after.advance("2022-04-01");
  EXPECT_TRUE(feel::identical(after.variable("tally"), feel::Value::integer(10)));
}

/// `tally` counts what has fired; the rules stand in `prepare`.
std::string timed(const std::string& rules) {
  return edited(kBase, {{"    title: Forberedelse\n", "    title: Forberedelse\n" + rules}});
}
constexpr const char* kTen = "{actions: [{set: {tally: tally + 10}}]}";
constexpr const char* kOne = "{actions: [{set: {tally: tally + 1}}]}";

struct Reworded {
  const char* what;
  std::string before, after;
  const char* moved;  // when; the case was opened on 2022-01-03
  const char* looked;
  const char* tally;
  Strings changes;
};

TEST(Moving, a_rule_that_has_fired_does_so_for_no_day_before_the_move_however_it_is_worded) {
  const std::string ten(kTen), one(kOne);
  const std::vector<Reworded> rows{
      {"another period",
       "    after: {P14D: " + ten + "}\n",
       "    after: {P13D: " + ten + "}\n",
       "2022-02-01",
       "2022-04-01",
       "10",
       {}},
      {"the same in weeks",
       "    after: {P14D: " + ten + "}\n",
       "    after: {P2W: " + ten + "}\n",
       "2022-02-01",
       "2022-04-01",
       "10",
       {}},
      {"as an expression",
       "    after: {P14D: " + ten + "}\n",
       "    after: {'entered + duration(\"P10D\")': " + ten + "}\n",
       "2022-02-01",
       "2022-04-01",
       "10",
       {}},
      {"a month, which lies ahead",
       "    after: {P14D: " + ten + "}\n",
       "    after: {P1M: " + ten + "}\n",
       "2022-02-01",
       "2022-04-01",
       "20",
       {}},
      {"that waits still, and lies back now",
       "    after: {P60D: " + ten + "}\n",
       "    after: {P13D: " + ten + "}\n",
       "2022-02-01",
       "2022-04-01",
       "10",
       {"fires prepare 2022-01-16"}},
      {"with a new one before it",
       "    after: {P14D: " + ten + "}\n",
       "    after: {P7D: " + one + ", P14D: " + ten + "}\n",
       "2022-02-01",
       "2022-04-01",
       "11",
       {"fires prepare 2022-01-10"}},
      {"in another order, one reworded",
       "    after: {P7D: " + one + ", P14D: " + ten + "}\n",
       "    after: {P14D: " + ten + ", P8D: " + one + "}\n",
       "2022-02-01",
       "2022-04-01",
       "11",
       {}},
      {"without the first of two",
       "    after: {P7D: " + one + ", P14D: " + ten + "}\n",
       "    after: {P15D: " + ten + "}\n",
       "2022-02-01",
       "2022-04-01",
       "11",
       {}},
      {"a date",
       "    from: {'date(\"2022-01-10\")': " + ten + "}\n",
       "    from: {'date(2022, 1, 10)': " + ten + "}\n",
       "2022-02-01",
       "2022-04-01",
       "10",
       {}},
      {"a recurrence, which begins with its next day",
       "    every: {'FREQ=MONTHLY;BYMONTHDAY=10': " + ten + "}\n",
       "    every: {'FREQ=MONTHLY;BYMONTHDAY=5': " + one + "}\n",
       "2022-02-01",
       "2022-02-20",
       "11",
       {}},
      {"the same recurrence",
       "    every: {'FREQ=MONTHLY;BYMONTHDAY=10': " + ten + "}\n",
       "    every: {'FREQ=MONTHLY;BYMONTHDAY=10': " + one + "}\n",
       "2022-02-01",
       "2022-02-20",
       "11",
       {}},
  };
  for (const Reworded& row : rows) {
    SCOPED_TRACE(row.what);
    World before(timed(row.before)), after(edited(timed(row.after), {{"version: 1", "version: 2"}}));
    ASSERT_TRUE(before.open("2022-01-03", {{"first_day", "2022-06-01"}}));
    before.advance(row.moved);
    const Taken move = taken(before, after, {}, row.moved);
    ASSERT_TRUE(move.carried) << render(move.carried.error()->findings.front(), Language::en);
    EXPECT_EQ(told(move.carried->changes), row.changes);
    after.instance = move.instance;
    after.advance(row.looked);
    EXPECT_EQ(after.variable("tally").feel(), row.tally);
  }
}

TEST(Moving, older_semantics_find_what_has_fired_by_its_wording) {
  const std::string rule = std::string("    after: {P14D: ") + kTen + "}\n";
  World before(timed(rule)), after(edited(timed(edited(rule, {{"P14D", "P13D"}})), {{"version: 1", "version: 2"}}));
  before.instance.semantics = 4;
  ASSERT_TRUE(before.open("2022-01-03", {{"first_day", "2022-06-01"}}));
  before.advance("2022-02-01");
  const Taken move = taken(before, after, {}, "2022-02-01");
  ASSERT_TRUE(move.carried);
  after.instance = move.instance;
  after.advance("2022-04-01");
  EXPECT_EQ(after.variable("tally").feel(), "20");
}

TEST(Moving, what_follows_at_once_stands_in_the_plan_with_what_it_does) {
  World before(kBase);
  World after(edited(timed("    after: {P10D: {to: meeting}}\n"), {{"version: 1", "version: 2"}}));
  run(before, {});
  const Taken move = taken(before, after);
  ASSERT_TRUE(move.carried);
  EXPECT_EQ(told(move.carried->changes),
            (Strings{"fires prepare 2022-01-13", "left prepare", "entered meeting", "entered meeting/planned"}));
}

TEST(Moving, rules_of_the_new_version_that_hold_are_taken_at_once) {
  World before(kBase), after(second({{"{when: replied = total, to: meeting}",
                                      "{when: replied >= 2, to: meeting}, {when: replied = total, to: meeting}"}}));
  run(before, {"go", "reply hearing/0851", "reply hearing/0860"});
  const Taken move = taken(before, after);
  ASSERT_TRUE(move.carried);
  after.instance = move.instance;
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
  after.instance = move.instance;
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

/// Aalborg is gone, Hjørring has another council, and there is a new region in the place of the old one.
constexpr const char* kNewer = R"(organisation: newer
title: Ny region
valid: {from: 2022-01-01}
secretariat: {title: Sekretariatet, contact: sekretariat@example.dk}
bodies:
  group: {title: Styregruppen, contact: group@example.dk}
parties:
  - {code: "0860", title: Hjørring Kommune, chain: [{id: council, title: Hjørring Kommunalbestyrelse, decides: true}]}
  - {code: "1099", title: Region Nord, kind: region, chain: [{id: council, title: Regionsrådet, decides: true}]}
)";
World newer(const Edits& edits = {}) {
  Edits all{{"organisation: small", "organisation: newer"}};
  all.insert(all.end(), edits.begin(), edits.end());
  return World(second(all), {kNewer});
}

TEST(Moving, to_another_organisation_opens_and_cancels_branches_of_a_living_list) {
  World before(kBase);
  run(before, {"go", "reply hearing/0860"});
  World after = newer();
  const Taken move = taken(before, after);
  ASSERT_TRUE(move.carried) << render(move.carried.error()->findings.front(), Language::en);
  EXPECT_EQ(told(move.carried->changes),
            (Strings{"cancelled hearing/0851", "cancelled hearing/1081", "opened hearing/1099"}));
  after.instance = move.instance;
  EXPECT_EQ(after.active(), Strings{"hearing/1099/open"});
  ASSERT_TRUE(after.send("2022-03-02", "reply", "hearing/1099"));
  EXPECT_EQ(after.active(), Strings{"meeting/planned"});
}

TEST(Moving, somebody_who_is_gone_keeps_a_case_whose_list_does_not_live) {
  const Edits fixed{{"key: party.code}", "key: party.code, live: false}"}};
  World before(edited(kBase, fixed));
  run(before, {"go"});
  World after = newer(fixed);
  const Taken move = taken(before, after);
  ASSERT_FALSE(move.carried);
  const std::vector<Diagnostic>& reasons = move.carried.error()->findings;
  ASSERT_EQ(reasons.size(), 2u);
  EXPECT_EQ(reasons[0].message.en,
            "hearing/0851/party is 0851 Aalborg Kommune, which the organisation newer does not have");
}

TEST(Moving, a_branch_that_has_ended_keeps_somebody_who_is_gone_as_he_was) {
  World before(kBase);
  run(before, {"go", "reply hearing/0851"});
  World after = newer();
  const Taken move = taken(before, after);
  ASSERT_TRUE(move.carried);
  after.instance = move.instance;
  const Branch* branch = after.branch("hearing/0851");
  ASSERT_NE(branch, nullptr);
  EXPECT_EQ(branch->outcome, "replied");
  EXPECT_EQ(branch->title->da, "Aalborg Kommune");
  const feel::Value kept = after.variable("party", "hearing/0851");
  EXPECT_EQ(kept.entries().find("title")->text(), "Aalborg Kommune");
  EXPECT_EQ(after.definition().organisation_values.registered(kept), nullptr);
}

TEST(Moving, an_input_that_names_somebody_who_is_gone_must_be_given_anew) {
  World before(kBase), after = newer();
  ASSERT_TRUE(before.open("2022-01-03", {{"first_day", "2022-06-01"}, {"lead", "0851"}}));
  const Taken refused = taken(before, after);
  ASSERT_FALSE(refused.carried);
  EXPECT_NE(refused.carried.error()->findings[0].message.en.find("lead is 0851 Aalborg Kommune"), std::string::npos);
  EXPECT_TRUE(taken(before, after, {{"lead", after.definition().organisation_values.party(0)}}).carried);
}

TEST(Moving, who_is_there_still_is_the_one_of_the_new_organisation) {
  World before(kBase), after = newer();
  ASSERT_TRUE(before.open("2022-01-03", {{"first_day", "2022-06-01"}, {"lead", "0860"}}));
  const Taken move = taken(before, after);
  ASSERT_TRUE(move.carried);
  after.instance = move.instance;
  const model::Registered* lead = after.definition().organisation_values.registered(after.variable("lead"));
  ASSERT_NE(lead, nullptr);
  EXPECT_EQ(lead->receiver->party, "0860");
}

TEST(Moving, an_organisation_that_does_not_hold_yet_takes_no_case) {
  World before(kBase);
  run(before, {});
  World after(second({{"organisation: small", "organisation: newer"}}),
              {edited(kNewer, {{"valid: {from: 2022-01-01}", "valid: {from: 2022-06-01}"}})});
  const Taken move = taken(before, after);
  ASSERT_FALSE(move.carried);
  EXPECT_EQ(move.carried.error()->findings[0].message.da, "Ny region gælder først fra 2022-06-01");
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
  EXPECT_EQ(move.instance.status, lifecycle::CaseStatus::suspended);
  EXPECT_TRUE(move.instance.fault.empty());
  EXPECT_EQ(told(move.carried->changes), (Strings{"mended"}));
  after.instance = move.instance;
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
