#include "tests/random/random_workflow.h"

#include <algorithm>
#include <utility>

#include "tests/random/picks.h"

namespace aftale::random {
namespace {

constexpr std::size_t kTopStates = 5;

std::string line(int depth, const std::string& text) {
  return std::string(static_cast<std::size_t>(depth) * 2, ' ') + text + "\n";
}

/// The states beside the one that is written, itself included, and the one behind it: that way leads to the end.
struct Beside {
  std::vector<std::string> all;
  std::string next;

  Beside(std::vector<std::string> names, const std::string& self) : all(std::move(names)) {
    next = *(std::find(all.begin(), all.end(), self) + 1);
  }
  const std::string& any() const { return one_of(all); }
};

/// Writes one workflow: whatever it draws, every state can be reached and left.
class Writer {
 public:
  std::string text() {
    std::vector<std::string> names;
    for (std::size_t i = 0, n = 2 + below(kTopStates - 1); i < n; ++i) names.push_back("s" + std::to_string(i));
    names.emplace_back("over");
    out_ = R"(workflow: random
version: 1
organisation: random
calendar: denmark
inputs:
  first_day: {type: date}
  names: {type: list<string>}
data:
  rounds: {type: number, value: 0}
  day: {type: date, value: first_day}
  things: {type: list<string>, value: names}
documents:
  text: {title: Text}
  papers: {title: Papers, many: true}
)";
    if (chance(20)) {
      out_ +=
          "recurs: {after: 'first_day + duration(\"P200D\")', key: 'case.key + \"n\"', "
          "with: {first_day: 'first_day + duration(\"P1Y\")'}}\n";
    }
    out_ += "initial: s0\nstates:\n";
    for (const std::string& name : names) {
      if (name == "over") {
        out_ += line(1, "over: {type: final, result: {rounds: rounds}}");
      } else {
        state(1, name, Beside(names, name), true);
      }
    }
    return std::move(out_);
  }

 private:
  void state(int depth, const std::string& name, const Beside& beside, bool top) {
    const std::size_t kind = depth > 4 ? 0 : below(10);
    out_ += line(depth, name + ":");
    if (kind <= 3) return step(depth + 1, beside);
    if (kind == 4) return compound(depth + 1, name, beside);
    if (kind == 5) return parallel(depth + 1, name, beside);
    if (kind <= 7) return branches(depth + 1, name, beside);
    if (kind == 8 && top) return approval(depth + 1, beside);
    ballot(depth + 1, beside);
  }

  void step(int depth, const Beside& beside) {
    out_ += line(depth, "owner: " + one_of<std::string>({"secretariat", "board"}));
    if (chance(25)) out_ += line(depth, "entry: [" + action() + "]");
    if (chance(10)) out_ += line(depth, "exit: [{stamp: day}]");
    out_ += line(depth, "on:");
    out_ += line(depth + 1, "e0: " + way(beside.next, false));
    for (std::size_t i = 1, n = 1 + below(3); i < n; ++i)
      out_ += line(depth + 1, "e" + std::to_string(i) + ": " + way(beside.any(), true));
    if (chance(10)) out_ += line(depth, "ignore: [e3]");
    times(depth, beside);
  }

  std::string way(const std::string& to, bool guarded) {
    std::string text = "{to: " + to;
    if (guarded && chance(30)) text += ", guard: 'rounds < " + std::to_string(below(4)) + "'";
    if (chance(40)) text += ", actions: [" + action() + (chance(30) ? ", " + action() : std::string()) + "]";
    if (chance(5)) text += ", four_eyes: true";
    if (chance(5)) text += ", reenter: true";
    return text + "}";
  }

