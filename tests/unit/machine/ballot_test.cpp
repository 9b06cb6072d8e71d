#include <memory>

#include "tests/unit/machine/world.h"

/// Bodies treat the matter at meetings (language, "Ballots"), and texts that change after they did ("Documents").
namespace aftale::machine::test {
namespace {

std::string one_step(const std::string& kind) {
  return R"(
workflow: one-step
version: 1
title: Et møde
organisation: small
calendar: denmark
documents: {agreement: {title: Aftalen}, annex: {title: Bilag}}
initial: treats
states:
  treats:
    owner: 'organisation.parties[1].council'
    ballot: )" +
         kind + R"(
    on:
      approved: {to: approved}
      amended: {to: amended}
      recommended: {to: recommended}
      advised: {to: advised}
      noted: {to: noted}
      discussed: {to: discussed}
      rejected: {to: rejected}
      returned: {to: returned}
  approved: {type: final}
  amended: {type: final}
  recommended: {type: final}
  advised: {type: final}
  noted: {type: final}
  discussed: {type: final}
  rejected: {type: final}
  returned: {type: final}
)";
}

struct Word {
  const char* kind;
  const char* word;
  const char* ends;  // outcome of the case; "stays"; "refused"
};

void PrintTo(const Word& row, std::ostream* out) {
  *out << row.kind << " " << row.word;
}

class Minutes : public testing::TestWithParam<Word> {};

TEST_P(Minutes, word_means_what_the_step_asks) {
  World world(one_step(GetParam().kind));
  ASSERT_TRUE(world.open("2022-01-03"));
  Record details;
  details.remarks = {"en bemærkning"};
  const auto came = world.record("2022-02-02", "treats", GetParam().word, "2022-02-01", details);
  const std::string ends = GetParam().ends;
  if (ends == "refused") {
    EXPECT_EQ(came.code, "wrong-word");
    EXPECT_FALSE(came.error->findings.front().possible.empty());
    return;
  }
  ASSERT_TRUE(came) << came.code;
  EXPECT_EQ(world.instance.branches.front()->outcome, ends == "stays" ? "" : ends);
  EXPECT_EQ(world.instance.branches.front()->remarks, (Strings{"en bemærkning"}));
  EXPECT_EQ(world.instance.branches.front()->decisions.size(), 1u);
}

INSTANTIATE_TEST_SUITE_P(
    Table, Minutes,
    testing::Values(Word{"approve", "godkendt", "approved"}, Word{"approve", " Godkendt ", "approved"},
                    Word{"recommend", "tiltrådt", "recommended"}, Word{"advise", "vedtaget", "advised"},
                    Word{"note", "godkendt", "noted"}, Word{"discuss", "godkendt", "refused"},
                    Word{"approve", "godkendt med bemærkninger", "approved"},
                    Word{"approve", "godkendt med ændringer", "amended"}, Word{"approve", "anbefalet", "refused"},
                    Word{"recommend", "indstillet", "recommended"}, Word{"approve", "ikke godkendt", "rejected"},
                    Word{"approve", "bortfaldet", "rejected"}, Word{"discuss", "udsat", "stays"},
                    Word{"approve", "sendt i høring", "stays"}, Word{"approve", "tilbagesendt", "returned"},
                    Word{"note", "henvist", "stays"}, Word{"note", "taget til efterretning", "noted"},
                    Word{"discuss", "drøftet", "discussed"}, Word{"approve", "trukket", "stays"},
                    Word{"recommend", "indbragt for rådet", "recommended"},
                    Word{"discuss", "indbragt for rådet", "refused"}, Word{"approve", "vi er enige", "refused"}));

TEST(Ballot, of_an_older_case_is_read_and_judged_as_it_was) {
  World world(one_step("recommend"));
  ASSERT_TRUE(world.open("2022-01-03"));
  world.instance.semantics = 4;
  EXPECT_EQ(world.record("2022-12-28", "treats", "Anbefales.", "2022-02-01").code, "wrong-word");
  EXPECT_EQ(world.record("2022-12-28", "treats", "»anbefalet«", "2022-02-01").code, "wrong-word");
  ASSERT_TRUE(world.record("2022-12-28", "treats", "Udsat", "2022-12-25"));  // a holiday
  ASSERT_TRUE(world.record("2022-12-28", "treats", "Udsat", "2022-12-25"));  // again
  ASSERT_TRUE(world.record("2022-12-28", "treats", "Anbefalet", "2021-02-01"));
  EXPECT_EQ(world.instance.branches.front()->decisions.back().word, "Anbefalet");
}

