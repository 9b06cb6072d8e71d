#include "tests/unit/machine/world.h"

/// Branches (language, "Branches").
namespace aftale::machine::test {
namespace {

std::string fan(const std::string& rules, const std::string& more = "",
                const std::string& finals = "  bad: {type: final}\n  nobody: {type: final}\n") {
  return R"(
workflow: fan
version: 1
title: Vifte
organisation: small
calendar: denmark
inputs: {names: {type: list<string>}}
data: {tally: {type: number, value: 0}}
initial: ask
states:
  ask:
    for_each: {in: names, as: name, key: name)" +
         more + R"(}
    initial: open
    states:
      open:
        on:
          yes: {to: yes}
          no: {to: no, actions: [{raise: said_no}]}
          add: {actions: [{set: {tally: tally + 1}}]}
      yes: {type: final}
      no: {type: final}
)" + rules +
         R"(
    on: {leave: {to: away}, said_no: {actions: [{set: {tally: tally + 100}}]}}
  away: {on: {back: {to: ask}, over: {to: good}}}
  good: {type: final}
)" + finals;
}

const std::string kDecide = R"(
    decide:
      - {when: no >= 1, to: bad}
      - {when: yes = total, to: good}
    empty: {to: nobody}
)";

struct Row {
  const char* what;
  std::vector<std::pair<const char*, const char*>> said;  // branch, event
  const char* outcome;                                    // of the case; "" while it runs
};

class Decide : public testing::TestWithParam<Row> {};

TEST_P(Decide, takes_the_first_rule_that_holds) {
  World world(fan(kDecide));
  ASSERT_TRUE(world.open("2022-01-03", {{"names", "a;b;c"}}));
  for (const auto& [branch, event] : GetParam().said) {
    const auto came = world.send("2022-01-04", event, std::string("ask/") + branch);
    ASSERT_TRUE(came) << came.code;
  }
  EXPECT_EQ(world.instance.branches.front()->outcome, GetParam().outcome);
}

INSTANTIATE_TEST_SUITE_P(Table, Decide,
                         testing::Values(Row{"nobody yet", {}, ""}, Row{"one yes", {{"a", "yes"}}, ""},
                                         Row{"one no", {{"b", "no"}}, "bad"},
                                         Row{"yes then no", {{"a", "yes"}, {"c", "no"}}, "bad"},
                                         Row{"all yes", {{"a", "yes"}, {"b", "yes"}, {"c", "yes"}}, "good"}));

TEST(ForEach, an_empty_list_takes_empty_before_any_decide) {
  World world(fan(kDecide));
  ASSERT_TRUE(world.open("2022-01-03", {{"names", "[]"}}));
  EXPECT_EQ(world.instance.branches.front()->outcome, "nobody");
}

TEST(ForEach, a_key_twice_is_an_error_that_names_it) {
  World world(fan(kDecide));
  const auto came = world.open("2022-01-03", {{"names", "a;b;a"}});
  EXPECT_EQ(came.code, "double-key");
  EXPECT_NE(came.error->findings.front().message.en.find("gives the key a twice"), std::string::npos);
}

