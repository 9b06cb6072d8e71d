#include <gtest/gtest.h>

#include "tests/unit/machine/world.h"

/// What an expression may cost is the same for the same case, and what an older case computed it computes again.
namespace aftale::machine::test {
namespace {

constexpr const char* kWild = R"(workflow: wild
version: 1
initial: open
states:
  open:
    owner: secretariat
    on:
      go:
        to: closed
        guard: 'some i in 1..8 satisfies matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "^(a+)+$") = true'
      end: {to: closed}
  closed: {type: final}
)";

TEST(Effort, patterns_that_cost_too_much_together_stop_the_expression) {
  World world(kWild);
  ASSERT_TRUE(world.open("2022-01-03"));
  const auto came = world.send("2022-01-04", "go");
  EXPECT_EQ(came.code, "expression-failed");
  EXPECT_NE(came.error->findings.front().message.en.find("works too long"), std::string::npos);
}

TEST(Effort, older_semantics_compute_what_they_computed) {
  World world(kWild);
  world.instance.semantics = 4;
  ASSERT_TRUE(world.open("2022-01-03"));
  EXPECT_EQ(world.send("2022-01-04", "go").code, "guard-false");
}

TEST(Effort, older_semantics_say_of_a_key_twice_what_they_said) {
  constexpr const char* kFan = R"(workflow: fan
version: 1
inputs: {names: {type: list<string>}}
initial: ask
states:
  ask:
    for_each: {in: names, as: name, key: name}
    owner: secretariat
    initial: asked
    states: {asked: {on: {yes: {to: said}}}, said: {type: final}}
    done: {to: closed}
    empty: {to: closed}
  closed: {type: final}
)";
  for (const auto& [semantics, code] : {std::pair(4, "expression-failed"), std::pair(5, "double-key")}) {
    World world(kFan);
    world.instance.semantics = semantics;
    EXPECT_EQ(world.open("2022-01-03", {{"names", "a;b;a"}}).code, code);
  }
}

}  // namespace
}  // namespace aftale::machine::test
