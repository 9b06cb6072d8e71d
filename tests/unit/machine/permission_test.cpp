#include "engine/machine/possible.h"

#include "tests/unit/machine/world.h"

/// Who may do something, and the line that says so.
namespace aftale::machine::test {
namespace {

constexpr const char* kRoles = R"(workflow: roles
version: 1
title: Roller
organisation: offices
calendar: denmark
initial: work
states:
  work:
    type: parallel
    states:
      common:
        initial: open
        states:
          open:
            owner: group
            on:
              usual: {to: ready}
              noted: {to: ready, by: [archivist, secretariat]}
              split: [{to: ready, guard: '1 > 2', by: archivist}, {to: ready, by: [secretariat]}]
              double: {to: ready, by: secretariat, four_eyes: true}
          ready: {type: final}
      parties:
        for_each: {in: organisation.parties, as: party, key: party.code}
        initial: treats
        states:
          treats:
            owner: party.council
            ballot: note
            on: {noted: {to: done_it}, heard: {to: done_it, by: party}}
          done_it: {type: final}
        done: {to: over}
  over: {type: final}
)";

constexpr const char* kOffices = R"(
organisation: offices
title: Kontorer
secretariat: {title: Sekretariatet, contact: sekretariat@example.dk}
bodies: {group: {title: Styregruppen}}
roles: [archivist]
parties:
  - {code: "0851", title: Aalborg Kommune, chain: [{id: council, title: Aalborg Byråd, decides: true}]}
  - {code: "0860", title: Hjørring Kommune, chain: [{id: council, title: Hjørring Byråd, decides: true}]}
)";

struct Asked {
  const char* event;
  Strings mine;
  Strings expected;  // step: allowed through role, roles that may, line
};

Strings told(World& world, const char* event, const Strings& roles) {
  Moment moment;
  moment.now = world.instance.last_at;
  moment.actor = {"nn", Proof::scenario, roles};
  Strings out;
  for (const Permission& one : permissions(world.definition(), world.instance, moment, event)) {
    std::string line = one.step + " " + one.event + ": ";
    line += one.allowed ? "through " + one.through : std::string("no");
    line += "; " + one.people.en + " (";
    for (const std::string& role : one.roles) line += (line.back() == '(' ? "" : ", ") + role;
    line += ") line " + (one.decided_by ? std::to_string(one.decided_by->line) : std::string("?"));
    if (one.by_default) line += " by default";
    if (!one.guard_holds) line += ", guard";
    if (one.four_eyes) line += ", four eyes";
    EXPECT_EQ(one.allowed, !one.through.empty());
    EXPECT_EQ(one.decided_by ? one.decided_by->file : "", "text-0");
    out.push_back(std::move(line));
  }
  return out;
}

TEST(Permissions, say_who_may_by_which_role_and_which_line_decides) {
  const std::string group = "work/common/open", north = "work/parties/0860/treats", south = "work/parties/0851/treats";
  const Asked rows[] = {
      {"usual",
       {"secretariat"},
       {group + " usual: through secretariat; the secretariat or Styregruppen (secretariat, body:group) line 17 by "
                "default"}},
      {"usual",
       {"body:group"},
       {group + " usual: through body:group; the secretariat or Styregruppen (secretariat, body:group) line 17 by "
                "default"}},
      {"usual",
       {"party:0851"},
       {group + " usual: no; the secretariat or Styregruppen (secretariat, body:group) line 17 by default"}},
      {"usual",
       {"*"},
       {group + " usual: through *; the secretariat or Styregruppen (secretariat, body:group) line 17 by "
                "default"}},
      {"split",
       {"archivist"},
       {group + " split: through archivist; archivist or the secretariat (archivist, secretariat) line 19, guard"}},
      {"split",
       {"secretariat"},
       {group + " split: through secretariat; archivist or the secretariat (archivist, secretariat) line 19"}},
      {"double",
       {"secretariat"},
       {group + " double: through secretariat; the secretariat (secretariat) line 20, four eyes"}},
      {"heard",
       {"party:0851"},
       {south + " heard: through party:0851; Aalborg Kommune (party:0851) line 29",
        north + " heard: no; Hjørring Kommune (party:0860) line 29"}},
      {"taget til efterretning",
       {"body:0860/council"},
       {south + " noted: no; the secretariat or Aalborg Kommune, Aalborg Byråd (secretariat, body:0851/council, "
                "party:0851) line 29 by default",
        north + " noted: through body:0860/council; the secretariat or Hjørring Kommune, Hjørring Byråd (secretariat, "
                "body:0860/council, party:0860) line 29 by default"}},
      {"nothing_such", {"secretariat"}, {}},
  };
  World world(kRoles, {kOffices});
  ASSERT_TRUE(world.open("2022-01-03"));
  for (const Asked& row : rows) EXPECT_EQ(told(world, row.event, row.mine), row.expected) << row.event;
  // Both an event of the group and what a ballot comes to.
  EXPECT_EQ(told(world, "noted", {"archivist"}).size(), 3u);
  EXPECT_EQ(told(world, "record", {"archivist"}).size(), 6u);  // noted, postponed, withdrawn, of two parties
}

