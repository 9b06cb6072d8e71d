#include "engine/cases/move.h"
#include "tests/unit/cases/office.h"

/// What two people did, or must do, takes two people to strike or to leave out.
namespace aftale::cases {
namespace {

constexpr const char* kTwo = R"(workflow: two
version: 1
title: Fire øjne
organisation: nordjylland
calendar: denmark
initial: draft
states:
  draft:
    title: Udkast
    on:
      approve: {to: adopted, by: secretariat, four_eyes: true}
      again: {to: draft}
  adopted: {title: Vedtaget, on: {end: {to: over}}}
  over: {type: final}
)";

const machine::Actor kAnna{"anna", machine::Proof::peer, {"secretariat"}, "anna", 1001};
const machine::Actor kBo{"bo", machine::Proof::peer, {"secretariat"}, "bo", 1002};

/// A case that anna and bo have adopted: entry 1 opens, 2 proposes, 3 confirms.
class Adopted : public Office {
 public:
  Adopted() : Office(kTwo) {
    as(kAnna).opens({});
    as(kAnna).event("approve");
    as(kBo).event("approve");
    EXPECT_EQ(stands(), "adopted");
  }
  Adopted& as(const machine::Actor& who) {
    actor = who;
    return *this;
  }
  /// Strikes, and tells whether it only proposed to.
  bool only_proposes(std::int64_t entry) {
    const Result<Receipt> receipt = execute(machine::Correct{static_cast<std::uint64_t>(entry), "mistyped"});
    if (!receipt) {
      ADD_FAILURE() << message(receipt.error());
      return false;
    }
    last = receipt->entries.front().revision;
    return details(receipt->entries.front().outcome).proposed;
  }
  std::string refused_strike(std::int64_t entry) {
    return refused(machine::Correct{static_cast<std::uint64_t>(entry), "mistyped"});
  }
  Moved moves(const std::string& text, bool apply, bool undo = false) {
    Move order;
    order.request = RequestId::derived("move", ++moves_, 0);
    order.key = "a";
    order.actor = actor;
    order.apply = apply;
    order.undo = undo;
    order.reason = "x";
    if (!undo) order.sources = loader::load(testing::shipped_sources({text}), "two").value->sources;
    const Result<Moved> moved = service().move(order);
    if (!moved) ADD_FAILURE() << message(moved.error());
    return moved ? *moved : Moved();
  }
  std::string follows() { return show().summary.row.workflow; }

  std::int64_t last = 0;  ///< number of the entry that only_proposes made

