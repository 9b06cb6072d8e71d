#include <gtest/gtest.h>

#include "tests/unit/cases/office.h"

namespace aftale::cases {
namespace {

// A decision is asked for, may be put off, and is late from a day on.
constexpr const char* kMatter = R"(workflow: matter
version: 1
title: {da: Sag, en: Matter}
organisation: example-three
calendar: denmark
inputs: {reply_by: {type: date}}
data: {tally: {type: number, value: 0}}
initial: drafting
states:
  drafting:
    title: {da: Udkast, en: Draft}
    owner: secretariat
    on: {submitted: {to: treats}}
  treats:
    title: {da: Behandling, en: Treatment}
    owner: secretariat
    deadlines: {reply: {due: reply_by}}
    on:
      counted: {actions: [{set: {tally: tally + 1}}]}
      doubled: {guard: tally > 0, actions: [{set: {tally: tally * 2}}]}
      answered: {to: looks}
  looks:
    title: {da: Eftersyn, en: A look}
    owner: secretariat
    after: {P3D: {to: done}}
  done: {type: final}
)";

time::CivilDate day(const char* iso) {
  return *time::CivilDate::parse_iso(iso);
}

/// Opened 3 January, submitted the 10th, answered on the 20th but recorded on the 28th; done three days after.
class AsOfDays : public ::testing::Test {
 protected:
  AsOfDays() {
    office.opens({{"reply_by", "2022-01-25"}});
    office.at("2022-01-10 09:00");
    submitted = office.event("submitted");
    office.at("2022-01-28 12:00");
    answered = office.event("answered", day("2022-01-20"));
    office.at("2022-02-02 09:00");
  }
  AsOf at(const char* iso) const { return {day(iso), std::nullopt}; }
  AsOf known(const std::string& local) const {
    return {std::nullopt, *time::typed_moment(local, *time::Zone::find("Europe/Copenhagen"))};
  }
  Office office{kMatter};
  std::int64_t submitted = 0, answered = 0;
};

TEST_F(AsOfDays, a_case_stands_as_it_stood_that_day_and_as_it_was_known_at_that_time) {
  struct Case {
    AsOf as_of;
    const char* stands;
  };
  const Case table[] = {
      {at("2022-01-03"), "drafting"},
      {at("2022-01-09"), "drafting"},
      {at("2022-01-10"), "treats"},
      {at("2022-01-19"), "treats"},
      {at("2022-01-20"), "looks"},  // by what happened
      {at("2022-01-27"), ""},       // and three days later it was done
      {known("2022-01-27 12:00"), "treats"},
      {known("2022-01-28 11:59"), "treats"},  // by what was known
      {known("2022-01-28 12:00"), ""},        // three days had passed already
      {{day("2022-01-20"), known("2022-01-27 12:00").known_at}, "treats"},
      {{day("2022-01-20"), known("2022-01-29 12:00").known_at}, "looks"},
      {{}, ""},
  };
  for (const Case& one : table) {
    SCOPED_TRACE((one.as_of.at ? one.as_of.at->iso() : "-") + " " +
                 (one.as_of.known_at ? one.as_of.known_at->rfc3339() : "-"));
    EXPECT_EQ(office.stands(one.as_of), one.stands);
    EXPECT_TRUE(office.notes.empty());
  }
}

TEST_F(AsOfDays, what_was_late_that_day_is_late) {
  const auto late = [&](AsOf as_of) { return office.ask<ItemsAnswer>(Overdue{as_of}).items.size(); };
  EXPECT_EQ(late(at("2022-01-25")), 0U);
  EXPECT_EQ(late(at("2022-01-26")), 0U) << "it had been answered on the 20th";
  EXPECT_EQ(late(known("2022-01-26 12:00")), 1U) << "nobody knew";
  EXPECT_EQ(late({}), 0U);
}

TEST_F(AsOfDays, deadlines_are_marked_as_they_were) {
  const auto marked = [&](AsOf as_of) { return office.show(as_of).due.front().status; };
  EXPECT_EQ(marked(at("2022-01-19")), "waiting");
  EXPECT_EQ(marked(known("2022-01-26 12:00")), "missed");
  EXPECT_EQ(marked({}), "lifted");
}

TEST_F(AsOfDays, before_it_was_opened_a_case_is_not_there) {
  EXPECT_TRUE(office.ask<StatusAllAnswer>(StatusAll{at("2022-01-02")}).cases.empty());
  EXPECT_EQ(office.ask<StatusAllAnswer>(StatusAll{at("2022-01-03")}).cases.size(), 1U);
  for (const Question& question :
       {Question(Show{"a", {}, at("2022-01-02")}), Question(StatusOf{"a", at("2022-01-02")}),
        Question(Export{"a", at("2022-01-02")}), Question(Show{"a", {}, known("2022-01-02 09:00")})}) {
    const Result<Answer> answer = office.service().ask(question);
    ASSERT_FALSE(answer);
    EXPECT_STREQ(answer.error()->findings.front().code, "not-yet");
  }
}

TEST_F(AsOfDays, a_case_that_there_is_not_is_unknown) {
  const Result<Answer> answer = office.service().ask(StatusOf{"b", at("2022-01-03")});
  ASSERT_FALSE(answer);
  EXPECT_STREQ(answer.error()->findings.front().code, "unknown-case");
}

TEST_F(AsOfDays, what_is_struck_by_now_never_was_but_was_known_then) {
  office.set("2022-02-03 09:00");
  office.strikes(answered);
  EXPECT_EQ(office.stands(at("2022-01-20")), "treats");
  EXPECT_EQ(office.stands(at("2022-02-03")), "treats");
  EXPECT_EQ(office.stands(known("2022-02-01 09:00")), "");
  EXPECT_EQ(office.stands({day("2022-01-20"), known("2022-02-02 09:00").known_at}), "looks");
}

TEST_F(AsOfDays, entries_that_do_not_fit_that_day_are_named) {
  Office own(kMatter);
  own.opens({{"reply_by", "2022-01-25"}});
  own.event("submitted");
  own.set("2022-01-12 09:00");
  own.event("counted");
  own.set("2022-01-13 09:00");
  own.event("doubled", day("2022-01-11"));  // told of with an earlier day than what it rests on
  EXPECT_EQ(own.stands(at("2022-01-11")), "treats");
  ASSERT_EQ(own.notes.size(), 1U);
  EXPECT_NE(own.notes.front().en.find("a: entry 4 "), std::string::npos) << own.notes.front().en;
  EXPECT_EQ(own.stands(at("2022-01-12")), "treats");
  EXPECT_TRUE(own.notes.empty());
}

TEST_F(AsOfDays, asking_about_today_gives_what_is_stored) {
  const ShowAnswer stored = office.show(), replayed = office.show(at("2022-02-02"));
  EXPECT_EQ(stored.summary.row.status, replayed.summary.row.status);
  EXPECT_EQ(stored.active, replayed.active);
  ASSERT_EQ(stored.items.size(), replayed.items.size());
  for (std::size_t n = 0; n < stored.items.size(); ++n) {
    EXPECT_EQ(stored.items[n].status, replayed.items[n].status);
    EXPECT_EQ(stored.items[n].step, replayed.items[n].step);
    EXPECT_EQ(stored.items[n].outcome, replayed.items[n].outcome);
  }
  ASSERT_EQ(stored.due.size(), replayed.due.size());
  EXPECT_EQ(stored.due.front().status, replayed.due.front().status);
}

}  // namespace
}  // namespace aftale::cases