TEST(Ballot, keeps_the_word_of_the_table_beside_what_was_typed) {
  World world(one_step("recommend"));
  ASSERT_TRUE(world.open("2022-01-03"));
  const auto done = world.record("2022-02-02", "treats", "Indstillingen tiltrædes.", "2022-02-01");
  ASSERT_TRUE(done) << done.code;
  EXPECT_EQ(world.instance.branches.front()->decisions.back().word, "tiltrådt");
  EXPECT_EQ(world.item("treats")->word, "tiltrådt");
  EXPECT_EQ(world.instance.branches.front()->outcome, "recommended");
}

TEST(Ballot, a_body_that_only_passes_the_matter_on_goes_where_its_yes_goes) {
  for (const auto& [kind, outcome] : {std::pair{"recommend", "recommended"}, std::pair{"advise", "advised"}}) {
    World world(one_step(kind));
    ASSERT_TRUE(world.open("2022-01-03"));
    ASSERT_TRUE(world.record("2022-02-02", "treats", "taget til efterretning", "2022-02-01")) << kind;
    EXPECT_EQ(world.instance.branches.front()->decisions.back().event, "forwarded");
    EXPECT_EQ(world.instance.branches.front()->outcome, outcome);
  }
}

struct Refused {
  const char* code;  // "" is done
  Record details;
  const char* word;
  const char* meeting;
};

Record votes(std::optional<int> present, std::optional<int> yes = {}, std::optional<int> no = {},
             std::optional<int> none = {}) {
  Record record;
  record.votes = {yes, no, none, present, {}};
  return record;
}
Record even_so(Record record = {}) {
  record.even_so = true;
  return record;
}

void PrintTo(const Refused& row, std::ostream* out) {
  *out << row.word << " " << row.code;
}

class Entry : public testing::TestWithParam<Refused> {};

TEST_P(Entry, is_checked_before_it_counts) {
  World world(one_step("approve"));
  ASSERT_TRUE(world.open("2022-01-03"));
  ASSERT_TRUE(world.attach("2022-01-03", "agreement"));
  ASSERT_TRUE(world.input("2022-01-04", Freeze{"agreement"}));
  const auto came = world.record("2022-02-02", "treats", GetParam().word, GetParam().meeting, GetParam().details);
  EXPECT_EQ(came.code, GetParam().code);
  EXPECT_EQ(world.instance.status, came ? lifecycle::CaseStatus::completed : lifecycle::CaseStatus::running);
}

Record version(std::string document, std::uint32_t number) {
  Record record;
  record.versions.emplace_back(std::move(document), number);
  return record;
}

INSTANTIATE_TEST_SUITE_P(Table, Entry,
                         testing::Values(Refused{"", {}, "godkendt", "2022-02-01"},
                                         Refused{"no-quorum", votes(15), "godkendt", "2022-02-01"},
                                         Refused{"", votes(16), "godkendt", "2022-02-01"},
                                         Refused{"votes-exceed-present", votes(20, 15, 4, 2), "godkendt", "2022-02-01"},
                                         Refused{"", votes(20, 15, 4, 1), "godkendt", "2022-02-01"},
                                         Refused{"not-a-majority", votes(20, 10, 10), "godkendt", "2022-02-01"},
                                         Refused{"", votes(20, 10, 10), "bortfaldet", "2022-02-01"},
                                         Refused{"bad-value", votes(-1), "godkendt", "2022-02-01"},
                                         Refused{"meeting-in-future", {}, "godkendt", "2022-02-03"},
                                         Refused{"", {}, "godkendt", "2022-02-02"},
                                         Refused{"", even_so(), "godkendt", "2022-02-03"},
                                         Refused{"missing-data", {}, "godkendt med ændringer", "2022-02-01"},
                                         Refused{"version-missing", version("agreement", 2), "godkendt", "2022-02-01"},
                                         Refused{"version-missing", version("annex", 1), "godkendt", "2022-02-01"},
                                         Refused{"unknown-document", version("letter", 1), "godkendt", "2022-02-01"},
                                         Refused{"", version("", 1), "godkendt", "2022-02-01"}));

TEST(Ballot, its_events_come_only_from_record) {
  World world(one_step("approve"));
  ASSERT_TRUE(world.open("2022-01-03"));
  EXPECT_EQ(world.send("2022-01-04", "approved").code, "no-open-step");
  ASSERT_TRUE(world.send("2022-01-04", "noted"));  // no word of the minutes means this here
}

