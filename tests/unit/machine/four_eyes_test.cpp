#include "tests/unit/machine/world.h"

/// What takes two people: the first one's command is a proposal, the second one's carries it out.
namespace aftale::machine::test {
namespace {

constexpr const char* kTwo = R"(
workflow: two
version: 1
title: Fire øjne
organisation: small
calendar: denmark
events: {approve: {amount: {type: number}, note: {type: string, optional: true}}}
initial: draft
states:
  draft:
    on:
      approve: {to: adopted, by: secretariat, four_eyes: true}
      note_it: {actions: [{raise: noted}], four_eyes: true}
      noted: {to: aside, four_eyes: true}
      give_up: {to: aside, by: [secretariat, owner]}
  aside: {on: {back: {to: draft}}}
  adopted: {type: final}
)";

/// Somebody sends something, on a day, and perhaps says when it happened.
struct Sent {
  const char* who;
  const char* at;
  const char* effective;  // empty: not said
  const char* event;
  World::Words data;
  const char* code;  // of the refusal; empty: done
  bool proposed;
  const char* note;  // of its first note; empty: none
  const char* now_in;
};

World::Came send(World& world, const Sent& sent) {
  world.actor = {sent.who, Proof::scenario, {"secretariat"}};
  Result<NamedValues> values = type_event(world.definition(), world.instance, sent.event, sent.data);
  EXPECT_TRUE(values.has_value()) << sent.event;
  world.effective = time::CivilDate::parse_iso(sent.effective);
  World::Came came = world.input(sent.at, Event{{}, sent.event, std::move(*values)});
  world.effective.reset();
  return came;
}

struct Story {
  const char* what;
  std::vector<Sent> sent;
};

TEST(FourEyes, the_first_proposes_and_another_carries_out) {
  const World::Words ten{{"amount", "10"}}, eleven{{"amount", "11"}};
  const Story stories[] = {
      {"two people, same content",
       {{"anna", "2022-01-04", "", "approve", ten, "", true, "", "draft"},
        {"bo", "2022-01-06", "", "approve", ten, "", false, "second-person", "adopted"}}},
      {"the same number written otherwise, and an empty field",
       {{"anna", "2022-01-04", "", "approve", ten, "", true, "", "draft"},
        {"bo",
         "2022-01-06",
         "",
         "approve",
         {{"note", ""}, {"amount", "10.0"}},
         "",
         false,
         "second-person",
         "adopted"}}},
      {"the same person again",
       {{"anna", "2022-01-04", "", "approve", ten, "", true, "", "draft"},
        {"anna", "2022-01-05", "", "approve", ten, "second-person", false, "", "draft"},
        {"bo", "2022-01-06", "", "approve", ten, "", false, "second-person", "adopted"}}},
      {"other content replaces, and then it takes a second person for that",
       {{"anna", "2022-01-04", "", "approve", ten, "", true, "", "draft"},
        {"bo", "2022-01-05", "", "approve", eleven, "", true, "proposal-replaced", "draft"},
        {"bo", "2022-01-05", "", "approve", eleven, "second-person", false, "", "draft"},
        {"anna", "2022-01-06", "", "approve", eleven, "", false, "second-person", "adopted"}}},
      {"who proposed may think better of it",
       {{"anna", "2022-01-04", "", "approve", ten, "", true, "", "draft"},
        {"anna", "2022-01-04", "", "approve", eleven, "", true, "proposal-replaced", "draft"},
        {"bo", "2022-01-05", "", "approve", ten, "", true, "proposal-replaced", "draft"},
        {"anna", "2022-01-06", "", "approve", ten, "", false, "second-person", "adopted"}}},
      {"the day that was named belongs to the content",
       {{"anna", "2022-01-04", "2022-01-03", "approve", ten, "", true, "", "draft"},
        {"bo", "2022-01-05", "", "approve", ten, "", true, "proposal-replaced", "draft"},
        {"anna", "2022-01-06", "2022-01-03", "approve", ten, "", true, "proposal-replaced", "draft"},
        {"bo", "2022-01-07", "2022-01-03", "approve", ten, "", false, "second-person", "adopted"}}},
      {"it is gone when the state is left",
       {{"anna", "2022-01-04", "", "approve", ten, "", true, "", "draft"},
        {"bo", "2022-01-05", "", "give_up", {}, "", false, "", "aside"},
        {"bo", "2022-01-05", "", "back", {}, "", false, "", "draft"},
        {"bo", "2022-01-05", "", "approve", ten, "", true, "", "draft"}}},
      {"each event has its own, and what is raised needs nobody",
       {{"anna", "2022-01-04", "", "approve", ten, "", true, "", "draft"},
        {"bo", "2022-01-05", "", "note_it", {}, "", true, "", "draft"},
        {"anna", "2022-01-06", "", "note_it", {}, "", false, "second-person", "aside"}}},
  };
  for (const Story& story : stories) {
    World world(kTwo);
    ASSERT_TRUE(world.open("2022-01-03"));
    for (const Sent& sent : story.sent) {
      const std::string where = std::string(story.what) + ", " + sent.who + " on " + sent.at;
      const World::Came came = send(world, sent);
      EXPECT_EQ(came.code, sent.code) << where;
      EXPECT_EQ(came.step.proposed, sent.proposed) << where;
      EXPECT_EQ(came.step.notes.empty() ? "" : std::string(came.step.notes.front().code), sent.note) << where;
      EXPECT_EQ(world.active(), (Strings{sent.now_in})) << where;
    }
  }
}

TEST(FourEyes, one_person_is_one_whatever_he_is_called) {
  const struct {
    const char* what;
    Actor first, second;
    const char* code;
  } rows[] = {
      {"another name, user and number",
       {"anna", Proof::peer, {}, "anna", 1001},
       {"bo", Proof::peer, {}, "bo", 1002},
       ""},
      {"the same user under another name",
       {"anna", Proof::peer, {}, "anna", 1001},
       {"ane", Proof::peer, {}, "anna", 1001},
       "second-person"},
      {"the same number under another user",
       {"anna", Proof::peer, {}, "anna", 0},
       {"bo", Proof::peer, {}, "toor", 0},
       "second-person"},
      {"the same user, made anew",
       {"anna", Proof::peer, {}, "anna", 1001},
       {"ane", Proof::peer, {}, "anna", 1002},
       "second-person"},
      {"the same name of another user",
       {"anna", Proof::peer, {}, "anna", 1001},
       {"anna", Proof::peer, {}, "bo", 1002},
       "second-person"},
      {"a proposal of an older program names no user",
       {"anna", Proof::peer, {}},
       {"bo", Proof::peer, {}, "bo", 1002},
       ""},
  };
  for (const auto& row : rows) {
    World world(kTwo);
    ASSERT_TRUE(world.open("2022-01-03"));
    world.actor = row.first;
    world.actor.roles = {"secretariat"};
    ASSERT_TRUE(world.send("2022-01-04", "note_it")) << row.what;
    world.actor = row.second;
    world.actor.roles = {"secretariat"};
    EXPECT_EQ(world.send("2022-01-05", "note_it").code, row.code) << row.what;
  }
}

TEST(FourEyes, the_refusal_says_who_proposed_and_when) {
  World world(kTwo);
  ASSERT_TRUE(world.open("2022-01-03"));
  const World::Words ten{{"amount", "10"}};
  ASSERT_TRUE(send(world, {"anna", "2022-01-04 09:30", "", "approve", ten, "", true, "", "draft"}));
  const World::Came came = send(world, {"anna", "2022-01-05", "", "approve", ten, "", false, "", "draft"});
  ASSERT_EQ(came.code, "second-person");
  EXPECT_EQ(
      came.error->findings.front().message.da,
      "»approve« er allerede foreslået af anna den 4. jan. 2022 kl. 09.30. En anden person skal bekræfte det med det "
      "samme indhold");
}

TEST(FourEyes, what_is_possible_tells_who_has_proposed) {
  World world(kTwo);
  ASSERT_TRUE(world.open("2022-01-03"));
  ASSERT_TRUE(send(world, {"anna", "2022-01-04", "", "approve", {{"amount", "10"}}, "", true, "", "draft"}));
  Moment moment;
  moment.now = world.instance.last_at;
  moment.actor = world.actor;
  for (const Offer& offer : possible(world.definition(), world.instance, moment)) {
    EXPECT_EQ(offer.proposed_by, offer.event == "approve" ? "anna" : "") << offer.event;
    EXPECT_EQ(offer.proposed_at.has_value(), offer.event == "approve") << offer.event;
  }
}

constexpr const char* kMinutes = R"(
workflow: minutes
version: 1
title: To referenter
organisation: small
calendar: denmark
initial: treats
states:
  treats:
    owner: 'organisation.parties[1].council'
    ballot: approve
    on:
      approved: {to: adopted, four_eyes: true}
      amended: {to: adopted}
      rejected: {to: declined, four_eyes: true}
      returned: {to: declined}
  adopted: {type: final}
  declined: {type: final}
)";

