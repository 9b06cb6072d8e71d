#include "tests/unit/machine/world.h"

/// Names people write, roles, data, and the case as a whole.
namespace aftale::machine::test {
namespace {

constexpr const char* kAsk = R"(
workflow: ask
version: 1
title: {da: Høring, en: Hearing}
organisation: small
calendar: denmark
inputs:
  start: {type: date}
  party: {type: party, optional: true}
checks: [{when: 'start > date("2022-01-01")', say: {da: For tidligt, en: Too early}}]
events:
  replied: {text: {type: string}, days: {type: number, optional: true}}
initial: ask
states:
  ask:
    title: {da: Spørger rådene, en: Asks the councils}
    for_each: {in: organisation.parties, as: party, key: party.code}
    initial: open
    states:
      open:
        owner: party.council
        on:
          replied: {to: done}
          mine: {to: done, by: [owner]}
          ours: {to: done, by: [party]}
          theirs: {to: done, by: [secretariat]}
      done: {type: final}
    done: {to: over}
    empty: {to: over}
  over: {type: final}
)";

class Ask : public testing::Test {
 protected:
  World world{kAsk};
  void SetUp() override { ASSERT_TRUE(world.open("2022-01-03", {{"start", "03-01-2022"}})); }

  std::string resolved(const std::string& in) {
    const Result<std::vector<std::string>> found = resolve(world.definition(), world.instance, Event{in, "theirs", {}});
    if (!found) return code_of(found.error());
    std::string out;
    for (const std::string& one : *found) out += (out.empty() ? "" : " ") + one;
    return out;
  }
};

TEST_F(Ask, names_and_titles_stand_for_addresses_where_they_are_unambiguous) {
  const std::vector<std::pair<const char*, const char*>> table{
      {"", ""},
      {"ask", "ask"},
      {"ask/0851", "ask/0851"},
      {"ask/0851/open", "ask/0851/open"},
      {"0851", "ask/0851"},
      {"Aalborg Kommune", "ask/0851"},
      {"aalborg", "ask/0851"},
      {"Spørger rådene/Hjørring", "ask/0860"},
      {"kommune", "ambiguous"},
      {"Odense", "unknown-step"},
      {"ask/nowhere", "unknown-step"},
      {"ask/*", "ask/0851 ask/0860 ask/1081"},
      {"Spørger rådene/*", "ask/0851 ask/0860 ask/1081"},
  };
  for (const auto& [in, out] : table) EXPECT_EQ(resolved(in), out) << in;
}

TEST(Address, a_ballot_is_found_by_the_body_that_treats_it) {
  World world(R"(
workflow: matter
version: 1
title: {da: Sag, en: Matter}
organisation: small
calendar: denmark
initial: start
states:
  start: {title: {da: Sætter i gang, en: Starts}, owner: group, ballot: discuss, on: {discussed: {to: over}}}
  over: {type: final}
)");
  ASSERT_TRUE(world.open("2022-01-03", {}));
  for (const char* name : {"start", "group", "Styregruppen", "sætter i gang"}) {
    Record record;
    record.step = name;
    const Result<std::vector<std::string>> found = resolve(world.definition(), world.instance, record);
    ASSERT_TRUE(found) << name;
    EXPECT_EQ(found->front(), "start") << name;
  }
}

TEST(Address, a_name_may_hold_a_slash) {
  World world(R"(
workflow: homes
version: 1
organisation: small
calendar: denmark
inputs: {homes: {type: list<string>}}
initial: visit
states:
  visit:
    for_each: {in: homes, as: home, key: home}
    initial: planned
    states:
      planned: {on: {held: {to: held}}}
      held: {type: final}
    done: {to: over}
  over: {type: final}
)");
  ASSERT_TRUE(world.open("2022-01-03", {{"homes", R"(["Lunden", "Åhuset/øst"])"}}));
  for (const char* name : {"åhuset/øst", "visit/Åhuset%2Føst"}) {
    const Result<std::vector<std::string>> found = resolve(world.definition(), world.instance, Event{name, "held", {}});
    ASSERT_TRUE(found) << name;
    EXPECT_EQ(found->front(), "visit/Åhuset%2Føst") << name;
  }
}

TEST(Address, what_is_asked_about_may_be_over) {
  World world(R"(
workflow: homes
version: 1
organisation: small
calendar: denmark
inputs: {homes: {type: list<string>}}
initial: visit
states:
  visit:
    for_each: {in: homes, as: home, key: home}
    initial: planned
    states:
      planned: {on: {held: {to: held}}}
      held: {type: final}
    done: {to: again}
  again:
    for_each: {in: homes, as: home, key: home}
    initial: planned
    states:
      planned: {on: {held: {to: held}}}
      held: {type: final}
    done: {to: over}
  over: {type: final}
)");
  const auto found = [&](const std::string& name) {
    const Result<std::string> address = find_step(world.definition(), world.instance, name);
    return address ? *address : std::string(code_of(address.error()));
  };
  ASSERT_TRUE(world.open("2022-01-03", {{"homes", R"(["Lunden", "Havly"])"}}));
  EXPECT_EQ(found("lunden"), "visit/Lunden");
  ASSERT_TRUE(world.send("2022-01-04", "held", "visit/Lunden"));
  ASSERT_TRUE(world.send("2022-01-04", "held", "visit/Havly"));
  EXPECT_EQ(found("lunden"), "again/Lunden") << "what is open comes first";
  EXPECT_EQ(found("visit/lunden"), "visit/Lunden");
  ASSERT_TRUE(world.send("2022-01-05", "held", "again/Lunden"));
  ASSERT_TRUE(world.send("2022-01-05", "held", "again/Havly"));
  EXPECT_EQ(found("again/lunden"), "again/Lunden");
  EXPECT_EQ(found("lunden"), "ambiguous");
  EXPECT_EQ(found("skoven"), "unknown-step");
}

TEST_F(Ask, roles_decide_who_may) {
  struct Row {
    Strings roles;
    const char* event;
    const char* code;
  };
  const std::vector<Row> table{
      {{"secretariat"}, "theirs", ""},
      {{"secretariat"}, "mine", "not-allowed"},
      {{"party:0851"}, "mine", ""},
      {{"body:0851/council"}, "mine", ""},
      {{"body:0851/committee"}, "mine", "not-allowed"},
      {{"party:0860"}, "mine", "not-allowed"},
      {{"party:0851"}, "ours", ""},
      {{"party:0860"}, "ours", "not-allowed"},
      {{"party:0851"}, "theirs", "not-allowed"},
      {{}, "theirs", "not-allowed"},
  };
  Moment moment;
  moment.now = world.instance.last_at;
  for (const Row& row : table) {
    moment.actor.roles = row.roles;
    const Result<Step> done = step(world.definition(), world.instance, Event{"ask/0851", row.event, {}}, moment);
    EXPECT_STREQ(done ? "" : code_of(done.error()), row.code) << row.event;
  }
}

TEST_F(Ask, data_of_an_event_are_typed_and_checked) {
  EXPECT_EQ(world.send("2022-01-04", "replied", "ask/0851").code, "missing-data");
  EXPECT_EQ(world.send("2022-01-04", "replied", "ask/0851", {{"text", "ja"}, {"days", "mange"}}).code, "bad-value");
  EXPECT_EQ(world.send("2022-01-04", "replied", "ask/0851", {{"txt", "ja"}}).code, "unknown-name");
  EXPECT_EQ(world.send("2022-01-04", "theirs", "ask/0851", {{"text", "ja"}}).code, "unknown-name");
  EXPECT_TRUE(world.send("2022-01-04", "replied", "ask/0851", {{"text", "ja"}, {"days", "12.5"}}));
  EXPECT_EQ(world.input("2022-01-04", Event{"ask/0860", "replied", {}}).code, "missing-data");
}

TEST_F(Ask, inputs_are_typed_and_checked_when_a_case_is_opened) {
  const auto opened = [&](const World::Words& inputs) {
    world.instance = Case();
    world.instance.key = "k";
    return world.open("2022-01-03", inputs);
  };
  EXPECT_EQ(opened({}).code, "missing-data");
  EXPECT_EQ(opened({{"start", "snart"}}).code, "bad-value");
  EXPECT_EQ(opened({{"start", "2021-12-31"}}).code, "check-failed");
  EXPECT_EQ(opened({{"start", "2022-01-04"}, {"party", "9999"}}).code, "bad-value");
  EXPECT_EQ(opened({{"start", "2022-01-04"}, {"stat", "x"}}).code, "unknown-name");
  const auto came = opened({{"start", "2022-01-04"}, {"party", "hjørring kommune"}});
  ASSERT_TRUE(came) << came.code;
  EXPECT_EQ(world.variable("party").entries().find("code")->text(), "0860");
  EXPECT_EQ(world.instance.title.en, "Hearing · k");
  EXPECT_EQ(world.open("2022-01-03", {{"start", "2022-01-04"}}).code, "already-exists");
}

TEST_F(Ask, a_case_at_rest_takes_no_events_and_a_withdrawn_one_is_over) {
  ASSERT_TRUE(world.input("2022-01-04", Suspend{"valg"}));
  EXPECT_EQ(world.send("2022-01-05", "theirs", "ask/0851").code, "suspended");
  EXPECT_EQ(world.input("2022-01-05", Suspend{"igen"}).code, "suspended");
  ASSERT_TRUE(world.input("2022-01-06", Resume{"valgt"}));
  ASSERT_TRUE(world.send("2022-01-06", "theirs", "ask/0851"));
  ASSERT_TRUE(world.input("2022-01-07", Withdraw{"opgivet"}));
  EXPECT_EQ(world.instance.status, lifecycle::CaseStatus::withdrawn);
  EXPECT_EQ(world.branch("ask/0860")->status, BranchStatus::cancelled);
  EXPECT_EQ(world.item("ask/0860/open")->status, WorkItem::Status::cancelled);
  EXPECT_EQ(world.send("2022-01-08", "theirs", "ask/0860").code, "ended");
}

TEST_F(Ask, work_items_say_who_is_expected_to_do_what) {
  const WorkItem& item = *world.item("ask/0851/open");
  EXPECT_EQ(item.owner->title.da, "Aalborg Byråd");
  EXPECT_EQ(item.owner->contact, "aalborg@example.dk");
  EXPECT_EQ(item.owner->party, "0851");
  EXPECT_EQ(item.owner->body, "council");
  EXPECT_EQ(world.item("ask/1081/open")->owner->contact, "rr@example.dk");
  EXPECT_EQ(item.opened_on->iso(), "2022-01-03");
  ASSERT_TRUE(world.send("2022-01-09", "theirs", "ask/0851"));
  EXPECT_EQ(world.item("ask/0851/open")->status, WorkItem::Status::done);
  EXPECT_EQ(world.item("ask/0851/open")->outcome, "theirs");
}

TEST_F(Ask, documents_get_versions_and_unknown_ones_are_refused) {
  EXPECT_EQ(world.attach("2022-01-04", "letter").code, "unknown-document");
}

}  // namespace
}  // namespace aftale::machine::test