TEST(Permissions, are_the_answer_that_the_command_itself_gives) {
  const Strings actors[] = {{"secretariat"}, {"archivist"}, {"body:group"}, {"party:0851"}, {"body:0851/council"}, {}};
  const std::pair<const char*, const char*> commands[] = {{"usual", "work/common/open"},
                                                          {"noted", "work/common/open"},
                                                          {"double", "work/common/open"},
                                                          {"heard", "work/parties/0851/treats"},
                                                          {"heard", "work/parties/0860/treats"}};
  for (const Strings& roles : actors) {
    for (const auto& [event, step] : commands) {
      World world(kRoles, {kOffices});
      ASSERT_TRUE(world.open("2022-01-03"));
      Moment moment;
      moment.now = world.instance.last_at;
      moment.actor = world.actor = {"nn", Proof::scenario, roles};
      bool allowed = false;
      for (const Permission& one : permissions(world.definition(), world.instance, moment, event)) {
        if (one.step == step) allowed = one.allowed;
      }
      const World::Came came = world.send("2022-01-04", event, step);
      EXPECT_EQ(came.code, allowed ? "" : "not-allowed") << event << " in " << step;
    }
  }
}

TEST(Permissions, a_refusal_says_which_role_it_takes_and_lists_those_to_give) {
  struct Refused {
    const char *event, *in, *da;
    Strings possible;
  };
  const Refused rows[] = {
      {"usual", "", "»usual« kræver sekretariatet eller Styregruppen. Bed dem om det", {"secretariat", "body:group"}},
      {"noted",
       "work/common",
       "»noted« kræver archivist eller sekretariatet. Bed dem om det",
       {"archivist", "secretariat"}},
      {"heard", "work/parties/0851", "»heard« kræver Aalborg Kommune. Bed dem om det", {"party:0851"}},
      {"heard",
       "",
       "»heard« kræver Aalborg Kommune eller Hjørring Kommune. Bed dem om det",
       {"party:0851", "party:0860"}},
  };
  World world(kRoles, {kOffices});
  ASSERT_TRUE(world.open("2022-01-03"));
  world.actor = {"nn", Proof::scenario, {"visitor"}};
  for (const Refused& row : rows) {
    const World::Came came = world.send("2022-01-04", row.event, row.in);
    ASSERT_EQ(came.code, "not-allowed") << row.event;
    EXPECT_EQ(came.error->findings.front().message.da, row.da);
    EXPECT_EQ(came.error->findings.front().possible, row.possible) << row.event;
  }
  const World::Came came = world.record("2022-01-05", "work/parties/0851", "taget til efterretning", "2022-01-04");
  ASSERT_EQ(came.code, "not-allowed");
  EXPECT_EQ(
      came.error->findings.front().message.en,
      "Recording \"taget til efterretning\" here takes the secretariat or Aalborg Kommune, Aalborg Byråd. Ask them "
      "to do it");
}

TEST(Permissions, of_a_case_that_is_over_there_are_none) {
  World world(kRoles, {kOffices});
  ASSERT_TRUE(world.open("2022-01-03"));
  ASSERT_TRUE(world.input("2022-01-04", Withdraw{"x"}));
  EXPECT_EQ(told(world, "usual", {"secretariat"}), Strings());
}

}  // namespace
}  // namespace aftale::machine::test