TEST(FourEyes, of_minutes_the_same_words_and_numbers_are_asked_for) {
  World world(kMinutes);
  ASSERT_TRUE(world.open("2022-01-03"));
  Record votes;
  votes.votes.present = 31;
  votes.votes.votes_for = 20;
  world.actor = {"anna", Proof::scenario, {"party:0851"}};
  const World::Came first = world.record("2022-11-22", "treats", "godkendt", "2022-11-21", votes);
  ASSERT_TRUE(first);
  EXPECT_TRUE(first.step.proposed);
  EXPECT_TRUE(world.branch("")->decisions.empty());
  EXPECT_EQ(world.record("2022-11-22", "", "Godkendt", "2022-11-21", votes).code, "second-person");
  world.actor = {"bo", Proof::scenario, {"secretariat"}};
  // One ballot comes to one thing: another word is another proposal for it.
  const World::Came other = world.record("2022-11-22", "treats", "afvist", "2022-11-21");
  ASSERT_TRUE(other);
  EXPECT_TRUE(other.step.proposed);
  ASSERT_EQ(world.branch("")->proposals.size(), 1u);
  EXPECT_EQ(world.branch("")->proposals[0].event, "rejected");
  ASSERT_TRUE(world.record("2022-11-22", "treats", "godkendt", "2022-11-21", votes));
  world.actor = {"anna", Proof::scenario, {"party:0851"}};
  votes.votes.votes_for = 19;
  EXPECT_TRUE(world.record("2022-11-23", "treats", "godkendt", "2022-11-21", votes).step.proposed);
  world.actor = {"bo", Proof::scenario, {"secretariat"}};
  EXPECT_FALSE(world.record("2022-11-23", "treats", "godkendt", "2022-11-21", votes).step.proposed);
  EXPECT_EQ(world.instance.status, lifecycle::CaseStatus::completed);
  EXPECT_EQ(world.branch("")->outcome, "adopted");
  EXPECT_EQ(world.branch("")->decisions.size(), 1u);
}