TEST(Ballot, a_matter_that_is_put_off_stays_open_and_gets_a_new_date) {
  World world(one_step("approve"));
  ASSERT_TRUE(world.open("2022-11-01"));
  EXPECT_EQ(world.item("treats")->planned_on->iso(), "2022-11-21");
  const auto came = world.record("2022-11-22", "treats", "udsat", "2022-11-21");
  ASSERT_TRUE(came);
  EXPECT_TRUE(came.step.trace.back().left.empty());
  EXPECT_EQ(world.item("treats")->planned_on->iso(), "2022-11-28");
  EXPECT_EQ(world.item("treats")->postponed, 1u);
  Record next;
  next.next = time::CivilDate::from_ymd(2022, 12, 5);
  ASSERT_TRUE(world.record("2022-11-29", "treats", "taget af dagsordenen", "2022-11-28", next));
  EXPECT_EQ(world.item("treats")->planned_on->iso(), "2022-12-05");
  EXPECT_EQ(world.item("treats")->postponed, 2u);
  ASSERT_TRUE(world.record("2022-12-05", "treats", "udsat", "2022-12-05"));
  EXPECT_EQ(world.item("treats")->planned_on, std::nullopt);
  ASSERT_TRUE(world.record("2022-12-12", "treats", "godkendt", "2022-12-12", votes(20, 20, 0)));
  const WorkItem& item = *world.item("treats");
  EXPECT_EQ(item.status, WorkItem::Status::done);
  EXPECT_EQ(item.outcome, "approved");
  EXPECT_EQ(item.word, "godkendt");
  EXPECT_EQ(item.votes.votes_for, 20);
  EXPECT_EQ(item.postponed, 3u);
  EXPECT_EQ(world.instance.branches.front()->ended_on->iso(), "2022-12-12");
}

TEST(Ballot, what_is_possible_lists_the_words_that_fit) {
  World world(one_step("discuss"));
  ASSERT_TRUE(world.open("2022-01-03"));
  Moment moment;
  moment.now = world.instance.last_at;
  moment.actor = world.actor;
  std::vector<std::string> offered;
  for (const Offer& offer : possible(world.definition(), world.instance, moment)) {
    if (offer.ballot) offered.push_back(offer.event + " " + offer.words.front());
  }
  EXPECT_EQ(offered,
            (Strings{"postponed udsat", "discussed taget til efterretning", "withdrawn taget af dagsordenen"}));
}

constexpr const char* kChain = R"(
workflow: chain
version: 1
title: Godkendelse
organisation: small
calendar: denmark
documents: {agreement: {title: Aftalen, changed_after_approval: POLICY}}
initial: approval
states:
  approval:
    for_each: {in: organisation.parties, as: party, key: party.code}
    initial: bodies
    states:
      bodies:
        for_each: {in: party.chain, as: body, key: body.id, order: sequential}
        initial: treats
        states:
          treats:
            owner: body
            ballot: 'if body.decides then "approve" else "recommend"'
            on:
              approved: {to: approved}
              amended: {to: approved}
              recommended: {to: recommended}
              rejected: {to: rejected}
            ignore: [returned]
          approved: {type: final}
          recommended: {type: final}
          rejected: {type: final}
        decide:
          - {when: approved >= 1, to: approved}
          - {when: rejected >= 1 or answered = total, to: rejected}
        empty: {to: rejected}
      approved: {type: final}
      rejected: {type: final}
    decide:
      - {when: rejected >= 1, to: talks, rest: keep}
      - {when: approved = total, to: over}
    empty: {to: over}
  talks: {on: {redrafted: {to: approval, actions: [{freeze: agreement}]}}}
  over: {type: final}
)";

std::string chain(const std::string& policy) {
  std::string text = kChain;
  text.replace(text.find("POLICY"), 6, policy);
  return text;
}

class Changed : public testing::Test {
 protected:
  void begin(const std::string& policy) {
    world = std::make_unique<World>(chain(policy));
    ASSERT_TRUE(world->open("2022-01-03"));
    ASSERT_TRUE(world->attach("2022-01-03", "agreement"));
    ASSERT_TRUE(world->input("2022-01-03", Freeze{"agreement"}));
    ASSERT_TRUE(world->record("2022-01-10", "approval/0851", "anbefalet", "2022-01-10"));
    ASSERT_TRUE(world->record("2022-01-20", "approval/0851", "godkendt", "2022-01-20"));
    ASSERT_TRUE(world->attach("2022-01-25", "agreement"));
  }
  std::unique_ptr<World> world;
};

