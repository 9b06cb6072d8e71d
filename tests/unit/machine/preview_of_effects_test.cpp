#include "tests/unit/machine/world.h"

/// What people would be told about a step, without telling them.
namespace aftale::machine::test {
namespace {

constexpr const char* kForetold = R"(
workflow: asking
version: 1
title: Høring
organisation: small
calendar: denmark
documents: {letter: {title: Brev}}
initial: prepare
states:
  prepare:
    owner: group
    deadlines: {ready: {due: 'date("2022-02-28")', warn: [P14D]}}
    on: {ready: {to: ask}}
  ask:
    for_each: {in: organisation.parties, as: party, key: party.code}
    initial: open
    states:
      open:
        owner: party.council
        entry: [{notify: {to: organisation.authority, template: questions, attach: [letter]}}]
        on: {reply: {to: replied}}
      replied: {type: final}
    done: {to: rest}
    empty: {to: rest}
    deadlines: {replies: {due: 'date("2022-05-31")', warn: [P14D]}}
  rest: {from: {'date("2022-09-01")': {to: over}}}
  over: {type: final}
)";

class PreviewOfEffects : public ::testing::Test {
 protected:
  PreviewOfEffects() { world_.open("2022-01-03"); }

  /// `receiver, due, step` of each, or the code of the refusal.
  Strings told(const std::string& step, const std::string& template_name) {
    Moment moment;
    moment.now = world_.instance.last_at;
    const Result<std::vector<Notify>> notices =
        preview_of_effects(world_.definition(), world_.instance, step, template_name, moment);
    if (!notices) return {code_of(notices.error())};
    Strings lines;
    for (const Notify& notice : *notices) {
      EXPECT_EQ(notice.template_name, template_name);
      std::string line = notice.to->title.da + ", " + (notice.due ? notice.due->iso() : "-") + ", " +
                         address_of(world_.definition(), world_.instance, notice.place);
      for (const Listed& item : notice.items) line += " | " + item.title.da;
      for (const Attachment& attachment : notice.attachments) line += " + " + attachment.name;
      lines.push_back(line);
    }
    return lines;
  }

  World world_{kForetold};
};

TEST_F(PreviewOfEffects, a_reminder_goes_to_the_owner_and_what_is_overdue_to_the_secretariat_too) {
  EXPECT_EQ(told("prepare", "reminder"), (Strings{"Styregruppen, 2022-02-28, prepare"}));
  EXPECT_EQ(told("prepare", "overdue"),
            (Strings{"Styregruppen, 2022-02-28, prepare", "Sekretariatet, 2022-02-28, prepare"}));
}

TEST_F(PreviewOfEffects, it_is_what_a_reminder_says_when_its_day_comes) {
  const Strings before = told("prepare", "reminder");
  world_.advance("2022-02-15");
  ASSERT_EQ(world_.notices.size(), before.size());
  EXPECT_EQ(before.front(), world_.notices.front().to->title.da + ", 2022-02-28, prepare");
}

TEST_F(PreviewOfEffects, of_several_steps_each_owner_is_told_of_its_own_and_the_secretariat_has_a_list) {
  ASSERT_TRUE(world_.send("2022-01-04", "ready"));
  ASSERT_TRUE(world_.send("2022-01-05", "reply", "ask/0860"));
  EXPECT_EQ(told("ask", "reminder"),
            (Strings{"Aalborg Byråd, 2022-05-31, ask/0851/open", "Regionsrådet, 2022-05-31, ask/1081/open",
                     "Sekretariatet, 2022-05-31, ask | Aalborg Kommune | Region Nordjylland"}));
  EXPECT_EQ(told("ask/0851", "reminder"), (Strings{"Aalborg Byråd, 2022-05-31, ask/0851/open"}));
  EXPECT_EQ(told("ask/0860", "reminder"), (Strings{"no-open-step"}));
}

TEST_F(PreviewOfEffects, what_a_step_sends_itself_goes_where_it_says_with_its_documents) {
  ASSERT_TRUE(world_.attach("2022-01-04", "letter"));
  ASSERT_TRUE(world_.send("2022-01-04", "ready"));
  EXPECT_EQ(told("ask/0851", "questions"), (Strings{"Tilsynet, 2022-05-31, ask/0851/open + letter.pdf"}));
}

TEST_F(PreviewOfEffects, nothing_is_changed_by_asking) {
  const std::uint64_t revision = world_.instance.revision;
  const std::size_t notices = world_.notices.size();
  const Branch before = *world_.instance.branches.front();
  told("prepare", "reminder");
  EXPECT_EQ(world_.instance.revision, revision);
  EXPECT_EQ(world_.notices.size(), notices);
  EXPECT_EQ(world_.instance.branches.front()->timers.size(), before.timers.size());
  EXPECT_EQ(world_.instance.branches.front()->deadlines.front().reminded, before.deadlines.front().reminded);
}

TEST_F(PreviewOfEffects, where_nobody_acts_there_is_nobody_to_tell) {
  EXPECT_EQ(told("nowhere", "reminder"), (Strings{"unknown-step"}));
  ASSERT_TRUE(world_.send("2022-01-04", "ready"));
  for (const char* party : {"ask/0851", "ask/0860", "ask/1081"}) ASSERT_TRUE(world_.send("2022-01-05", "reply", party));
  EXPECT_EQ(told("rest", "reminder"), (Strings{"no-open-step"}));
}

}  // namespace
}  // namespace aftale::machine::test
