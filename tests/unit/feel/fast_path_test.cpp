#include "engine/feel/evaluate/fast_path.h"

#include <gtest/gtest.h>

#include <memory>
#include <random>

#include "engine/feel/evaluate/evaluator.h"
#include "engine/feel/syntax/parse.h"
#include "tests/unit/feel/feel_rows.h"

namespace aftale::feel {
namespace {

using Dice = std::mt19937_64;

std::size_t rolled(Dice& dice, std::size_t sides) {
  return static_cast<std::size_t>(dice() % sides);
}

/// A context in slot 7 is given member by member, as a case gives its event; the first `lying` slots lie still, as a
/// case's variables do.
class MemberScope final : public Scope {
 public:
  MemberScope(std::span<const Value> values, std::size_t lying) : values_(values), lying_(lying) {}
  Value value(Slot slot) const override { return values_[slot]; }
  const Value* find(Slot slot) const override { return slot < lying_ ? &values_[slot] : nullptr; }
  std::optional<Value> member(Slot slot, std::string_view name) const override {
    if (slot != 7 || values_[slot].kind() != Kind::context) return std::nullopt;
    const Value* found = values_[slot].entries().find(name);
    return found == nullptr ? std::nullopt : std::optional(*found);
  }

 private:
  std::span<const Value> values_;
  std::size_t lying_;
};

constexpr const char* kSlots[] = {"a", "b", "c", "d", "e", "f", "g", "event"};
constexpr std::size_t kSlotCount = std::size(kSlots);

Names slot_names() {
  Names names;
  for (Slot slot = 0; slot < kSlotCount; ++slot) names.add(kSlots[slot], slot);
  return names;
}

/// Values of every kind, near enough to each other that many are equal.
Value rolled_value(Dice& dice, int depth = 0) {
  const time::CivilDate day = time::CivilDate::from_days(19'000 + static_cast<std::int64_t>(rolled(dice, 3)));
  Time noon;
  noon.nanos_of_day = 43'200'000'000'000;
  if (rolled(dice, 2) == 0) noon.offset_seconds = 3600;
  switch (rolled(dice, depth < 2 ? 15 : 11)) {
    case 0:
      return Value();
    case 1:
    case 2:
      return Value(rolled(dice, 2) == 0);
    case 3:
      return Value::integer(static_cast<std::int64_t>(rolled(dice, 4)) - 1);
    case 4:
      return Value::string(rolled(dice, 4) == 0 ? "a text that is longer than sixteen bytes" : "ab");
    case 5:
    case 6:
      return Value(rolled(dice, 20) == 0 ? *time::CivilDate::from_ymd(999'999'999, 12, 30) : day);
    case 7:
      return Value::time(noon);
    case 8:
      return Value::date_time(DateTime{day, noon});
    case 9:
      return Value(MonthsDuration{static_cast<std::int64_t>(rolled(dice, 30)) - 10});
    case 10:
      return Value(
          DaysDuration{static_cast<std::int64_t>(rolled(dice, 5)) * 43'200 - 86'400, rolled(dice, 4) == 0 ? 5 : 0});
    case 11: {
      List items;
      for (std::size_t i = rolled(dice, 3); i > 0; --i) items.push_back(rolled_value(dice, depth + 1));
      return Value::list(std::move(items));
    }
    case 12:
    case 13: {
      Context context;
      for (const char* name : {"date", "count", "inner"}) {
        if (rolled(dice, 4) != 0) context.set(name, rolled_value(dice, depth + 1));
      }
      return Value::context(std::move(context));
    }
    default: {
      Range range;
      range.low = Value::integer(1);
      range.high = Value::integer(5);
      return Value::range(std::move(range));
    }
  }
}

std::string rolled_text(Dice& dice, int depth) {
  static const char* leaves[] = {"1",
                                 "0",
                                 "\"ab\"",
                                 "null",
                                 "true",
                                 "false",
                                 "@\"P14D\"",
                                 "@\"P1M\"",
                                 "duration(\"P1D\")",
                                 "@\"PT12H\"",
                                 "date(2022, 1, 9)",
                                 "date(\"2022-01-09\")",
                                 "years and months duration(date(2020, 1, 1), date(2022, 1, 1))"};
  static const char* members[] = {".date", ".count", ".inner", ".inner.date", ".year", ".days", ".nothing"};
  static const char* operators[] = {" = ", " != ", " < ", " <= ", " > ", " >= ", " + ", " - ", " and ", " or "};
  switch (rolled(dice, depth >= 3 ? 3 : 8)) {
    case 0:
      return leaves[rolled(dice, std::size(leaves))];
    case 1:
      return kSlots[rolled(dice, kSlotCount)];
    case 2:
      return std::string(kSlots[rolled(dice, kSlotCount)]) + members[rolled(dice, std::size(members))];
    default: {
      const char* sign = operators[rolled(dice, std::size(operators))];
      return "(" + rolled_text(dice, depth + 1) + sign + rolled_text(dice, depth + 1) + ")";
    }
  }
}

std::shared_ptr<Unit> read(const std::string& text) {
  auto unit = std::make_shared<Unit>();
  unit->text = text;
  unit->at = Span{"row", 1, 1, 0};
  return parse_expression(*unit, slot_names(), true).failed ? nullptr : unit;
}

std::string shown_of(const Evaluation& evaluation) {
  std::string out = evaluation.value.feel();
  for (const Diagnostic& finding : evaluation.diagnostics) {
    out += std::string("\n") + finding.code + " " + std::to_string(finding.where ? finding.where->column : 0) + " " +
           finding.message.en;
  }
  return out;
}

bool has_fast_path(const std::string& text) {
  const std::shared_ptr<Unit> unit = read(text);
  return unit && FastPath::of(*unit).has_value();
}

TEST(FastPath, is_there_for_guards_and_dates) {
  for (const char* text : {"event.date >= a", "a + duration(\"P14D\")", "a - @\"P1M\"", "a = b and c = 0", "a.b.c",
                           "a = \"north\" or b.date < date(2022, 10, 15)", "a", "\"approve\""}) {
    EXPECT_TRUE(has_fast_path(text)) << text;
  }
}

TEST(FastPath, is_not_there_for_what_builds_calls_or_counts) {
  for (const char* text : {"[a, b]", "count(a)", "a * 2", "today()", "date(a)", "some x in a satisfies x", "a[1]",
                           "string(12)", "{x: 1}", "now() > a", "date(2022, 2, 30)", "duration(\"none\")"}) {
    EXPECT_FALSE(has_fast_path(text)) << text;
  }
}

TEST(FastPath, gives_what_the_evaluator_gives_and_spends_the_same) {
  Dice dice(20'241'127);
  const FixedHost host;
  std::size_t fast = 0, left_over = 0;
  for (int round = 0; round < 60'000; ++round) {
    const std::string text = rolled_text(dice, 0);
    const std::shared_ptr<Unit> unit = read(text);
    if (!unit) continue;
    const std::optional<FastPath> path = FastPath::of(*unit);
    if (!path) continue;
    std::vector<Value> values;
    for (std::size_t i = 0; i < kSlotCount; ++i) values.push_back(rolled_value(dice));
    const MemberScope scope(values, rolled(dice, kSlotCount));
    std::size_t effort = rolled(dice, 3) == 0 ? rolled(dice, 300) : 100'000;
    std::size_t effort_of_path = effort;
    Budget budget;
    if (rolled(dice, 4) == 0) budget.steps = rolled(dice, 12);
    if (rolled(dice, 4) == 0) budget.depth = rolled(dice, 5);
    const bool shared = rolled(dice, 2) == 0;
    Budget budget_of_path = budget;
    if (shared) {
      budget.effort = &effort;
      budget_of_path.effort = &effort_of_path;
    }
    const std::size_t before = effort_of_path;
    Evaluation wanted, got;
    wanted.value = Evaluator(host, budget, wanted.diagnostics).run(*unit, scope, Value());
    const bool given = path->evaluate(scope, budget_of_path, got.value);
    if (given) {
      ++fast;
      // A budget may be too small for the whole; what lies in the scope and what holds knows none.
      const std::optional<bool> holds = path->holds(scope);
      ASSERT_EQ(holds.has_value(), wanted.value.kind() == Kind::boolean) << text;
      ASSERT_TRUE(!holds || *holds == wanted.value.boolean()) << text;
      const Value* const there = path->find(scope);
      ASSERT_TRUE(!there || identical(*there, wanted.value)) << text;
      ASSERT_TRUE(identical(got.value, wanted.value)) << text << " gives " << got.value.feel();
      ASSERT_EQ(shown_of(got), shown_of(wanted)) << text;
      ASSERT_EQ(effort_of_path, effort) << text;
    } else {
      ++left_over;
      ASSERT_EQ(effort_of_path, before) << text;
      ASSERT_TRUE(got.value.is_null()) << text;
    }
  }
  // Both ways are taken often enough to say something.
  EXPECT_GT(fast, 10'000U);
  EXPECT_GT(left_over, 10'000U);
}

}  // namespace
}  // namespace aftale::feel
