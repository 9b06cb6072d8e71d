#include <map>

#include "tests/unit/machine/with_deadline.h"

/// A table says who is told about a deadline, how, and when it is looked at again.
namespace aftale::machine::test {
namespace {

using lifecycle::DeadlineStatus;

constexpr const char* kTable = R"(
rules: own
inputs: {days: {type: number}, body: {type: string}, decides: {type: boolean}, earlier: {type: number}}
outputs: {to: {type: list<string>}, template: {type: string}, channel: {type: string}, again: {type: number}}
hit: first
table:
)";

/// Every message, with the day and the hour it was sent on.
Strings told_by(World& world, std::initializer_list<const char*> days) {
  Strings out;
  for (const char* day : days) {
    world.advance(day);
    for (const std::string& message : world.sent()) out.push_back(std::string(day) + " " + message);
  }
  return out;
}

TEST(Escalation, the_shipped_table_reminds_marks_escalates_and_comes_again) {
  World world(one("escalation"));
  ASSERT_TRUE(world.open("2022-01-03", {{"due", "2022-03-16"}}));
  // 17 March is a Thursday; five working days later is the 24th, ten more the 7th of April, then over Easter.
  EXPECT_EQ(told_by(world, {"2022-03-02 08:00", "2022-03-09 08:00", "2022-03-16 23:59", "2022-03-17 00:00",
                            "2022-03-24 07:59", "2022-03-24 08:00", "2022-04-07 07:59", "2022-04-07 08:00",
                            "2022-04-26 07:59", "2022-04-26 08:00", "2022-05-10", "2022-05-30 23:00"}),
            (Strings{"2022-03-02 08:00 reminder to Styregruppen", "2022-03-09 08:00 reminder to Styregruppen",
                     "2022-03-17 00:00 overdue to Styregruppen", "2022-03-17 00:00 overdue to Sekretariatet",
                     "2022-03-24 08:00 escalated to Styregruppen", "2022-03-24 08:00 overdue to Sekretariatet",
                     "2022-04-07 08:00 escalated to Styregruppen", "2022-04-07 08:00 overdue to Sekretariatet",
                     "2022-04-26 08:00 escalated to Styregruppen", "2022-04-26 08:00 overdue to Sekretariatet",
                     "2022-05-10 escalated to Styregruppen", "2022-05-10 overdue to Sekretariatet",
                     "2022-05-30 23:00 overdue to Sekretariatet"}));
  world.advance("2024-01-01");
  EXPECT_EQ(world.sent(), Strings());
  EXPECT_EQ(world.instance.wake_at(), std::nullopt);
  EXPECT_EQ(world.deadline("work"), DeadlineStatus::missed);
}

TEST(Escalation, it_stops_at_once_when_the_answer_is_in) {
  World world(one("escalation"));
  ASSERT_TRUE(world.open("2022-01-03", {{"due", "2022-03-16"}}));
  world.advance("2022-03-18");
  ASSERT_NE(world.instance.wake_at(), std::nullopt);
  world.sent();
  ASSERT_TRUE(world.send("2022-03-21", "done"));
  EXPECT_EQ(world.instance.wake_at(), std::nullopt);
  EXPECT_EQ(world.sent(), Strings());
}

TEST(Escalation, messages_are_keyed_by_what_they_mean) {
  World world(one("escalation"));
  ASSERT_TRUE(world.open("2022-01-03", {{"due", "2022-03-16"}}));
  world.advance("2022-04-10");
  Strings keys;
  for (const Notify& notice : world.notices) keys.push_back(notice.key);
  EXPECT_EQ(keys, (Strings{"k|work|answer|2022-03-16|P14D|group", "k|work|answer|2022-03-16|P7D|group",
                           "k|work|answer|2022-03-16|overdue|group", "k|work|answer|2022-03-16|overdue|secretariat",
                           "k|work|answer|2022-03-16|again 1|group", "k|work|answer|2022-03-16|again 1|secretariat",
                           "k|work|answer|2022-03-16|again 2|group", "k|work|answer|2022-03-16|again 2|secretariat"}));
}

TEST(Escalation, of_several_steps_only_those_still_open_are_told_and_the_secretariat_has_one_list) {
  World world(fan("escalation"));
  ASSERT_TRUE(world.open("2022-01-03"));
  ASSERT_TRUE(world.send("2022-02-01", "reply", "ask/1081"));
  world.sent();
  // Wednesday the 1st; Monday the 6th is a day off; the 9th is five working days later.
  EXPECT_EQ(told_by(world, {"2022-05-17", "2022-06-01", "2022-06-08"}),
            (Strings{"2022-05-17 reminder to Aalborg Byråd", "2022-05-17 reminder to Hjørring Byråd",
                     "2022-05-17 reminder to Sekretariatet", "2022-06-01 overdue to Aalborg Byråd",
                     "2022-06-01 overdue to Hjørring Byråd", "2022-06-01 overdue to Sekretariatet"}));
  ASSERT_TRUE(world.send("2022-06-08", "reply", "ask/0851"));
  // A council and its municipality have one contact here, and are told as one.
  EXPECT_EQ(told_by(world, {"2022-06-09"}),
            (Strings{"2022-06-09 escalated to Hjørring Kommune", "2022-06-09 overdue to Sekretariatet"}));
  ASSERT_EQ(world.notices.back().items.size(), 1u);
  EXPECT_EQ(world.notices.back().items[0].owner.da, "Hjørring Byråd");
  ASSERT_TRUE(world.send("2022-06-10", "reply", "ask/0860"));
  EXPECT_EQ(world.active(), (Strings{"after_it"}));
  EXPECT_EQ(world.instance.wake_at(), std::nullopt);
}

TEST(Escalation, party_and_owner_with_contacts_of_their_own_are_both_told) {
  World world(fan("escalation"), {}, [](model::Definition& definition) {
    definition.organisation.parties[0].chain[1].contact = "byraad@example.dk";
    definition.organisation_values = model::OrganisationValues(definition.organisation);
  });
  ASSERT_TRUE(world.open("2022-01-03"));
  ASSERT_TRUE(world.send("2022-02-01", "reply", "ask/1081"));
  ASSERT_TRUE(world.send("2022-02-01", "reply", "ask/0860"));
  world.advance("2022-06-02");
  world.sent();
  EXPECT_EQ(told_by(world, {"2022-06-09"}),
            (Strings{"2022-06-09 escalated to Aalborg Kommune", "2022-06-09 escalated to Aalborg Byråd",
                     "2022-06-09 overdue to Sekretariatet"}));
}

constexpr const char* kBoth = R"(
workflow: both
version: 1
title: To organer
organisation: small
calendar: denmark
escalation: own
inputs: {due: {type: date}}
initial: work
states:
  work:
    type: parallel
    deadlines: {answer: {due: due}}
    states:
      small:
        initial: asked
        states:
          asked: {owner: 'organisation.parties[1].committee', on: {one: {to: ready}}}
          ready: {type: final}
      large:
        initial: asked
        states:
          asked: {owner: 'organisation.parties[1].council', on: {two: {to: ready}}}
          ready: {type: final}
    done: {to: over}
  over: {type: final}
)";

