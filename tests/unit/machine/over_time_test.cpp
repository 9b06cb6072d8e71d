#include "tests/unit/machine/world.h"

/// Parties and bodies that come and go while a case is under way.
namespace aftale::machine::test {
namespace {

constexpr const char* kChanging = R"(organisation: changing
title: Skiftende region
secretariat: {title: Sekretariatet, contact: sekretariat@example.dk}
authority:
  - {title: Socialstyrelsen, contact: gammel@example.dk, to: 2022-12-31}
  - {title: Social- og Boligstyrelsen, contact: ny@example.dk, from: 2023-01-01}
bodies:
  contact: {title: Kontaktudvalget, contact: kontakt@example.dk, to: 2022-12-31}
parties:
  - code: "0851"
    title: Aalborg Kommune
    contact: aalborg@example.dk
    chain:
      - {id: committee, title: Socialudvalget, to: 2022-12-31}
      - {id: board, title: Velfærdsudvalget, from: 2023-01-01}
      - {id: council, title: Aalborg Byråd, decides: true}
  - code: "1081"
    title: Region Nordjylland
    kind: region
    contact: nord@example.dk
    to: 2022-12-31
    chain: [{id: council, title: Regionsrådet i Nordjylland, decides: true}]
  - code: "1090"
    title: Region Limfjorden
    kind: region
    contact: limfjorden@example.dk
    from: 2023-01-01
    chain: [{id: council, title: Regionsrådet i Limfjorden, decides: true}]
)";

constexpr const char* kAsking = R"(workflow: asking
version: 1
title: Forespørgsel
organisation: changing
calendar: denmark
data: {regions: {type: 'list<party>', value: organisation.regions}}
initial: ask
states:
  ask:
    for_each: {in: organisation.parties, as: party, key: party.code}
    initial: open
    states:
      open:
        owner: party.council
        deadlines: {reply: {due: 'date("2023-02-15")', warn: [P14D]}}
        on: {reply: {to: replied, by: [owner, party]}}
      replied: {type: final}
    decide: [{when: replied = total, to: report}]
    empty: {to: report}
    on: {again: {to: ask, reenter: true}}
  report:
    owner: organisation.authority
    entry: [{notify: {to: organisation.authority, template: report}}]
    on: {back: {to: ask}, done: {to: over}}
  over: {type: final}
)";

World changing() {
  return World(kAsking, {kChanging});
}

TEST(OverTime, a_list_has_the_parties_of_the_day_on_which_it_is_made) {
  World world = changing();
  ASSERT_TRUE(world.open("2022-11-01"));
  EXPECT_EQ(world.active(), (Strings{"ask/0851/open", "ask/1081/open"}));
  ASSERT_TRUE(world.send("2023-01-10", "again"));
  EXPECT_EQ(world.active(), (Strings{"ask/0851#2/open", "ask/1090/open"}));
}

TEST(OverTime, a_branch_belongs_to_its_party_as_it_was_also_after_its_last_day) {
  World world = changing();
  ASSERT_TRUE(world.open("2022-11-01"));
  static_cast<void>(world.sent());
  world.advance("2023-02-05");
  EXPECT_EQ(world.active(), (Strings{"ask/0851/open", "ask/1081/open"})) << "the date alone changes no list";
  EXPECT_EQ(world.sent(), (Strings{"reminder to Aalborg Byråd", "reminder to Regionsrådet i Nordjylland"}));
  world.actor = {"nord", Proof::scenario, {"party:1090"}};
  EXPECT_EQ(world.send("2023-02-06", "reply", "ask/1081").code, "not-allowed");
  world.actor.roles = {"party:1081"};
  ASSERT_TRUE(world.send("2023-02-06", "reply", "ask/1081"));
  EXPECT_EQ(world.branch("ask/1081")->outcome, "replied");
}

TEST(OverTime, what_was_taken_into_data_stays_what_it_was) {
  World world = changing();
  ASSERT_TRUE(world.open("2022-11-01"));
  world.advance("2023-02-05");
  const feel::Value regions = world.variable("regions");
  ASSERT_EQ(regions.items().size(), 1u);
  EXPECT_EQ(regions.items()[0].entries().find("title")->text(), "Region Nordjylland");
}

TEST(OverTime, the_authority_is_told_under_the_name_of_the_day) {
  struct Case {
    const char* day;
    const char* name;
  };
  for (const Case& one : {Case{"2022-12-31", "Socialstyrelsen"}, Case{"2023-01-01", "Social- og Boligstyrelsen"}}) {
    SCOPED_TRACE(one.day);
    World world = changing();
    ASSERT_TRUE(world.open("2022-11-01"));
    static_cast<void>(world.sent());
    ASSERT_TRUE(world.send(one.day, "reply", "ask/0851"));
    ASSERT_TRUE(world.send(one.day, "reply", "ask/1081"));
    EXPECT_EQ(world.sent(), Strings{std::string("report to ") + one.name});
    EXPECT_EQ(world.item("report")->owner->title.da, one.name);
  }
}

TEST(OverTime, a_partys_own_body_is_there_within_its_dates) {
  struct Case {
    const char* day;
    Strings chain;
    bool committee;
  };
  const std::vector<Case> cases{{"2022-12-31", {"committee", "council"}, true},
                                {"2023-01-01", {"board", "council"}, false}};
  for (const Case& one : cases) {
    SCOPED_TRACE(one.day);
    World world = changing();
    ASSERT_TRUE(world.open(one.day));
    const feel::Value party = world.variable("party", "ask/0851");
    Strings chain;
    for (const feel::Value& body : party.entries().find("chain")->items()) {
      chain.push_back(body.entries().find("id")->text());
    }
    EXPECT_EQ(chain, one.chain);
    EXPECT_EQ(!party.entries().find("committee")->is_null(), one.committee);
    EXPECT_EQ(party.entries().find("board")->is_null(), one.committee);
    EXPECT_NE(world.definition().organisation_values.registered(party), nullptr);
  }
}

TEST(OverTime, a_case_of_older_semantics_has_every_body_of_a_party_as_before) {
  World world = changing();
  world.instance.semantics = 3;
  ASSERT_TRUE(world.open("2023-01-01"));
  EXPECT_EQ(world.variable("party", "ask/0851").entries().find("chain")->items().size(), 3u);
}

}  // namespace
}  // namespace aftale::machine::test
