#include "tests/unit/machine/moving.h"

/// What keeps a case from moving, with its line.
namespace aftale::machine::test {
namespace {

struct Try {
  const char* what;
  Strings done;    // commands of the old version
  Edits edits;     // of the new one
  const char* at;  // `file:line` of the reason; "" where it moves
  const char* says;
};

void PrintTo(const Try& row, std::ostream* out) {
  *out << row.what;
}

class Verdict : public testing::TestWithParam<Try> {};

TEST_P(Verdict, names_the_reason_and_its_line) {
  World before(kBase), after(second(GetParam().edits), {kAsking});
  run(before, GetParam().done);
  const Taken move = taken(before, after);
  if (std::string(GetParam().at).empty()) {
    ASSERT_TRUE(move.carried) << render(move.carried.error()->findings.front(), Language::en);
    return;
  }
  ASSERT_FALSE(move.carried);
  const Diagnostic& reason = move.carried.error()->findings.front();
  EXPECT_STREQ(reason.code, "cannot-move");
  EXPECT_NE(reason.message.en.find(GetParam().says), std::string::npos) << reason.message.en;
  EXPECT_FALSE(reason.message.da.empty());
  const std::string at = reason.where ? reason.where->file + ":" + std::to_string(reason.where->line) : "nowhere";
  EXPECT_EQ(at, GetParam().at);
}

const Edits kNoHearing{{"go: {to: hearing}", "go: {to: meeting}"},
                       {R"(  hearing:
    title: Høring
    for_each: {in: organisation.parties, as: party, key: party.code}
    initial: open
    states:
      open: {owner: party.council, on: {reply: {to: replied}}}
      replied: {type: final}
    decide: [{when: replied = total, to: meeting}]
    empty: {to: meeting}
    on: {aside: {to: prepare, rest: keep}}
)",
                        ""}};
const Strings kHeard{"go", "reply hearing/0851", "reply hearing/0860", "reply hearing/1081"};

INSTANTIATE_TEST_SUITE_P(
    Table, Verdict,
    testing::Values(
        Try{"the same but for its number", {}, {}, "", ""},
        Try{"a step that is active is gone",
            {"meet", "hold"},
            {{"on: {hold: {to: held}}", "on: {hold: {to: over}}"}, {"      held: {on: {close: {to: over}}}\n", ""}},
            "agreement@1:42",
            "which version 2 does not have"},
        Try{"a step that was left is gone", {"meet", "pause", "resume"}, kNoHearing, "", ""},
        Try{"a step has got steps inside",
            {"meet", "hold"},
            {{"held: {on: {close: {to: over}}}", "held: {initial: inner, states: {inner: {on: {close: {to: over}}}}}"}},
            "text-0:42",
            "was a single step but is a step with steps inside"},
        Try{"a remembered step is gone",
            {"meet", "hold", "pause"},
            {{"on: {hold: {to: held}}", "on: {hold: {to: over}}"}, {"      held: {on: {close: {to: over}}}\n", ""}},
            "agreement@1:42",
            "The case remembers"},
        Try{"a memory of another step is gone",
            {"meet", "pause"},
            {{"on: {hold: {to: held}}", "on: {hold: {to: over}}"}, {"      held: {on: {close: {to: over}}}\n", ""}},
            "",
            ""},
        Try{"branches are under way in a step that is gone", {"go"}, kNoHearing, "agreement@1:27", "Høring"},
        Try{"branches have ended in a step that is gone", kHeard, kNoHearing, "", ""},
        Try{"a branch that was put aside is in a step that is gone",
            {"go", "aside"},
            {{"      open: {owner: party.council, on: {reply: {to: replied}}}",
              "      asked: {owner: party.council, on: {reply: {to: replied}}}"},
             {"initial: open", "initial: asked"}},
            "agreement@1:32",
            "A branch that was put aside is in"},
        Try{"the branches are called now",
            {"go"},
            {{R"(key: party.code}
    initial: open
    states:
      open: {owner: party.council, on: {reply: {to: replied}}}
      replied: {type: final}
)",
              "key: party.code, call: asking@1, with: {party: party}}\n"}},
            "text-0:27",
            "runs its branches in another way"},
        Try{"a parallel part is new",
            {"apart"},
            {{"      sums: {on: {counted: {to: counted}}}\n",
              "      sums: {on: {counted: {to: counted}}}\n      money: {on: {paid: {to: over}}}\n"}},
            "text-0:51",
            "which it has not begun"},
        Try{"data with a value are gone",
            {"note"},
            {{"  said: {type: string}\n", ""}, {"{set: {said: '\"noget\"'}}", "{set: {tally: tally + 1}}"}},
            "agreement@1:12",
            "said is noget, but version 2 does not have it"},
        Try{"data without a value are gone",
            {},
            {{"  said: {type: string}\n", ""}, {"{set: {said: '\"noget\"'}}", "{set: {tally: tally + 1}}"}},
            "",
            ""},
        Try{"data are of another type",
            {"count"},
            {{"tally: {type: number, value: 0}", "tally: {type: string}"},
             {"{set: {tally: tally + 1}}", "{set: {tally: '\"x\"'}}"}},
            "text-0:11",
            "tally is 1, but must be string in version 2"},
        Try{"data may only be some words",
            {"note"},
            {{"said: {type: string}", "said: {type: string, one_of: [noget, andet]}"}},
            "",
            ""},
        Try{"data are not among the words",
            {"note"},
            {{"said: {type: string}", "said: {type: string, one_of: [et, andet]}"},
             {"{set: {said: '\"noget\"'}}", "{set: {said: '\"andet\"'}}"}},
            "text-0:12",
            "(et or andet)"},
        Try{"a new input must be given",
            {},
            {{"  lead: {type: party, optional: true}\n",
              "  lead: {type: party, optional: true}\n  last_day: {type: date}\n"}},
            "text-0:10",
            "write last_day=… (date)"},
        Try{"a new input may be left out",
            {},
            {{"  lead: {type: party, optional: true}\n",
              "  lead: {type: party, optional: true}\n  last_day: {type: date, optional: true}\n"}},
            "",
            ""},
        Try{"a document that is attached is gone",
            {"attach draft"},
            {{"  draft: {title: Udkast}\n", ""}},
            "agreement@1:14",
            "draft is attached"},
        Try{"a document that is not attached is gone", {}, {{"  draft: {title: Udkast}\n", ""}}, "", ""},
        Try{"there are several of a document now",
            {"attach draft"},
            {{"draft: {title: Udkast}", "draft: {title: Udkast, many: true}"}},
            "text-0:14",
            "has several of it"},
        Try{"what is new cannot be computed",
            {},
            {{"  said: {type: string}\n", "  said: {type: string}\n  more: {type: date, value: date(\"x\" + \"\")}\n"}},
            "text-0:13",
            "cannot be computed"}),
    [](const testing::TestParamInfo<Try>& row) {
      std::string name = row.param.what;
      std::replace(name.begin(), name.end(), ' ', '_');
      return name;
    });

}  // namespace
}  // namespace aftale::machine::test