TEST(Escalation, everybody_is_asked_for_again_on_a_day_of_his_own) {
  const std::string table = std::string(kTable) + R"(
  - {body: '"secretariat"', to: '[]', template: '"list"', channel: 'null', again: 'null'}
  - body: '"committee"'
    decides: 'false'
    earlier: '< 3'
    to: '["owner"]'
    template: '"small"'
    channel: 'null'
    again: '2'
  - {body: '"council"', decides: 'true', to: '["owner"]', template: '"large"', channel: 'null', again: '5'}
  - {to: '[]', template: '"none"', channel: 'null', again: 'null'}
)";
  World world(kBoth, {table});
  ASSERT_TRUE(world.open("2022-03-01", {{"due", "2022-03-02"}}));
  // Thursday the 3rd; the committee every other day until it has heard three times, the council every week.
  EXPECT_EQ(told_by(world, {"2022-03-03", "2022-03-04", "2022-03-07", "2022-03-08", "2022-03-09", "2022-03-10",
                            "2022-03-11", "2022-03-16", "2022-03-17"}),
            (Strings{"2022-03-03 small to Socialudvalget", "2022-03-03 large to Aalborg Byråd",
                     "2022-03-07 small to Socialudvalget", "2022-03-09 small to Socialudvalget",
                     "2022-03-10 large to Aalborg Byråd", "2022-03-17 large to Aalborg Byråd"}));
  ASSERT_TRUE(world.send("2022-03-18", "two"));
  world.advance("2022-05-01");
  EXPECT_EQ(world.sent(), Strings());
  EXPECT_EQ(world.instance.wake_at(), std::nullopt);
}

