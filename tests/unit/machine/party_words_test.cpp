#include "tests/unit/machine/world.h"

/// How people may write a party behind `name=`: its code, its title, or words of its title that no other has.
namespace aftale::machine::test {
namespace {

constexpr const char* kAsked = R"(
workflow: asked
version: 1
title: Spurgt
organisation: small
calendar: denmark
inputs: {parties: {type: list<party>}}
initial: waits
states:
  waits: {on: {done: {to: over}}}
  over: {type: final}
)";

TEST(PartyWords, a_party_is_found_by_what_people_call_it) {
  struct Row {
    const char* written;
    const char* code;  ///< of the refusal
  };
  const Row rows[] = {
      {"0851", ""},         {"Aalborg Kommune", ""}, {"aalborg", ""}, {"Region", ""}, {"kommune", "bad-value"},
      {"Aal", "bad-value"}, {"Nowhere", "bad-value"}};
  for (const Row& row : rows) {
    World world(kAsked);
    EXPECT_EQ(world.open("2022-01-03", {{"parties", row.written}}).code, row.code) << row.written;
  }
}

}  // namespace
}  // namespace aftale::machine::test