TEST(FourEyes, what_another_case_tells_stands_for_nobody) {
  for (const int semantics : {4, 5}) {
    World world(kTwo);
    ASSERT_TRUE(world.open("2022-01-03"));
    world.instance.semantics = semantics;
    world.actor = {"case:other", Proof::process, {"*"}};
    const World::Came told = world.input("2022-01-04", Heard{"other", Event{{}, "note_it", {}}, {}, {}});
    ASSERT_TRUE(told) << semantics;
    EXPECT_FALSE(told.step.proposed) << semantics;
    EXPECT_EQ(world.active(), (Strings{semantics == 4 ? "aside" : "draft"})) << "older cases go on as they began";
    EXPECT_EQ(told.step.meaning, semantics == 4 ? "note_it" : "unheard");
  }
}

TEST(FourEyes, a_matter_that_is_put_off_takes_one_person_and_leaves_the_proposal) {
  World world(kMinutes);
  ASSERT_TRUE(world.open("2022-01-03"));
  world.actor = {"anna", Proof::scenario, {"secretariat"}};
  ASSERT_TRUE(world.record("2022-11-22", "treats", "godkendt", "2022-11-21"));
  const World::Came postponed = world.record("2022-11-22", "treats", "udsat", "2022-11-21");
  ASSERT_TRUE(postponed);
  EXPECT_FALSE(postponed.step.proposed);
  EXPECT_EQ(world.branch("")->proposals.size(), 1u);
}

}  // namespace
}  // namespace aftale::machine::test
