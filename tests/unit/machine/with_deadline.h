#pragma once
#include <string>

#include "tests/unit/machine/world.h"

/// Workflows with deadlines, for the tests of who is told about them.
namespace aftale::machine::test {

/// A workflow with one deadline; `asks` are the rows of its own table, or nothing for the shipped one.
inline constexpr const char* kOne = R"(
workflow: one
version: 1
title: Frist
organisation: small
calendar: denmark
escalation: TABLE
inputs: {due: {type: date, optional: true}}
initial: work
states:
  work:
    owner: OWNER
    deadlines: {answer: {due: due, warn: [P14D, P7D]}}
    on: {done: {to: over}, aside: {to: aside}}
  aside: {on: {back: {to: work}}}
  over: {type: final}
)";

inline constexpr const char* kFan = R"(
workflow: fan
version: 1
title: Høring
organisation: small
calendar: denmark
escalation: TABLE
initial: ask
states:
  ask:
    for_each: {in: organisation.parties, as: party, key: party.code}
    initial: open
    states:
      open: {owner: party.council, on: {reply: {to: replied}}}
      replied: {type: final}
    done: {to: after_it}
    empty: {to: after_it}
    deadlines: {replies: {due: 'date("2022-05-31")', warn: [P14D]}}
  after_it: {on: {end: {to: over}}}
  over: {type: final}
)";

inline std::string with(std::string text, const std::string& what, const std::string& value) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what)) {
    text.replace(at, what.size(), value);
  }
  return text;
}

inline std::string one(const std::string& table, const std::string& owner = "group") {
  return with(with(kOne, "TABLE", table), "OWNER", owner);
}

inline std::string fan(const std::string& table) {
  return with(kFan, "TABLE", table);
}

}  // namespace aftale::machine::test
