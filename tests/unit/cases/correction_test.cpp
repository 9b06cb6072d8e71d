#include <gtest/gtest.h>

#include "tests/unit/cases/office.h"

namespace aftale::cases {
namespace {

using Strings = std::vector<std::string>;

// A matter that is drafted, answered before a date, looked at for three days, and done. `zeroed` makes the look fail.
constexpr const char* kCorrected = R"(workflow: matter
version: 1
title: {da: Sag, en: Matter}
organisation: example-three
calendar: denmark
inputs: {reply_by: {type: date}}
data: {tally: {type: number, value: 0}, part: {type: number, value: 1}}
initial: drafting
states:
  drafting:
    title: {da: Udkast, en: Draft}
    owner: secretariat
    on:
      counted: {actions: [{set: {tally: tally + 1}}]}
      zeroed: {actions: [{set: {part: 0}}]}
      submitted: {to: treats}
  treats:
    title: {da: Behandling, en: Treatment}
    owner: secretariat
    entry: [{notify: {to: secretariat, template: opened}}]
    deadlines: {reply: {due: reply_by, warn: [P7D]}}
    on:
      counted: {actions: [{set: {tally: tally + 1}}]}
      doubled: {guard: tally > 0, actions: [{set: {tally: tally * 2}}]}
      answered: {to: looks}
  looks:
    title: {da: Eftersyn, en: A look}
    owner: secretariat
    after: {P3D: {to: done, guard: 6 / part > 0}}
    on: {counted: {actions: [{set: {tally: tally + 1}}]}}
  done: {type: final}
)";

class Correction : public ::testing::Test {
 protected:
  Correction() { office.opens({{"reply_by", "2022-02-01"}}); }
  Office office{kCorrected};
};

TEST_F(Correction, a_struck_entry_is_as_if_it_had_never_been) {
  const std::int64_t first = office.event("counted");
  office.event("counted");
  EXPECT_EQ(office.value("tally"), "2");
  office.strikes(first);
  EXPECT_EQ(office.value("tally"), "1");
  office.restart();
  office.event("counted");
  EXPECT_EQ(office.value("tally"), "2");
  EXPECT_TRUE(office.is_well());
}

TEST_F(Correction, striking_a_correction_gives_back_what_it_struck) {
  const std::int64_t counted = office.event("counted");
  const std::int64_t struck = office.strikes(counted);
  EXPECT_EQ(office.value("tally"), "0");
  const std::int64_t taken_back = office.strikes(struck);
  EXPECT_EQ(office.value("tally"), "1");
  office.strikes(taken_back);
  EXPECT_EQ(office.value("tally"), "0");
  EXPECT_TRUE(office.is_well());
}

TEST_F(Correction, what_cannot_be_struck_is_refused_with_its_reason) {
  const std::int64_t counted = office.event("counted");
  const std::int64_t struck = office.strikes(counted);
  struct Case {
    std::int64_t entry;
    const char* code;
  };
  for (const auto& [entry, code] : {Case{1, "not-struck"}, Case{counted, "already-struck"}, Case{99, "unknown-entry"},
                                    Case{0, "unknown-entry"}, Case{struck + 1, "unknown-entry"}}) {
    EXPECT_EQ(office.refused(machine::Correct{static_cast<std::uint64_t>(entry), "x"}), code) << entry;
  }
}

TEST_F(Correction, a_later_entry_that_no_longer_fits_stops_it_and_nothing_is_written) {
  const std::int64_t submitted = office.event("submitted");
  office.event("counted");
  const std::int64_t doubled = office.event("doubled");
  const std::int64_t last = office.store().head()->seq;
  const Result<Receipt> refused = office.execute(machine::Correct{static_cast<std::uint64_t>(submitted), "x"});
  ASSERT_FALSE(refused);
  const Diagnostic& finding = refused.error()->findings.front();
  EXPECT_STREQ(finding.code, "would-break");
  EXPECT_EQ(finding.possible, Strings{std::to_string(doubled)});
  EXPECT_NE(finding.message.en.find("entry " + std::to_string(doubled)), std::string::npos) << finding.message.en;
  EXPECT_EQ(office.store().head()->seq, last);
  EXPECT_EQ(office.value("tally"), "2");
}

TEST_F(Correction, history_keeps_what_is_struck_and_says_by_what) {
  const std::int64_t counted = office.event("counted");
  const std::int64_t struck = office.strikes(counted);
  const auto history = office.ask<HistoryAnswer>(History{"a"});
  ASSERT_EQ(history.entries.size(), 3U);
  EXPECT_EQ(history.entries[0].struck_by, 0);
  EXPECT_EQ(history.entries[1].struck_by, struck);
  EXPECT_EQ(history.entries[1].struck, (Text{"strøget af post 3: mistyped", "struck by entry 3: mistyped"}));
  EXPECT_EQ(history.entries[2].title_en, "Entry 2 struck: mistyped");
}

TEST_F(Correction, a_dry_run_shows_both_sides_and_writes_nothing) {
  const std::int64_t submitted = office.event("submitted");
  const std::int64_t last = office.store().head()->seq;
  const auto answer = office.ask<CorrectionAnswer>(IfStruck{"a", static_cast<std::uint64_t>(submitted), "x"});
  EXPECT_EQ(answer.entry, submitted);
  const auto found = std::find_if(answer.differences.begin(), answer.differences.end(),
                                  [](const auto& one) { return one.what.en == "Stands in"; });
  ASSERT_NE(found, answer.differences.end());
  EXPECT_EQ(found->before.en, "Treatment");
  EXPECT_EQ(found->after.en, "Draft");
  ASSERT_EQ(answer.messages.size(), 1U);
  EXPECT_EQ(answer.messages[0].fate, CorrectionAnswer::Message::Fate::withdrawn);
  EXPECT_EQ(answer.messages[0].template_name, "opened");
  EXPECT_EQ(office.store().head()->seq, last);
  EXPECT_EQ(office.stands(), "treats");
}

// ---- messages

TEST_F(Correction, a_message_that_waits_is_withdrawn_and_one_that_was_sent_is_followed_by_a_notice) {
  struct Case {
    bool sent;
    Strings messages;
  };
  for (const auto& [is_sent, messages] : {Case{false, {}}, Case{true, {"opened", "correction"}}}) {
    SCOPED_TRACE(is_sent);
    Office own(kCorrected);
    own.opens({{"reply_by", "2022-02-01"}});
    const std::int64_t submitted = own.event("submitted");
    if (is_sent) own.at("2022-01-03 10:00");
    own.strikes(submitted);
    own.at("2022-01-03 11:00");
    EXPECT_EQ(own.sent(), messages);
    EXPECT_TRUE(own.is_well());
  }
}

TEST_F(Correction, the_notice_tells_what_was_said_and_why_it_no_longer_holds) {
  const std::int64_t submitted = office.event("submitted");
  office.at("2022-01-03 10:00");
  office.strikes(submitted);
  office.at("2022-01-03 11:00");
  ASSERT_EQ(office.channel().attempts().size(), 2U);
  const records::Message& said = office.channel().attempts()[0];
  const records::Message& notice = office.channel().attempts()[1];
  EXPECT_EQ(notice.receiver, said.receiver);
  EXPECT_NE(notice.body.find(said.subject), std::string::npos) << notice.body;
  EXPECT_NE(notice.body.find("mistyped"), std::string::npos) << notice.body;
}

TEST_F(Correction, what_holds_again_is_said_again) {
  const std::int64_t struck = office.strikes(office.event("submitted"));
  office.strikes(struck);
  office.at("2022-01-03 11:00");
  EXPECT_EQ(office.sent(), Strings{"opened"});
  EXPECT_TRUE(office.is_well());
}

TEST_F(Correction, a_reminder_that_was_sent_is_not_sent_again) {
  office.event("submitted");
  const std::int64_t counted = office.event("counted");
  office.at("2022-01-26 10:00");
  EXPECT_EQ(office.sent(), (Strings{"opened", "reminder"}));
  office.strikes(counted);
  office.at("2022-01-27 10:00");
  EXPECT_EQ(office.sent(), (Strings{"opened", "reminder"}));
  EXPECT_TRUE(office.is_well());
}

TEST_F(Correction, a_reminder_whose_day_has_passed_is_not_sent) {
  office.event("submitted");
  const std::int64_t answered = office.event("answered");
  office.at("2022-01-05 10:00");
  office.set("2022-01-26 10:00");
  office.at("2022-01-26 10:00");
  EXPECT_EQ(office.status(), "completed");
  office.set("2022-01-28 10:00");
  office.strikes(answered);
  EXPECT_EQ(office.stands(), "treats");
  office.at("2022-01-28 11:00");
  EXPECT_EQ(office.sent(), Strings{"opened"});
  office.at("2022-02-02 11:00");
  EXPECT_EQ(office.sent(), (Strings{"opened", "overdue"}));
  EXPECT_TRUE(office.is_well());
}

TEST_F(Correction, what_is_entered_again_says_again_what_was_taken_back) {
  const std::int64_t submitted = office.event("submitted");
  office.at("2022-02-02 10:00");
  EXPECT_EQ(office.sent(), (Strings{"opened", "overdue"}));
  office.strikes(submitted);
  office.at("2022-02-03 10:00");
  const Strings taken_back{"opened", "overdue", "correction", "correction"};
  EXPECT_EQ(office.sent(), taken_back);
  office.restart();
  office.set("2022-02-04 10:00");
  const std::int64_t again = office.event("submitted");
  office.at("2022-02-05 10:00");
  Strings said = taken_back;
  said.insert(said.end(), {"opened", "overdue"});
  EXPECT_EQ(office.sent(), said);
  office.strikes(again);
  office.at("2022-02-06 10:00");
  said.insert(said.end(), {"correction", "correction"});
  EXPECT_EQ(office.sent(), said);
  EXPECT_TRUE(office.is_well());
}

// ---- what fires

TEST_F(Correction, dates_fire_as_they_would_have_without_the_entry) {
  office.event("submitted");
  const std::int64_t answered = office.event("answered");
  office.at("2022-01-10 10:00");
  EXPECT_EQ(office.status(), "completed");
  office.set("2022-02-03 10:00");
  office.strikes(answered);
  EXPECT_EQ(office.status(), "running");
  EXPECT_EQ(office.show().due.front().status, "missed");
  office.at("2022-02-03 10:01");
  EXPECT_EQ(office.sent(), (Strings{"opened", "overdue"}));
  office.event("answered");
  office.at("2022-02-10 10:00");
  EXPECT_EQ(office.status(), "completed");
  EXPECT_TRUE(office.is_well());
}

TEST_F(Correction, a_struck_firing_is_passed_over) {
  office.event("submitted");
  office.event("answered");
  office.at("2022-01-10 10:00");
  EXPECT_EQ(office.status(), "completed");
  const auto history = office.ask<HistoryAnswer>(History{"a"});
  const std::int64_t fired = history.entries.back().row.revision;
  EXPECT_EQ(history.entries.back().row.actor, "clock");
  const std::int64_t struck = office.strikes(fired);
  EXPECT_EQ(office.stands(), "looks");
  office.at("2022-03-10 10:00");
  EXPECT_EQ(office.stands(), "looks");
  office.strikes(struck);
  EXPECT_EQ(office.status(), "completed");
  EXPECT_TRUE(office.is_well());
}

TEST_F(Correction, corrections_of_corrections_keep_the_numbers_of_what_fired) {
  office.event("submitted");
  const std::int64_t counted = office.event("counted");
  const std::int64_t answered = office.event("answered");
  office.at("2022-01-10 10:00");
  office.set("2022-02-03 10:00");
  office.strikes(answered);  // the deadline is missed, and no entry says so
  office.at("2022-02-03 11:00");
  const std::int64_t second = office.strikes(counted);
  office.strikes(second);
  office.at("2022-02-04 11:00");
  EXPECT_EQ(office.sent(), (Strings{"opened", "overdue"}));
  EXPECT_TRUE(office.is_well());
}

// ---- faults

class Faulted : public Correction {
 protected:
  Faulted() {
    zeroed = office.event("zeroed");
    counted = office.event("counted");
    office.event("submitted");
    office.event("answered");
    office.at("2022-01-10 10:00");
  }
  std::int64_t zeroed = 0, counted = 0;
};

TEST_F(Faulted, the_correction_that_takes_away_the_fault_mends_the_case) {
  ASSERT_EQ(office.status(), "faulted");
  office.set("2022-01-20 10:00");
  office.strikes(zeroed);
  EXPECT_EQ(office.status(), "suspended");
  office.at("2022-01-21 10:00");
  EXPECT_EQ(office.status(), "suspended") << "nothing fires until it is resumed";
  const auto history = office.ask<HistoryAnswer>(History{"a"});
  EXPECT_EQ(details(history.entries.back().row.outcome).case_status, "suspended");
  ASSERT_FALSE(details(history.entries.back().row.outcome).notes.empty());
  office.does(machine::Resume{"mended"});
  office.at("2022-02-20 10:00");
  EXPECT_EQ(office.status(), "completed");
  EXPECT_TRUE(office.is_well());
}

TEST_F(Faulted, another_correction_leaves_it_faulted) {
  office.strikes(counted);
  EXPECT_EQ(office.status(), "faulted");
  EXPECT_EQ(office.value("tally"), "0");
  office.strikes(zeroed);
  EXPECT_EQ(office.status(), "suspended");
  EXPECT_TRUE(office.is_well());
}

TEST_F(Faulted, taking_back_what_mended_it_breaks_what_came_after) {
  const std::int64_t mended = office.strikes(zeroed);
  office.does(machine::Resume{"mended"});
  EXPECT_EQ(office.refused(machine::Correct{static_cast<std::uint64_t>(mended), "x"}), "would-break");
}

TEST_F(Faulted, a_correction_under_which_a_timer_fails_is_refused) {
  const std::int64_t mended = office.strikes(zeroed);
  EXPECT_EQ(office.status(), "suspended");
  office.strikes(mended);
  EXPECT_EQ(office.status(), "faulted") << "it is the same fault";
  Office other(kCorrected);
  other.opens({{"reply_by", "2022-02-01"}});
  const std::int64_t struck = other.strikes(other.event("zeroed"));
  other.event("submitted");
  other.event("answered");
  other.at("2022-01-10 10:00");
  EXPECT_EQ(other.status(), "completed");
  EXPECT_EQ(other.refused(machine::Correct{static_cast<std::uint64_t>(struck), "x"}), "would-break");
  EXPECT_EQ(other.status(), "completed");
}

// ---- the life of a case

TEST_F(Correction, an_ended_case_can_be_brought_back) {
  const std::int64_t withdrawn = office.does(machine::Withdraw{"opened by mistake"});
  EXPECT_EQ(office.status(), "withdrawn");
  office.strikes(withdrawn);
  EXPECT_EQ(office.status(), "running");
  office.event("submitted");
  EXPECT_TRUE(office.is_well());
}

TEST_F(Correction, only_the_secretariat_strikes) {
  Command command;
  command.request = RequestId::derived("other", 1, 0);
  command.key = "a";
  command.actor = {"bo", machine::Proof::scenario, {"council"}};
  command.intent = machine::Correct{static_cast<std::uint64_t>(office.event("counted")), "x"};
  const Result<Receipt> receipt = office.service().execute({&command, 1}).front();
  ASSERT_FALSE(receipt);
  EXPECT_STREQ(receipt.error()->findings.front().code, "not-allowed");
}

TEST_F(Correction, the_same_request_strikes_once) {
  Command command;
  command.request = RequestId::derived("other", 1, 0);
  command.key = "a";
  command.actor = {"anna", machine::Proof::scenario, {"secretariat"}};
  command.intent = machine::Correct{static_cast<std::uint64_t>(office.event("counted")), "x"};
  const std::vector<Command> twice{command, command};
  const std::vector<Result<Receipt>> receipts = office.service().execute(twice);
  ASSERT_TRUE(receipts[0] && receipts[1]);
  EXPECT_FALSE(receipts[0]->repeated);
  EXPECT_TRUE(receipts[1]->repeated);
  EXPECT_TRUE(office.is_well());
}

TEST_F(Correction, what_the_same_batch_did_can_be_struck_in_it) {
  std::vector<Command> commands(3);
  for (std::size_t n = 0; n < commands.size(); ++n) {
    commands[n].request = RequestId::derived("batch", n, 0);
    commands[n].key = "a";
    commands[n].actor = {"anna", machine::Proof::scenario, {"secretariat"}};
  }
  commands[0].intent = SendEvent{{}, "submitted", {}};
  commands[1].intent = machine::Correct{2, "x"};
  commands[2].intent = SendEvent{{}, "counted", {}};
  for (const Result<Receipt>& receipt : office.service().execute(commands)) EXPECT_TRUE(receipt);
  EXPECT_EQ(office.stands(), "drafting");
  EXPECT_EQ(office.value("tally"), "1");
  office.at("2022-01-03 10:00");
  EXPECT_EQ(office.sent(), Strings());
  EXPECT_TRUE(office.is_well());
}

}  // namespace
}  // namespace aftale::cases
