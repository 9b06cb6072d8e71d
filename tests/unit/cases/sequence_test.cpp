#include <gtest/gtest.h>

#include "engine/cases/notices/outbox_rows.h"
#include "tests/unit/cases/office.h"

/// SEQUENCE of a day in calendars (RFC 5546, 2.1.4): 0 where it is told first, the same where it is told again, one
/// more with another day or none. In invitations, and in calendar files.
namespace aftale::cases {
namespace {

constexpr const char* kTreated = R"(workflow: treated
version: 1
title: {da: Behandlet, en: Treated}
organisation: one-council
calendar: denmark
initial: treats
states:
  treats:
    title: {da: Behandling, en: Treatment}
    owner: organisation.bodies.council
    ballot: approve
    deadlines: {reply: {due: 'date(2022, 3, 31)', warn: [P40D, P36D, P20D, P17D]}}
    on: {approved: {to: done}, amended: {to: done}, rejected: {to: done}, returned: {to: done}}
  done: {type: final}
)";
constexpr const char* kCouncil = R"(organisation: one-council
title: {da: Et råd, en: One council}
secretariat: {title: {da: Sekretariatet, en: The secretariat}, contact: sekretariat@example.dk}
bodies:
  council:
    title: {da: Rådet, en: The council}
    contact: raad@example.dk
    decides: true
    meetings: {also: [2022-02-28]}
parties:
  - {code: "9901", title: Nordby Kommune, contact: post@nordby.example.dk, chain: []}
)";

/// One after the other: when, what is done first, and what the council then has for its calendar; without a template
/// it is told nothing, and calendar files alone know it.
struct Chapter {
  const char* at;
  void (*does)(Office& office);
  const char *day, *template_name;
  std::int64_t sequence;
  bool withdrawn;
};
void nothing(Office&) {}
void postpone(Office& office) {
  RecordDecision record;
  record.step = "treats";
  record.outcome = "udsat";
  record.meeting = *time::CivilDate::parse_iso("2022-02-28");
  record.next = *time::CivilDate::parse_iso("2022-03-21");
  office.does(record);
}
void withdraw(Office& office) {
  office.does(machine::Withdraw{"not needed"});
}
const Chapter kStory[] = {{"2022-02-19 09:00", nothing, "2022-02-28", "reminder", 0, false},
                          {"2022-02-23 09:00", nothing, "2022-02-28", "reminder", 0, false},
                          {"2022-03-01 09:00", postpone, "2022-03-21", nullptr, 1, false},
                          {"2022-03-11 09:00", nothing, "2022-03-21", "reminder", 1, false},
                          {"2022-03-14 09:00", nothing, "2022-03-21", "reminder", 1, false},
                          {"2022-03-14 10:00", withdraw, "2022-03-21", "meeting-withdrawn", 2, true}};

void play(Office& office, std::int64_t first) {
  std::string uid;
  for (const Chapter& row : kStory) {
    SCOPED_TRACE(row.at);
    const std::size_t before = office.channel().attempts().size();
    office.set(row.at);
    row.does(office);
    office.at(row.at);
    const std::vector<records::Message>& sent = office.channel().attempts();
    std::vector<records::Message> invitations;
    for (std::size_t n = before; n < sent.size(); ++n) {
      if (sent[n].meeting && sent[n].receiver == "raad@example.dk") invitations.push_back(sent[n]);
    }
    ASSERT_EQ(invitations.size(), row.template_name ? 1U : 0U);
    if (!row.template_name) continue;
    const records::Message::Meeting& meeting = *invitations.front().meeting;
    EXPECT_EQ(invitations.front().template_name, row.template_name);
    EXPECT_EQ(meeting.date.iso(), row.day);
    EXPECT_EQ(meeting.withdrawn, row.withdrawn);
    EXPECT_EQ(meeting.sequence, first + row.sequence);
    EXPECT_EQ(invitations.front().thread->began, *time::Instant::parse("2022-01-03T08:00:00Z"));
    if (uid.empty()) uid = meeting.uid;
    EXPECT_EQ(meeting.uid, uid);
  }
  EXPECT_TRUE(office.is_well());
}

TEST(Sequence, of_an_invitation_grows_with_the_day_alone) {
  Office office(kTreated, "2022-01-03 09:00", {kCouncil});
  office.opens({});
  play(office, 0);
}

// What an earlier program sent went out under the number of its entry: what follows must be greater, and a reminder of
// the same day is none.
TEST(Sequence, of_what_an_earlier_program_announced_goes_on_from_there) {
  Office now(kTreated, "2022-01-03 09:00", {kCouncil}), before(kTreated, "2022-01-03 09:00", {kCouncil});
  now.opens({});
  before.opens({});
  now.at(kStory[0].at);
  std::vector<records::OutboxRow> rows = *now.store().outbox(false, 10);
  ASSERT_EQ(rows.size(), 1U);
  put_as_before(rows.front().facts);
  const std::string facts = records::facts_json(rows.front());
  ASSERT_NE(facts.find("\"sequence\":2"), std::string::npos) << facts;
  rows.front().status = lifecycle::DeliveryStatus::queued;
  rows.front().attempts = 0;
  rows.front().next_attempt_at = rows.front().created_at;
  rows.front().delivered_at.reset();
  rows.front().template_da = rows.front().template_en = Digest();
  records::Commit commit;
  commit.expected_seq = before.store().head()->seq;
  commit.expected_head = before.store().head()->hash;
  commit.outbox = rows;  // what the case writes under the same key is left out
  ASSERT_TRUE(before.store().commit(commit));
  play(before, 2);
}

TEST(Sequence, of_a_calendar_file_grows_with_the_day_alone) {
  Office office(kTreated, "2022-01-03 09:00", {kCouncil});
  office.opens({});
  struct Set {
    std::int64_t sequence = -1;
    std::string date;
    bool stands = true;
    time::Instant changed_at;
  };
  const auto day_of = [&](CalendarDay::Kind kind) {
    Set set;
    for (const CalendarDay& day : office.ask<CalendarAnswer>(Calendar{"a"}).days) {
      if (day.kind == kind) set = {day.sequence, day.date.iso(), day.stands, day.changed_at};
    }
    return set;
  };
  const time::Instant opened = office.now();
  time::Instant changed = opened;
  std::int64_t sequence = 0;
  for (const Chapter& row : kStory) {
    SCOPED_TRACE(row.at);
    office.set(row.at);
    row.does(office);
    if (row.sequence != sequence) changed = office.now();
    sequence = row.sequence;
    office.at(row.at);
    for (int time = 0; time < 2; ++time) {
      const Set meeting = day_of(CalendarDay::Kind::meeting), deadline = day_of(CalendarDay::Kind::deadline);
      EXPECT_EQ(meeting.sequence, row.sequence);
      EXPECT_EQ(meeting.date, row.day);
      EXPECT_EQ(meeting.stands, !row.withdrawn);
      EXPECT_EQ(meeting.changed_at, changed);
      EXPECT_EQ(deadline.sequence, row.withdrawn ? 1 : 0) << "reminders and minutes change no deadline";
      EXPECT_EQ(deadline.changed_at, row.withdrawn ? changed : opened);
      office.restart();  // computed again, it is the same
    }
  }
}

}  // namespace
}  // namespace aftale::cases
