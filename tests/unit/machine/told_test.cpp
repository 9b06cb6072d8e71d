#include <algorithm>

#include "tests/unit/machine/with_deadline.h"

/// What a message asks of whom; who is told that a deadline was kept after all, and that a meeting is off.
namespace aftale::machine::test {
namespace {

using lifecycle::DeadlineStatus;

/// A municipality whose council has a mailbox of its own.
constexpr const char* kOwnMailbox = R"(
organisation: apart
title: Hver sin postkasse
secretariat: {title: Sekretariatet, contact: sekretariat@example.dk}
parties:
  - code: "0851"
    title: Aalborg Kommune
    contact: aalborg@example.dk
    chain:
      - {id: council, title: Aalborg Byråd, decides: true, contact: byraad@example.dk}
)";

TEST(Escalation, a_correction_goes_to_whoever_was_told_also_to_the_party) {
  const std::string workflow = with(one("escalation", "'organisation.parties[1].council'"), "small", "apart");
  World world(workflow, {kOwnMailbox});
  ASSERT_TRUE(world.open("2022-01-03", {{"due", "2022-03-16"}}));
  world.advance("2022-03-18");
  world.sent();
  world.advance("2022-03-25");
  EXPECT_EQ(world.sent(),
            (Strings{"escalated to Aalborg Kommune", "escalated to Aalborg Byråd", "overdue to Sekretariatet"}));
  world.effective = time::CivilDate::from_ymd(2022, 3, 16);
  ASSERT_TRUE(world.send("2022-03-28", "done"));
  EXPECT_EQ(world.deadline("work"), DeadlineStatus::lifted);
  EXPECT_EQ(world.sent(), (Strings{"lifted to Aalborg Byråd", "lifted to Sekretariatet", "lifted to Aalborg Kommune"}));
}

TEST(Escalation, who_was_reminded_alone_needs_no_correction_and_a_late_answer_makes_none) {
  for (const bool late : {false, true}) {
    World world(one("escalation"));
    ASSERT_TRUE(world.open("2022-01-03", {{"due", "2022-03-16"}}));
    world.advance(late ? "2022-03-25" : "2022-03-10");
    world.sent();
    ASSERT_TRUE(world.send(late ? "2022-03-28" : "2022-03-11", "done"));
    EXPECT_EQ(world.sent(), Strings()) << late;
  }
}

TEST(Escalation, a_party_that_was_in_time_is_told_at_once_and_not_again_with_the_others) {
  for (const char* table : {"escalation", ""}) {
    World world(*table ? fan(table) : with(fan(""), "escalation: \n", ""));
    ASSERT_TRUE(world.open("2022-01-03"));
    ASSERT_TRUE(world.send("2022-05-20", "reply", "ask/0860"));
    world.advance("2022-06-02");
    world.sent();
    // Aalborg had decided in time and said so late; Hjørring was late.
    world.effective = time::CivilDate::from_ymd(2022, 5, 30);
    ASSERT_TRUE(world.send("2022-06-03", "reply", "ask/0851"));
    EXPECT_EQ(world.sent(), (Strings{"lifted to Aalborg Byråd"})) << table;
    EXPECT_EQ(world.notices.back().key, "k|ask|replies|2022-05-31|lifted|ask/0851/open|0851/council") << table;
    EXPECT_EQ(world.notices.back().owner->title.da, "Aalborg Byråd") << table;
    EXPECT_EQ(world.deadline("ask"), DeadlineStatus::missed);
    world.effective = time::CivilDate::from_ymd(2022, 5, 31);
    ASSERT_TRUE(world.send("2022-06-07", "reply", "ask/1081"));
    EXPECT_EQ(world.deadline("ask"), DeadlineStatus::lifted);
    EXPECT_EQ(world.sent(), (Strings{"lifted to Regionsrådet", "lifted to Sekretariatet"})) << table;
  }
}

TEST(Escalation, in_older_cases_owner_and_secretariat_are_corrected_and_nothing_more_is_kept) {
  for (const int semantics : {1, 2}) {
    World world(fan("escalation"));
    world.instance.semantics = semantics;
    ASSERT_TRUE(world.open("2022-01-03"));
    world.advance("2022-06-02");
    world.sent();
    world.effective = time::CivilDate::from_ymd(2022, 5, 30);
    for (const char* branch : {"ask/0851", "ask/0860"}) {
      ASSERT_TRUE(world.send("2022-06-03", "reply", branch));
      EXPECT_EQ(world.sent(), Strings()) << semantics;
    }
    ASSERT_TRUE(world.send("2022-06-03", "reply", "ask/1081"));
    EXPECT_EQ(world.deadline("ask"), DeadlineStatus::lifted);
    EXPECT_EQ(world.sent(), (Strings{"lifted to Sekretariatet"})) << semantics;
  }
}

constexpr const char* kTwoSteps = R"(
workflow: two-steps
version: 1
title: To trin
organisation: small
calendar: denmark
escalation: escalation
initial: ask
states:
  ask:
    for_each: {in: organisation.parties, as: party, key: party.code}
    initial: first
    states:
      first: {owner: party.council, on: {reply: {to: second}}}
      second: {owner: party.council, on: {reply: {to: replied}}}
      replied: {type: final}
    done: {to: over}
    empty: {to: over}
    deadlines: {replies: {due: 'date("2022-05-31")', warn: [P14D]}}
  over: {type: final}
)";