TEST(ForEach, keys_may_hold_anything_and_are_written_safely_in_paths) {
  World world(fan(kDecide));
  ASSERT_TRUE(world.open("2022-01-03", {{"names", R"(["a/b", "50 %", "x#2", "æ*"])"}}));
  EXPECT_EQ(world.active(), (Strings{"ask/a%2Fb/open", "ask/50 %25/open", "ask/x%232/open", "ask/æ%2A/open"}));
  ASSERT_TRUE(world.send("2022-01-04", "yes", "ask/x%232"));
  EXPECT_EQ(world.branch("ask/x%232")->outcome, "yes");
}

TEST(ForEach, the_same_event_in_several_branches_needs_an_address_or_a_star) {
  World world(fan(kDecide));
  ASSERT_TRUE(world.open("2022-01-03", {{"names", "a;b;c"}}));
  EXPECT_EQ(world.send("2022-01-04", "yes").code, "ambiguous");
  ASSERT_TRUE(world.send("2022-01-04", "yes", "ask/*"));
  EXPECT_EQ(world.instance.branches.front()->outcome, "good");
}

TEST(ForEach, set_writes_the_innermost_declaration_from_inside_a_branch) {
  World world(fan(kDecide));
  ASSERT_TRUE(world.open("2022-01-03", {{"names", "a;b"}}));
  ASSERT_TRUE(world.send("2022-01-04", "add", "ask/a"));
  ASSERT_TRUE(world.send("2022-01-04", "add", "ask/b"));
  EXPECT_TRUE(feel::identical(world.variable("tally"), feel::Value::integer(2)));
}

TEST(ForEach, what_a_branch_raises_is_heard_outwards) {
  World world(fan(kDecide));
  ASSERT_TRUE(world.open("2022-01-03", {{"names", "a;b"}}));
  ASSERT_TRUE(world.send("2022-01-04", "no", "ask/a"));
  EXPECT_TRUE(feel::identical(world.variable("tally"), feel::Value::integer(100)));
}

TEST(ForEach, leaving_cancels_what_runs_and_a_new_entry_begins_everything_anew) {
  World world(fan(kDecide));
  ASSERT_TRUE(world.open("2022-01-03", {{"names", "a;b"}}));
  ASSERT_TRUE(world.send("2022-01-04", "yes", "ask/a"));
  ASSERT_TRUE(world.send("2022-01-05", "leave"));
  EXPECT_EQ(world.branch("ask/a")->status, BranchStatus::ended);
  EXPECT_EQ(world.branch("ask/b")->status, BranchStatus::cancelled);
  EXPECT_EQ(world.item("ask/b/open")->status, WorkItem::Status::cancelled);
  ASSERT_TRUE(world.send("2022-01-06", "back"));
  EXPECT_EQ(world.active(), (Strings{"ask/a#2/open", "ask/b#2/open"}));
  ASSERT_TRUE(world.send("2022-01-07", "yes", "ask/*"));
  EXPECT_EQ(world.instance.branches.front()->outcome, "good");
}

TEST(ForEach, the_next_state_is_entered_on_the_latest_day_on_which_a_branch_ended) {
  World world(fan("    done: {to: away}\n", "", ""));
  ASSERT_TRUE(world.open("2022-01-03", {{"names", "a;b"}}));
  Moment moment;
  moment.now = world.instance.last_at.plus_seconds(86'400 * 30);
  moment.actor = world.actor;
  for (const auto& [branch, day] : {std::pair{"ask/a", 20}, std::pair{"ask/b", 10}}) {
    moment.effective = time::CivilDate::from_ymd(2022, 1, day);
    Result<Step> done = step(world.definition(), world.instance, Event{branch, "yes", {}}, moment);
    ASSERT_TRUE(done.has_value());
    apply(world.instance, *done);
  }
  ASSERT_EQ(world.active(), (Strings{"away"}));
  EXPECT_EQ(world.instance.branches.front()->active.front().entered.iso(), "2022-01-20");
}

TEST(ForEach, a_hole_in_decide_leaves_the_case_where_it_is_and_tells_the_secretariat) {
  // The checker refuses such a file, so the hole is made behind its back.
  World world(fan(kDecide), {}, [](model::Definition& definition) {
    for (model::State& state : definition.charts[definition.root().chart].states) {
      if (state.for_each) state.for_each->decide.erase(state.for_each->decide.begin());
    }
  });
  ASSERT_TRUE(world.open("2022-01-03", {{"names", "a;b"}}));
  ASSERT_TRUE(world.send("2022-01-04", "yes", "ask/a"));
  EXPECT_EQ(world.sent(), Strings());
  const auto came = world.send("2022-01-04", "no", "ask/b");
  ASSERT_TRUE(came);
  ASSERT_EQ(came.step.notes.size(), 1u);
  EXPECT_STREQ(came.step.notes[0].code, "undecided");
  EXPECT_EQ(world.sent(), (Strings{"undecided to Sekretariatet"}));
  EXPECT_EQ(world.active(), (Strings{"ask"}));
}

TEST(ForEach, sequential_branches_begin_one_after_the_other) {
  World world(fan(kDecide, ", order: sequential"));
  ASSERT_TRUE(world.open("2022-01-03", {{"names", "a;b;c"}}));
  EXPECT_EQ(world.active(), (Strings{"ask/a/open"}));
  EXPECT_EQ(world.send("2022-01-04", "yes", "ask/b").code, "no-open-step");
  ASSERT_TRUE(world.send("2022-01-04", "yes"));
  EXPECT_EQ(world.active(), (Strings{"ask/b/open"}));
  ASSERT_TRUE(world.send("2022-01-04", "no"));
  EXPECT_EQ(world.instance.branches.front()->outcome, "bad");
  EXPECT_EQ(world.branch("ask/c")->status, BranchStatus::cancelled);
  EXPECT_EQ(world.item("ask/c/open"), nullptr);
}

constexpr const char* kAtOnce = R"(
workflow: at-once
version: 1
title: Samtidig
organisation: small
calendar: denmark
inputs: {bodies: {type: 'list<{id: string, with_previous: boolean}>'}}
initial: chain
states:
  chain:
    for_each: {in: bodies, as: one, key: one.id, order: sequential}
    initial: open
    states: {open: {on: {ok: {to: ok}}}, ok: {type: final}}
    done: {to: end}
  end: {type: final}
)";

TEST(ForEach, an_element_with_previous_is_treated_at_the_same_time) {
  World world(kAtOnce);
  ASSERT_TRUE(
      world.open("2022-01-03", {{"bodies", R"([{"id": "a", "with_previous": false}, {"id": "b", "with_previous": true},
                                                       {"id": "c", "with_previous": false}])"}}));
  EXPECT_EQ(world.active(), (Strings{"chain/a/open", "chain/b/open"}));
  ASSERT_TRUE(world.send("2022-01-04", "ok", "chain/b"));
  EXPECT_EQ(world.active(), (Strings{"chain/a/open"}));
  ASSERT_TRUE(world.send("2022-01-04", "ok"));
  EXPECT_EQ(world.active(), (Strings{"chain/c/open"}));
}

constexpr const char* kCallee = R"(
workflow: opinion
version: 2
title: Udtalelse
inputs: {who: {type: party}, limit: {type: number, optional: true}}
data: {asked: {type: number, value: 1}}
initial: open
states:
  open: {owner: who, on: {good: {to: good}, poor: {to: poor}}}
  good: {type: final, outcome: positive, result: {asked: asked + 1}}
  poor: {type: final, outcome: negative}
)";

constexpr const char* kCaller = R"(
workflow: caller
version: 1
title: Kalder
organisation: small
calendar: denmark
data: {got: {type: number, value: 0}}
initial: one
states:
  one:
    call: opinion@2
    with: {who: 'organisation.parties[1]'}
    done:
      - {guard: 'event.outcome = "positive"', to: all, actions: [{set: {got: event.result.asked}}]}
      - {to: end}
    on: {stop: {to: end}}
  all:
    for_each: {in: organisation.parties, as: party, key: party.code, call: opinion@2, with: {who: party}}
    decide:
      - {when: negative >= 1, to: talks, rest: keep}
      - {when: positive = total, to: end}
    empty: {to: end}
    deadlines: {answers: {due: 'date("2022-06-30")', warn: [P14D]}}
  talks: {on: {over: {to: all}, dropped: {to: end}}}
  end: {type: final}
)";

class Called : public testing::Test {
 protected:
  World world{kCaller, {kCallee}};
  void SetUp() override { ASSERT_TRUE(world.open("2022-01-03")); }
};

TEST_F(Called, a_called_workflow_runs_inside_the_case_and_its_outcome_is_answered) {
  EXPECT_EQ(world.active(), (Strings{"one/open"}));
  EXPECT_EQ(world.item("one/open")->owner->party, "0851");
  ASSERT_TRUE(world.send("2022-01-04", "good"));
  EXPECT_TRUE(feel::identical(world.variable("got"), feel::Value::integer(2)));
  EXPECT_EQ(world.active(), (Strings{"all/0851/open", "all/0860/open", "all/1081/open"}));
}

TEST_F(Called, leaving_the_call_cancels_it) {
  ASSERT_TRUE(world.send("2022-01-04", "stop"));
  EXPECT_EQ(world.branch("one")->status, BranchStatus::cancelled);
  EXPECT_EQ(world.instance.status, lifecycle::CaseStatus::completed);
}

TEST_F(Called, kept_branches_rest_and_return_where_they_were_and_who_said_no_begins_anew) {
  ASSERT_TRUE(world.send("2022-01-04", "good"));
  ASSERT_TRUE(world.send("2022-01-05", "good", "all/1081"));
  ASSERT_TRUE(world.send("2022-01-06", "poor", "all/0860"));
  ASSERT_EQ(world.active(), (Strings{"talks"}));
  EXPECT_EQ(world.send("2022-01-07", "good", "all/0851").code, "kept-branch");
  EXPECT_EQ(world.deadline("all"), lifecycle::DeadlineStatus::waiting_paused);
  EXPECT_EQ(world.instance.wake_at(), std::nullopt);
  ASSERT_TRUE(world.send("2022-02-01", "over"));
  EXPECT_EQ(world.active(), (Strings{"all/0851/open", "all/0860#2/open"}));
  EXPECT_EQ(world.deadline("all"), lifecycle::DeadlineStatus::waiting);
  ASSERT_TRUE(world.send("2022-02-02", "good", "all/0860"));
  EXPECT_EQ(world.branch("all/0860#2")->outcome, "positive");
  EXPECT_EQ(world.branch("all/0860")->outcome, "negative");
  ASSERT_TRUE(world.send("2022-02-03", "good", "all/0851"));
  EXPECT_EQ(world.instance.status, lifecycle::CaseStatus::completed);
}

TEST_F(Called, an_overdue_mark_does_not_come_while_the_branches_rest) {
  ASSERT_TRUE(world.send("2022-01-04", "good"));
  ASSERT_TRUE(world.send("2022-01-06", "poor", "all/0860"));
  world.advance("2022-08-01");
  EXPECT_TRUE(world.firings.empty());
  ASSERT_TRUE(world.send("2022-08-01", "over"));
  EXPECT_EQ(world.deadline("all"), lifecycle::DeadlineStatus::missed);
  // The region has no contact of its own: the secretariat's list tells it.
  EXPECT_EQ(world.sent(),
            (Strings{"overdue to Aalborg Kommune", "overdue to Hjørring Kommune", "overdue to Sekretariatet"}));
}

}  // namespace
}  // namespace aftale::machine::test