TEST(Chain, a_body_meets_after_the_one_before_it_unless_somebody_says_so) {
  World world(chain("ask"));
  ASSERT_TRUE(world.open("2022-01-03"));
  ASSERT_TRUE(world.record("2022-02-10", "approval/0851/bodies/committee", "anbefalet", "2022-02-10"));
  EXPECT_EQ(world.record("2022-02-11", "approval/0851/bodies/council", "godkendt", "2022-02-09").code, "out-of-order");
  EXPECT_EQ(world.record("2022-02-11", "approval/0851/bodies/council", "indbragt for rådet", "2022-02-11").code,
            "wrong-word");
  ASSERT_TRUE(world.record("2022-02-11", "approval/0851/bodies/council", "godkendt", "2022-02-09", even_so()));
  EXPECT_EQ(world.branch("approval/0851")->outcome, "approved");
}

TEST(Chain, a_body_that_has_not_its_turn_yet_is_no_open_step) {
  World world(chain("ask"));
  ASSERT_TRUE(world.open("2022-01-03"));
  EXPECT_EQ(world.record("2022-02-10", "approval/0851/bodies/council", "godkendt", "2022-02-10").code, "no-open-step");
  EXPECT_EQ(world.record("2022-02-10", "approval", "anbefalet", "2022-02-10").code, "ambiguous");
  EXPECT_EQ(world.record("2022-02-10", "approval/9999", "anbefalet", "2022-02-10").code, "unknown-step");
}

TEST_F(Changed, a_new_frozen_version_asks_about_every_branch_that_approved_an_older_one) {
  begin("ask");
  EXPECT_TRUE(world->branch("approval/0851")->renewals.empty());
  ASSERT_TRUE(world->input("2022-01-26", Freeze{"agreement"}));
  ASSERT_EQ(world->branch("approval/0851")->renewals.size(), 1u);
  EXPECT_EQ(world->branch("approval/0851")->renewals[0].proposed, "reapprove");
  EXPECT_EQ(world->item("approval/0851/renewed_approval/agreement")->status, WorkItem::Status::open);
  ASSERT_TRUE(world->record("2022-01-27", "approval/0860", "godkendt", "2022-01-27"));
  ASSERT_TRUE(world->record("2022-01-27", "approval/1081", "godkendt", "2022-01-27"));
  EXPECT_EQ(world->instance.status, lifecycle::CaseStatus::running);  // no decide is looked at before the answer
  ASSERT_TRUE(world->send("2022-01-28", "keep", "approval/0851/renewed_approval/agreement"));
  EXPECT_EQ(world->instance.status, lifecycle::CaseStatus::completed);
  EXPECT_EQ(world->item("approval/0851/renewed_approval/agreement")->outcome, "keep");
}

TEST_F(Changed, reapprove_begins_a_new_round_of_the_branch) {
  begin("ask");
  ASSERT_TRUE(world->input("2022-01-26", Freeze{"agreement"}));
  ASSERT_TRUE(world->send("2022-01-28", "reapprove", "approval/*"));
  EXPECT_EQ(world->active().front(), "approval/0851#2/bodies/committee/treats");
  EXPECT_TRUE(world->branch("approval/0851")->superseded);
}

TEST_F(Changed, the_policy_reapprove_asks_nobody_and_keep_does_nothing) {
  begin("reapprove");
  ASSERT_TRUE(world->input("2022-01-26", Freeze{"agreement"}));
  EXPECT_EQ(world->active().front(), "approval/0851#2/bodies/committee/treats");
  begin("keep");
  ASSERT_TRUE(world->input("2022-01-26", Freeze{"agreement"}));
  EXPECT_TRUE(world->branch("approval/0851")->renewals.empty());
  EXPECT_FALSE(world->branch("approval/0851")->superseded);
}

TEST_F(Changed, a_kept_state_asks_on_the_return) {
  begin("ask");
  ASSERT_TRUE(world->record("2022-01-26", "approval/0860", "ikke godkendt", "2022-01-26"));
  ASSERT_EQ(world->active(), (Strings{"talks"}));
  EXPECT_TRUE(world->branch("approval/0851")->renewals.empty());
  ASSERT_TRUE(world->send("2022-02-01", "redrafted"));
  EXPECT_EQ(world->branch("approval/0851")->renewals.size(), 1u);
  EXPECT_EQ(world->active(), (Strings{"approval/0860#2/bodies/council/treats", "approval/1081/bodies/council/treats"}));
  ASSERT_TRUE(world->record("2022-02-03", "approval/1081", "godkendt", "2022-02-03"));
  EXPECT_EQ(world->branch("approval/1081/bodies/council")->decisions[0].versions,
            (std::vector<std::pair<std::uint16_t, std::uint32_t>>{{0, 2}}));
}

}  // namespace
}  // namespace aftale::machine::test