  std::string action() {
    static const std::vector<std::string> actions{
        "{set: {rounds: rounds + 1}}",
        "{set: {day: 'day + duration(\"P10D\")'}}",
        "{set: {day: 'null'}}",
        "{set: {things: 'append(things, \"n\" + string(rounds))'}}",
        "{set: {things: 'remove(things, 1)'}}",
        "{set: {things: '[]'}}",
        "{stamp: day}",
        "{raise: e0}",
        "{notify: {to: board, template: reminder, attach: [text]}}",
        "{notify: {to: organisation.parties, template: reminder}}",
        "{open: {workflow: random, key: 'case.key + \"-\" + string(rounds)', as: other, "
        "with: {first_day: day, names: things}}}",
        "{tell: {case: next, event: e1}}",
        "{tell: {case: '\"a-1\"', event: e1}}"};
    return one_of(actions);
  }

  void times(int depth, const Beside& beside) {
    if (chance(40)) {
      std::string deadline = "d: {due: " + one_of<std::string>({"day", "'entered + duration(\"P20D\")'",
                                                                "'first_day + duration(\"P30D\")'"});
      if (chance(60)) deadline += ", warn: [P14D, P3D]";
      if (chance(30)) deadline += ", roll: " + one_of<std::string>({"forward", "back"});
      if (chance(50)) deadline += ", then: {to: " + beside.any() + "}" + (chance(30) ? ", grace: P5D" : "");
      out_ += line(depth, "deadlines: {" + deadline + "}}");
    }
    if (chance(25)) {
      out_ += line(depth, "after: {P40D: {to: " + beside.any() + "}, P10D: {actions: [" + action() + "]}}");
    }
    if (chance(20)) {
      out_ += line(
          depth, chance(50) ? "from: {day: {to: " + beside.any() + "}}" : "from: {day: {actions: [" + action() + "]}}");
    }
    if (chance(25)) {
      out_ += line(depth, "every: {'" +
                              one_of<std::string>({"FREQ=MONTHLY", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "FREQ=DAILY",
                                                   "FREQ=MONTHLY;BYMONTHDAY=29"}) +
                              "': {" + (chance(20) ? "to: " + beside.any() + ", " : std::string()) + "actions: [" +
                              action() + "]}}");
    }
    if (chance(5)) out_ += line(depth, "always: {to: " + beside.any() + ", guard: 'rounds > 6'}");
  }

  void inner(int depth, const std::string& name) {
    const std::string first = name + "a", last = name + "z";
    out_ += line(depth, "initial: " + first);
    out_ += line(depth, "states:");
    state(depth + 1, first, Beside({first, last}, first), false);
    out_ += line(depth + 1, last + ": {type: final}");
  }

  void compound(int depth, const std::string& name, const Beside& beside) {
    if (chance(30)) out_ += line(depth, "on: {e4: " + way(beside.any(), true) + "}");
    if (chance(20)) out_ += line(depth, "deadlines: {whole: {due: day, warn: [P7D], pause_in: [" + name + "a]}}");
    out_ += line(depth, "done: {to: " + beside.next + "}");
    inner(depth, name);
  }

  void parallel(int depth, const std::string& name, const Beside& beside) {
    out_ += line(depth, "type: parallel");
    out_ += line(depth, "done: {to: " + beside.next + "}");
    out_ += line(depth, "states:");
    for (const char* region : {"p", "q"}) {
      out_ += line(depth + 1, name + region + ":");
      inner(depth + 2, name + region);
    }
  }

