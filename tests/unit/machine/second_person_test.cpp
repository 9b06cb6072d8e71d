#include "engine/machine/migrate/move.h"

#include "tests/unit/machine/world.h"

/// What a move would take from the second person.
namespace aftale::machine::test {
namespace {

constexpr const char* kBefore = R"(
workflow: two
version: 1
title: Fire øjne
organisation: small
calendar: denmark
inputs: {day: {type: date}}
data: {tally: {type: number, value: 0}}
initial: draft
states:
  draft:
    title: Udkast
    on:
      approve: {to: adopted, by: secretariat, four_eyes: true}
      give_up: {to: adopted}
      count: {actions: [{set: {tally: tally + 1}}]}
      put_aside: {to: aside}
  aside: {on: {back: {to: draft}}}
  adopted: {type: final}
)";

struct Changed {
  const char* what;
  const char* from;
  const char* to;
  std::size_t dropped;
};

TEST(SecondPerson, a_move_may_not_leave_him_out_unseen) {
  const Changed rows[] = {
      {"nothing else", "", "", 0},
      {"another title", "title: Udkast", "title: Kladde", 0},
      {"roles", "by: secretariat, ", "by: [secretariat, owner], ", 0},
      {"more counting", "tally + 1", "tally + 2", 0},
      {"another event that leads nowhere",
       "      count:", "      more: {actions: [{set: {tally: 0}}]}\n      count:", 0},
      {"two people for another event as well",
       "      count:", "      more: {to: aside, four_eyes: true}\n      count:", 0},
      {"four_eyes is gone", ", four_eyes: true", "", 1},
      {"four_eyes is false", "four_eyes: true", "four_eyes: false", 1},
      {"the event has another name", "approve:", "agree:", 1},
      {"the step has another name", "initial: draft", "initial: text", 1},
      {"a second way of the same event", "approve: {to: adopted, by: secretariat, four_eyes: true}",
       "approve: [{guard: tally > 3, to: adopted}, {to: adopted, four_eyes: true}]", 1},
      {"another event leads on", "      count:", "      skip: {to: adopted}\n      count:", 1},
      {"what counted leads on", "count: {", "count: {to: adopted, ", 1},
      {"another event raises it", "      count:", "      skip: {actions: [{raise: approve}]}\n      count:", 1},
      {"it leads on by itself", "    title: Udkast\n", "    title: Udkast\n    after: {day: {to: adopted}}\n", 1},
  };
  for (const Changed& row : rows) {
    std::string text = kBefore;
    const std::string from = row.from, to = row.to;
    if (!from.empty()) text.replace(text.find(from), from.size(), to);
    if (std::string_view(row.what) == "the step has another name") {
      text.replace(text.find("\n  draft:"), 9, "\n  text:");
      text.replace(text.find("to: draft"), 9, "to: text");
    }
    const World before(kBefore), after(text);
    const std::vector<Text> dropped = dropped_second_persons(before.definition(), after.definition());
    EXPECT_EQ(dropped.size(), row.dropped) << row.what;
    if (!dropped.empty()) {
      EXPECT_EQ(dropped.front().da, "Udkast: approve") << row.what;
    }
  }
}

}  // namespace
}  // namespace aftale::machine::test