/// `moments` of a deadline and days of a table that fall together: who would be told twice?
TEST(Escalation, nobody_is_told_twice_about_one_thing_on_one_day) {
  const std::string everybody = std::string(kTable) + R"(
  - {to: '["owner", "party", "secretariat"]', template: '"x"', channel: 'null', again: '5'}
)";
  struct Row {
    const char* what;
    std::string workflow;
  };
  const Row rows[] = {
      // 14 days before is five working days before 7 days before.
      {"a warning and a day of the table", one("own")},
      {"owner and secretariat of one contact", one("own", "secretariat")},
      {"owner and party of one contact", one("own", "'organisation.parties[1].council'")},
      {"two owners of one contact",
       one("own", "['organisation.parties[1].council', 'organisation.parties[1].committee']")},
      {"several steps", fan("own")},
  };
  for (const Row& row : rows) {
    World world(row.workflow, {everybody});
    const bool asks = row.workflow.find("inputs") != std::string::npos;
    ASSERT_TRUE(world.open("2022-01-03", asks ? World::Words{{"due", "2022-03-16"}} : World::Words{}));
    std::map<std::string, int> a_day;
    std::size_t messages = 0;
    for (time::CivilDate day = *time::CivilDate::from_ymd(2022, 1, 4); day.iso() < "2022-08-01";
         day = day.plus_days(1)) {
      const std::size_t before = world.notices.size();
      world.advance(day.iso() + " 23:59");
      for (std::size_t i = before; i < world.notices.size(); ++i, ++messages) {
        const Notify& notice = world.notices[i];
        const std::string step = address_of(world.definition(), world.instance, notice.place);
        EXPECT_EQ(++a_day[day.iso() + " " + step + " " + notice.to->contact], 1) << row.what << " " << notice.key;
      }
    }
    EXPECT_GT(messages, 10u) << row.what;
  }
}

TEST(Escalation, the_next_look_follows_from_the_last) {
  const std::string table = std::string(kTable) + R"(
  - {days: '< -7', to: '["owner"]', template: '"x"', channel: 'null', again: '8'}
  - {days: '-7', to: '["owner"]', template: '"x"', channel: 'null', again: 'null'}
  - {to: '["owner"]', template: '"x"', channel: 'null', again: 'null'}
)";
  World world(one("own"), {table});
  ASSERT_TRUE(world.open("2022-01-03", {{"due", "2022-03-16"}}));
  // Eight working days after 2 March is the 14th, but the warning of the 9th says that there is nothing more.
  EXPECT_EQ(told_by(world, {"2022-03-02", "2022-03-09", "2022-03-15", "2022-03-17", "2022-05-01"}),
            (Strings{"2022-03-02 x to Styregruppen", "2022-03-09 x to Styregruppen", "2022-03-17 x to Styregruppen"}));
}

TEST(Escalation, a_state_that_is_entered_again_goes_on_where_the_table_was) {
  World world(one("escalation"));
  ASSERT_TRUE(world.open("2022-01-03", {{"due", "2022-03-16"}}));
  world.advance("2022-03-18");
  world.sent();
  ASSERT_TRUE(world.send("2022-03-21", "aside"));
  EXPECT_EQ(world.instance.wake_at(), std::nullopt);
  ASSERT_TRUE(world.send("2022-03-22", "back"));
  EXPECT_EQ(told_by(world, {"2022-03-23", "2022-03-24"}),
            (Strings{"2022-03-24 escalated to Styregruppen", "2022-03-24 overdue to Sekretariatet"}));
  ASSERT_TRUE(world.send("2022-03-25", "aside"));
  ASSERT_TRUE(world.send("2022-05-07", "back"));  // a Saturday, and the day that was set has passed
  EXPECT_EQ(told_by(world, {"2022-05-08", "2022-05-09"}),
            (Strings{"2022-05-09 escalated to Styregruppen", "2022-05-09 overdue to Sekretariatet"}));
}

struct Unusable {
  const char* what;
  const char* row;
  const char* says;
};