 private:
  std::uint64_t moves_ = 0;
};

TEST(Proposals, what_two_people_did_takes_two_to_strike) {
  for (const std::int64_t entry : {3, 2}) {
    Adopted office;
    EXPECT_TRUE(office.as(kAnna).only_proposes(entry)) << entry;
    EXPECT_EQ(office.stands(), "adopted") << entry;
    EXPECT_EQ(office.refused_strike(entry), "second-person") << entry;
    machine::Actor other_name = kAnna;
    other_name.id = "ane";
    EXPECT_EQ(office.as(other_name).refused_strike(entry), "second-person") << entry;
    if (entry == 3) {
      EXPECT_FALSE(office.as(kBo).only_proposes(entry));
      EXPECT_EQ(office.stands(), "draft");
    }
    EXPECT_TRUE(office.is_well());
    office.restart();
    EXPECT_TRUE(office.is_well());
  }
}

TEST(Proposals, a_correction_that_two_people_made_takes_two_to_strike) {
  Adopted office;
  EXPECT_TRUE(office.as(kAnna).only_proposes(3));
  const std::int64_t proposal = office.last;
  EXPECT_FALSE(office.as(kBo).only_proposes(3));
  const std::int64_t correction = office.last;
  EXPECT_TRUE(office.as(kBo).only_proposes(correction));
  EXPECT_EQ(office.stands(), "draft");
  // Nor does it help to strike the proposal that it rests on.
  EXPECT_FALSE(office.as(kBo).only_proposes(proposal));
  EXPECT_EQ(office.refused_strike(correction), "second-person");
  EXPECT_FALSE(office.as(kAnna).only_proposes(correction));
  EXPECT_EQ(office.stands(), "adopted");
  // What has been done is proposed no more.
  EXPECT_TRUE(office.as(kBo).only_proposes(3));
  EXPECT_TRUE(office.is_well());
}

TEST(Proposals, one_person_strikes_a_proposal_that_nobody_confirmed) {
  Office office(kTwo);
  office.actor = kAnna;
  office.opens({});
  office.event("approve");
  office.strikes(2);
  EXPECT_EQ(office.event("approve"), 4);
  office.actor = kBo;
  office.event("approve");
  EXPECT_EQ(office.stands(), "adopted");
  EXPECT_TRUE(office.is_well());
}

TEST(Proposals, a_struck_proposal_of_a_correction_waits_for_nobody) {
  Adopted office;
  EXPECT_TRUE(office.as(kAnna).only_proposes(3));
  EXPECT_FALSE(office.only_proposes(office.last));
  EXPECT_TRUE(office.as(kBo).only_proposes(3));
  EXPECT_EQ(office.stands(), "adopted");
  EXPECT_TRUE(office.is_well());
}

TEST(Proposals, the_same_request_again_proposes_once) {
  Adopted office;
  Command command;
  command.request = RequestId::derived("again", 1, 0);
  command.key = "a";
  command.actor = kAnna;
  command.intent = machine::Correct{3, "mistyped"};
  const Result<Receipt> first = office.service().execute({&command, 1}).front();
  const Result<Receipt> again = office.service().execute({&command, 1}).front();
  ASSERT_TRUE(first && again);
  EXPECT_FALSE(first->repeated);
  EXPECT_TRUE(again->repeated);
  EXPECT_EQ(again->entries.front().revision, first->entries.front().revision);
}

TEST(Proposals, a_try_says_that_it_takes_two) {
  Adopted office;
  const auto tried = office.ask<CorrectionAnswer>(IfStruck{"a", 3, "mistyped"});
  ASSERT_FALSE(tried.notes.empty());
  EXPECT_NE(tried.notes.back().en.find("takes two"), std::string::npos) << tried.notes.back().en;
  EXPECT_NE(tried.notes.back().da.find("to personer"), std::string::npos) << tried.notes.back().da;
}

std::string version(int number, bool two_people) {
  std::string text = kTwo;
  text.replace(text.find("version: 1"), 10, "version: " + std::to_string(number));
  if (!two_people) text.replace(text.find(", four_eyes: true"), 17, "");
  return text;
}

TEST(Proposals, a_move_that_leaves_the_second_person_out_takes_two) {
  Adopted office;
  const std::string without = version(2, false), with = version(3, true);
  const Moved plan = office.as(kAnna).moves(without, false);
  ASSERT_EQ(plan.cases.size(), 1u);
  EXPECT_TRUE(plan.cases[0].can);
  EXPECT_TRUE(plan.cases[0].proposed);
  EXPECT_EQ(plan.cases[0].entry, 0);

  EXPECT_TRUE(office.moves(without, true).cases[0].proposed);
  EXPECT_EQ(office.follows(), "two@1");
  const Moved alone = office.moves(without, true);
  EXPECT_FALSE(alone.cases[0].can);
  EXPECT_STREQ(alone.cases[0].reasons.front().code, "second-person");
  EXPECT_FALSE(office.as(kBo).moves(without, true).cases[0].proposed);
  EXPECT_EQ(office.follows(), "two@2");
  EXPECT_TRUE(office.is_well());

  // It was two people's, so it is taken back by two.
  EXPECT_TRUE(office.as(kBo).moves({}, true, true).cases[0].proposed);
  EXPECT_EQ(office.follows(), "two@2");
  EXPECT_FALSE(office.as(kAnna).moves({}, true, true).cases[0].proposed);
  EXPECT_EQ(office.follows(), "two@1");

  EXPECT_FALSE(office.as(kAnna).moves(with, true).cases[0].proposed);
  EXPECT_EQ(office.follows(), "two@3");
  EXPECT_TRUE(office.is_well());
  office.restart();
  EXPECT_TRUE(office.is_well());
}

TEST(Proposals, an_ended_case_keeps_them_too) {
  Adopted office;
  office.as(kAnna).event("end");
  EXPECT_EQ(office.status(), "completed");
  EXPECT_EQ(office.refused_strike(3), "would-break");
  office.strikes(4);
  EXPECT_TRUE(office.as(kBo).only_proposes(3));
  EXPECT_TRUE(office.is_well());
}

}  // namespace
}  // namespace aftale::cases
