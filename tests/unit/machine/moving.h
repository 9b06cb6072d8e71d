#pragma once
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/machine/migrate/move.h"
#include "tests/unit/machine/world.h"

/// A workflow in two versions, and a case that goes from the one to the other.
namespace aftale::machine::test {

inline constexpr const char* kBase = R"(workflow: agreement
version: 1
title: Aftale
organisation: small
calendar: denmark
inputs:
  first_day: {type: date}
  focus: {type: list<string>, optional: true}
  lead: {type: party, optional: true}
data:
  tally: {type: number, value: 0}
  said: {type: string}
documents:
  draft: {title: Udkast}
  notes: {title: Noter, many: true}
initial: prepare
states:
  prepare:
    title: Forberedelse
    deadlines: {ready: {due: first_day, warn: [P14D, P7D]}}
    on:
      go: {to: hearing}
      count: {actions: [{set: {tally: tally + 1}}]}
      note: {actions: [{set: {said: '"noget"'}}]}
      apart: {to: apart}
      meet: {to: meeting}
  hearing:
    title: Høring
    for_each: {in: organisation.parties, as: party, key: party.code}
    initial: open
    states:
      open: {owner: party.council, on: {reply: {to: replied}}}
      replied: {type: final}
    decide: [{when: replied = total, to: meeting}]
    empty: {to: meeting}
    on: {aside: {to: prepare, rest: keep}}
  meeting:
    title: Møde
    initial: planned
    states:
      planned: {on: {hold: {to: held}}}
      held: {on: {close: {to: over}}}
      was: {type: history, default: planned}
    on: {pause: {to: paused}}
  paused: {on: {resume: {to: meeting/was}}}
  apart:
    type: parallel
    states:
      text: {on: {written: {to: written}}}
      sums: {on: {counted: {to: counted}}}
    on: {together: {to: meeting}}
  written: {on: {on_with_it: {to: over}}}
  counted: {on: {on_with_it: {to: over}}}
  over: {type: final}
)";

inline constexpr const char* kAsking = R"(workflow: asking
version: 1
inputs: {party: {type: party}}
initial: open
states:
  open: {owner: party.council, on: {reply: {to: replied}}}
  replied: {type: final}
)";

/// What is otherwise in a text; every place must be there.
using Edits = std::vector<std::pair<std::string, std::string>>;
inline std::string edited(std::string text, const Edits& edits) {
  for (const auto& [what, instead] : edits) {
    const std::size_t at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    if (at != std::string::npos) text.replace(at, what.size(), instead);
  }
  return text;
}

inline std::string second(const Edits& edits) {
  return edited(edited(kBase, {{"version: 1", "version: 2"}}), edits);
}

/// A move as the service does it.
struct Taken {
  Result<Carried> carried;
  Case instance;
};
inline Taken taken(const World& from, const World& to, const NamedValues& inputs = {}, const char* on = "2022-03-01") {
  Moment moment;
  moment.now = std::max(from.instance.last_at, to.definition().calendar.zone.instant_of(*time::CivilDate::parse_iso(on),
                                                                                        std::int64_t{12} * 3600));
  moment.actor = from.actor;
  const MoveTo move{from.definition().id, to.definition().id, inputs};
  Taken out{carry(from.definition(), to.definition(), from.instance, move, moment), from.instance};
  if (!out.carried) return out;
  apply_move(out.instance, to.definition().id, out.carried->step);
  ++out.instance.revision;
  out.instance.last_at = moment.now;
  return out;
}

inline void run(World& world, const Strings& lines) {
  ASSERT_TRUE(world.open("2022-01-03", {{"first_day", "2022-06-01"}}));
  for (const std::string& line : lines) {
    const std::size_t space = line.find(' ');
    const std::string event = line.substr(0, space), in = space == std::string::npos ? "" : line.substr(space + 1);
    const World::Came came = event == "attach" ? world.attach("2022-02-01", in) : world.send("2022-02-01", event, in);
    ASSERT_TRUE(came) << line << ": " << came.code;
  }
}

}  // namespace aftale::machine::test