TEST(Escalation, a_mailbox_that_was_told_of_two_steps_of_one_branch_has_one_correction) {
  World world(kTwoSteps);
  ASSERT_TRUE(world.open("2022-01-03"));
  world.advance("2022-06-02");
  world.effective = time::CivilDate::from_ymd(2022, 5, 30);
  ASSERT_TRUE(world.send("2022-06-03", "reply", "ask/0851"));
  world.advance("2022-06-20");
  world.sent();
  ASSERT_TRUE(world.send("2022-06-21", "reply", "ask/0851"));
  // The municipality was written to last, and has the council's mailbox.
  EXPECT_EQ(world.sent(), (Strings{"lifted to Aalborg Kommune"}));
  EXPECT_EQ(address_of(world.definition(), world.instance, world.notices.back().place), "ask/0851/second");
}

TEST(Asking, what_a_message_asks_and_whom_is_told_where_it_is_made) {
  struct Row {
    const char* day;
    const char* message;
    Notify::Asks asks;
    bool owes;
  };
  using Asks = Notify::Asks;
  const Row rows[] = {
      {"2022-03-02", "reminder to Styregruppen", Asks::to_come, true},
      {"2022-03-17", "overdue to Styregruppen", Asks::missed, true},
      {"2022-03-17", "overdue to Sekretariatet", Asks::missed, false},
      {"2022-03-24", "escalated to Styregruppen", Asks::again, true},
      {"2022-03-24", "overdue to Sekretariatet", Asks::again, false},
  };
  World world(one("escalation"));
  ASSERT_TRUE(world.open("2022-01-03", {{"due", "2022-03-16"}}));
  for (const Row& row : rows) {
    world.advance(row.day);
    const auto found = std::find_if(world.notices.rbegin(), world.notices.rend(), [&](const Notify& notice) {
      return notice.template_name + " to " + notice.to->title.da == row.message;
    });
    ASSERT_NE(found, world.notices.rend()) << row.message;
    EXPECT_EQ(found->asks, row.asks) << row.day << " " << row.message;
    EXPECT_EQ(found->owes, row.owes) << row.day << " " << row.message;
  }
}

/// The council meets on 21 and 28 November, and has mailboxes of its own.
std::string ballot(const std::string& table) {
  return with(R"(
workflow: one-ballot
version: 1
title: Et møde
organisation: small
calendar: denmark
escalation: TABLE
initial: treats
states:
  treats:
    owner: 'organisation.parties[1].council'
    ballot: approve
    deadlines: {answer: {due: 'date("2022-11-30")', warn: [P21D]}}
    on:
      approved: {to: approved}
      amended: {to: approved}
      rejected: {to: approved}
      returned: {to: approved}
      aside: {to: aside}
  aside: {on: {back: {to: treats}}}
  approved: {type: final}
)",
              "escalation: TABLE", table.empty() ? "" : "escalation: " + table);
}