TEST(Escalation, a_table_that_cannot_be_used_stops_the_timer_and_says_why) {
  const Unusable rows[] = {
      {"no row fits", "{days: '> 1000', to: '[]', template: '\"x\"', channel: 'null', again: 'null'}", "no row fits"},
      {"nobody known", "{to: '[\"boss\"]', template: '\"x\"', channel: 'null', again: 'null'}", "to must be a list"},
      {"no list", "{to: 'null', template: '\"x\"', channel: 'null', again: 'null'}", "to must be a list"},
      {"no template", "{to: '[]', template: 'null', channel: 'null', again: 'null'}", "template must be"},
      {"no day", "{to: '[]', template: '\"x\"', channel: 'null', again: '0'}", "again must be"},
      {"half a day", "{to: '[]', template: '\"x\"', channel: 'null', again: '1.5'}", "again must be"},
      {"a cell that fails", "{to: '[]', template: '\"x\"', channel: 'null', again: 'days / 0'}", "own cannot be used"},
  };
  for (const Unusable& row : rows) {
    World world(one("own"), {std::string(kTable) + "  - " + row.row + "\n"});
    ASSERT_TRUE(world.open("2022-01-03", {{"due", "2022-03-16"}}));
    world.advance("2022-03-02");
    ASSERT_EQ(world.firings.size(), 1u) << row.what;
    ASSERT_TRUE(world.firings[0].failed) << row.what;
    EXPECT_STREQ(code_of(world.firings[0].failed), "expression-failed") << row.what;
    const std::string message = world.firings[0].failed->findings.front().message.en;
    EXPECT_NE(message.find(row.says), std::string::npos) << row.what << ": " << message;
    EXPECT_EQ(world.sent(), Strings()) << row.what;
  }
}

TEST(Escalation, the_rules_that_fired_are_told_once) {
  World world(fan("escalation"));
  ASSERT_TRUE(world.open("2022-01-03"));
  world.advance("2022-05-17");
  ASSERT_EQ(world.firings.size(), 1u);
  ASSERT_EQ(world.firings[0].step.rules.size(), 1u);
  EXPECT_EQ(world.firings[0].step.rules[0].table, "escalation");
  EXPECT_EQ(world.firings[0].step.rules[0].rule, 0u);
}

TEST(Escalation, channel_and_template_are_what_the_table_says) {
  const std::string table =
      std::string(kTable) +
      "  - {to: '[\"owner\", \"party\"]', template: '\"questions\"', channel: '\"mail\"', again: 'null'}\n";
  World world(one("own"), {table});
  ASSERT_TRUE(world.open("2022-01-03", {{"due", "2022-03-16"}}));
  world.advance("2022-03-02");
  // A common body has no party.
  EXPECT_EQ(world.sent(), (Strings{"questions to Styregruppen"}));
  EXPECT_EQ(world.notices.back().channel, "mail");
}

struct Sharing {
  int semantics;
  Strings reminded, overdue;
};

TEST(OneContact, is_told_once_whomever_it_stands_for_and_older_cases_go_on_as_they_began) {
  const Sharing rows[] = {
      {3, {"reminder to Region Nordjylland"}, {"overdue to Region Nordjylland"}},
      {2, {"reminder to Region Nordjylland"}, {"overdue to Region Nordjylland"}},
      {1,
       {"reminder to Region Nordjylland", "reminder to Regionen igen"},
       {"overdue to Region Nordjylland", "overdue to Regionen igen", "overdue to Sekretariatet"}},
  };
  for (const Sharing& row : rows) {
    // The region has no contact, and borrows the secretariat's.
    const std::string owner =
        "['organisation.parties[3]', '{title: \"Regionen igen\", contact: \"sekretariat@example.dk\"}']";
    World world(with(one("x", owner), "escalation: x\n", ""));
    world.instance.semantics = row.semantics;
    ASSERT_TRUE(world.open("2022-01-03", {{"due", "2022-03-16"}}));
    world.advance("2022-03-02");
    EXPECT_EQ(world.sent(), row.reminded) << row.semantics;
    world.advance("2022-03-09");
    world.sent();
    world.advance("2022-03-17");
    EXPECT_EQ(world.sent(), row.overdue) << row.semantics;
  }
}

}  // namespace
}  // namespace aftale::machine::test