  void branches(int depth, const std::string& name, const Beside& beside) {
    const bool parties = chance(40);
    std::string each = parties ? "for_each: {in: organisation.parties, as: who, key: who.code"
                               : "for_each: {in: things, as: who, key: who";
    if (chance(30)) each += ", order: sequential";
    if (chance(15)) each += ", live: false";
    out_ += line(depth, each + "}");
    if (chance(30)) out_ += line(depth, "documents: {" + name + "_report: {title: Report}}");
    if (chance(40)) {
      out_ += line(depth, "decide: [{when: '" + name + "n >= 1', to: " + beside.any() +
                              (chance(50) ? ", rest: keep" : "") + "}]");
    }
    out_ += line(depth, "done: {to: " + beside.next + "}");
    if (chance(40)) out_ += line(depth, "on: {e4: {to: " + beside.any() + ", rest: keep}}");
    if (chance(20)) out_ += line(depth, "from: {day: {actions: [" + action() + "]}}");
    if (chance(30)) out_ += line(depth, "deadlines: {all: {due: 'entered + duration(\"P25D\")', warn: [P5D]}}");
    const std::string first = name + "a", then = name + "b", yes = name + "y", no = name + "n";
    out_ += line(depth, "initial: " + first);
    out_ += line(depth, "states:");
    out_ += line(depth + 1, first + ": {on: {e0: {to: " + then + "}, e1: {to: " + no + "}}}");
    state(depth + 1, then, Beside({first, then, yes, no}, then), false);
    out_ += line(depth + 1, yes + ": {type: final}");
    out_ += line(depth + 1, no + ": {type: final}");
  }

  void approval(int depth, const Beside& beside) {
    out_ += line(depth,
                 "for_each: {in: organisation.parties, as: party, key: party.code, "
                 "call: council-approval@1, with: {party: party}}");
    out_ += line(depth, "entry: [{notify: {to: organisation.parties, template: questions}}]");
    out_ += line(depth, "decide:");
    out_ += line(depth + 1, "- {when: rejected >= 1, to: " + beside.any() + (chance(60) ? ", rest: keep}" : "}"));
    out_ += line(depth, "done: {to: " + beside.next + "}");
    if (chance(50)) out_ += line(depth, "deadlines: {adopted: {due: 'entered + duration(\"P60D\")', warn: [P14D]}}");
  }

  void ballot(int depth, const Beside& beside) {
    out_ += line(depth, "owner: board");
    out_ += line(depth, "ballot: advise");
    out_ += line(depth, "on: {advised: {to: " + beside.next +
                            (chance(40) ? ", actions: [{set: {rounds: rounds + 1}}]" : "") +
                            "}, rejected: {to: " + beside.any() + "}, returned: {to: " + beside.any() + "}}");
    times(depth, beside);
  }

  std::string out_;
};

}  // namespace

std::string workflow_text() {
  return Writer().text();
}

std::string next_version(std::string text) {
  static const std::pair<std::string, std::string> edits[] = {{"version: 1", "version: 2"},
                                                              {"{P40D:", "{P35D:"},
                                                              {"P10D: {actions", "P12D: {actions"},
                                                              {"from: {day:", "from: {'day + duration(\"P0D\")':"},
                                                              {"FREQ=MONTHLY'", "FREQ=MONTHLY;BYMONTHDAY=5'"},
                                                              {"FREQ=DAILY", "FREQ=DAILY;INTERVAL=3"},
                                                              {"P20D", "P22D"},
                                                              {"P200D", "P180D"}};
  for (const auto& [what, instead] : edits) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + instead.size()))
      text.replace(at, what.size(), instead);
  }
  return text;
}

std::string organisation_text() {
  return R"(organisation: random
title: {da: Tilfældig, en: Random}
secretariat: {title: Sekretariatet, contact: sekretariat@example.dk}
bodies:
  board: {title: Styregruppen, contact: board@example.dk, meetings: {rule: 'FREQ=MONTHLY;BYDAY=2MO'}}
parties:
  - code: "9901"
    title: Lillekøbing
    contact: lille@example.dk
    chain:
      - {id: committee, title: Udvalget}
      - {id: finance, title: Økonomiudvalget, with_previous: true}
      - {id: council, title: Rådet, decides: true}
  - code: "9902"
    title: Storkøbing
    chain:
      - {id: committee, title: Udvalget}
      - {id: council, title: Rådet, members: 15, decides: true, meetings: {rule: 'FREQ=MONTHLY;BYDAY=-1MO'}}
  - code: "9903"
    title: Mellemkøbing
    chain: [{id: council, title: Rådet, decides: true}]
)";
}

}  // namespace aftale::random