struct Meeting {
  const char* what;
  const char* word;     // of the minutes; empty: the event `aside`
  const char* meeting;  // day of the minutes
  const char* next;     // where they put it off; null: to nowhere in particular
  const char* says;     // template, day, whether it is off
};

TEST(Meetings, whoever_had_a_day_in_the_calendar_is_told_that_it_is_another_or_off) {
  const Meeting rows[] = {
      {"decided before the day", "godkendt", "2022-11-14", nullptr, "meeting-withdrawn 2022-11-21 off"},
      {"given up before the day", "", "", nullptr, "meeting-withdrawn 2022-11-21 off"},
      {"put off before the day", "udsat", "2022-11-14", "2022-11-28", "meeting-moved 2022-11-28 on"},
      {"decided on the day", "godkendt", "2022-11-21", nullptr, ""},
      {"put off on the day", "udsat", "2022-11-21", nullptr, ""},
      {"put off to the same day", "udsat", "2022-11-14", "2022-11-21", ""},
  };
  for (const std::string& table : {std::string("escalation"), std::string()}) {
    for (const Meeting& row : rows) {
      World world(ballot(table));
      ASSERT_TRUE(world.open("2022-11-01"));
      world.advance("2022-11-10");
      EXPECT_EQ(world.sent(), (Strings{"reminder to Aalborg Byråd"})) << row.what;
      const Notify asked = world.notices.back();
      ASSERT_TRUE(asked.meeting) << row.what;
      EXPECT_EQ(asked.meeting->date.iso(), "2022-11-21") << row.what;
      const std::string today = *row.meeting ? row.meeting : "2022-11-15";
      Record details;
      details.votes.votes_for = 20;
      details.votes.present = 20;
      if (row.next) details.next = time::CivilDate::parse_iso(row.next);
      const World::Came came =
          *row.word ? world.record(today, "treats", row.word, row.meeting, details) : world.send(today, "aside");
      ASSERT_TRUE(came) << row.what << " " << came.code;
      const Strings sent = world.sent();
      if (!*row.says) {
        EXPECT_EQ(sent, Strings()) << row.what;
        continue;
      }
      ASSERT_EQ(sent.size(), 1u) << row.what;
      const Notify& told = world.notices.back();
      ASSERT_TRUE(told.meeting) << row.what;
      EXPECT_EQ(told.template_name + " " + told.meeting->date.iso() + (told.meeting->withdrawn ? " off" : " on"),
                row.says)
          << row.what;
      EXPECT_EQ(told.to->contact, asked.to->contact) << row.what;
      EXPECT_EQ(told.meeting->item, asked.meeting->item) << row.what;
      EXPECT_GT(told.meeting->revision, asked.meeting->revision) << row.what;
    }
  }
}

TEST(Meetings, nobody_is_invited_to_a_day_that_has_passed) {
  World world(ballot("escalation"));
  ASSERT_TRUE(world.open("2022-11-01"));
  world.advance("2022-12-02");
  for (const Notify& notice : world.notices) {
    const bool before = notice.template_name == "reminder";
    EXPECT_EQ(notice.meeting.has_value(), before) << notice.template_name;
  }
  EXPECT_EQ(world.notices.back().template_name, "overdue");
}

TEST(Meetings, who_was_never_told_of_a_day_is_not_told_that_it_is_off) {
  World world(ballot("escalation"));
  ASSERT_TRUE(world.open("2022-11-01"));
  ASSERT_TRUE(world.send("2022-11-02", "aside"));
  EXPECT_EQ(world.sent(), Strings());
}

TEST(Meetings, older_cases_go_on_as_they_began) {
  World world(ballot("escalation"));
  world.instance.semantics = 2;
  ASSERT_TRUE(world.open("2022-11-01"));
  world.advance("2022-11-10");
  world.sent();
  ASSERT_TRUE(world.send("2022-11-15", "aside"));
  EXPECT_EQ(world.sent(), Strings());
}

}  // namespace
}  // namespace aftale::machine::test
