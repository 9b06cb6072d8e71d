#include "engine/decisions/cell_set.h"

#include "tests/unit/decisions/table_maker.h"

namespace aftale::decisions {
namespace {

using Kind = feel::Type::Kind;
using feel::Value;

Value date(const char* iso) {
  return *time::CivilDate::parse_iso(iso);
}

TEST(CellSet, says_the_same_as_evaluation) {
  const std::vector<Value> numbers{Value::integer(-3), Value::integer(0),  Value(*feel::Decimal::parse("1.5")),
                                   Value::integer(5),  Value::integer(10), Value::integer(11)};
  const std::vector<Value> texts{Value::string("a"), Value::string("b"), Value::string("æ, b"), Value::string("")};
  const std::vector<Value> dates{date("2020-12-31"), date("2021-01-01"), date("2021-01-02"), date("2021-06-01")};
  const std::vector<Value> truths{Value(true), Value(false)};
  const struct {
    Kind kind;
    const std::vector<Value>& values;
    std::vector<const char*> cells;
  } rows[] = {
      {Kind::number, numbers, {"5",          "-3",        "< 5",      "<= 5",           "> 5",
                               ">= 5",       "[0..10]",   "(0..10)",  "]0..10[",        "[1.5..5)",
                               "not(5)",     "5, 10",     "< 0, > 5", "not(< 0, > 5)",  "not([0..5))",
                               "[10..0]",    "!= 5",      "= 5",      "< 5, >= 5",      "not(< 5, > 5)",
                               "1.5,5 , 11", "not(<= 0)", "<5,<10",   "[0..5],(5..10]", "not([0..5],(5..10])"}},
      {Kind::string,
       texts,
       {"\"a\"", "\"a\", \"b\"", "not(\"a\")", "not(\"a\", \"æ, b\")", "\"æ, b\"", "\"\"", "!= \"a\""}},
      {Kind::date,
       dates,
       {"@\"2021-01-01\"", "date(\"2021-01-01\")", "< @\"2021-01-01\"", "(@\"2020-12-31\"..@\"2021-01-02\")",
        "not(@\"2021-01-01\")", ">= date(\"2021-01-01\"), < date(\"2020-12-31\")"}},
      {Kind::boolean, truths, {"true", "false", "true, false", "not(true)"}},
  };
  for (const auto& row : rows) {
    for (const char* const cell : row.cells) {
      const CellSet set = CellSet::of(cell);
      const auto test = feel::Expression::compile_unary_tests(cell, feel::Names(), row.kind, {"t", 1, 1, 1});
      ASSERT_TRUE(test.ok()) << cell;
      for (const Value& value : row.values) {
        const auto plain = set.contains(value);
        ASSERT_TRUE(plain) << cell;
        const auto evaluated = test.value->matches(value, feel::ArrayScope({}), feel::Host());
        EXPECT_EQ(*plain, evaluated.value.is_true()) << cell << " of " << value.feel();
      }
    }
  }
}

TEST(CellSet, leaves_to_evaluation_what_is_more_than_plain) {
  for (const char* const cell :
       {"x", "< x", "? > 5", "\"a\" + \"b\"", "[1..x]", "5, x", "not(x)", "\"a\\\"b\"", "5 + 1", "", "date(2021, 1, 1)",
        "null", "[1..\"a\"]", "\"a\", 5", "not(\"a\"", "starts with(?, \"a\")", "@\"P1D\"", "trueish", "< \"a\""}) {
    EXPECT_EQ(CellSet::of(cell).kind(), CellSet::Kind::unknown) << cell;
    EXPECT_EQ(CellSet::of(cell).contains(Value::integer(5)), std::nullopt) << cell;
  }
  EXPECT_EQ(CellSet::of(" - ").kind(), CellSet::Kind::any);
  EXPECT_EQ(CellSet::of("5").contains(Value::string("5")), std::nullopt);
}

TEST(CellSet, knows_what_two_cells_share) {
  const char* const rows[][3] = {{"< 5", ">= 5", "none"},
                                 {"<= 5", ">= 5", "5"},
                                 {"[0..5)", "(4..9]", "4.5"},
                                 {"(0..1)", "(0..1)", "0.5"},
                                 {"\"a\", \"b\"", "\"b\", \"c\"", "\"b\""},
                                 {"not(\"a\")", "\"a\"", "none"},
                                 {"\"b\"", "not(\"a\")", "\"b\""},
                                 {"true", "false", "none"},
                                 {"5", "\"a\"", "none"},
                                 {"-", "5", "5"},
                                 {"(@\"2021-01-01\"..@\"2021-01-02\")", "-", "none"},
                                 {"> @\"2021-01-01\"", "<= @\"2021-01-02\"", "date(\"2021-01-02\")"},
                                 {"5", "x", "unknown"}};
  for (const auto& row : rows) {
    const CellSet both = CellSet::of(row[0]).both(CellSet::of(row[1]));
    const auto sample = both.sample();
    const bool unknown = both.kind() == CellSet::Kind::unknown;
    EXPECT_EQ(both.empty() ? "none"
              : unknown    ? "unknown"
              : sample     ? sample->feel()
                           : "any",
              row[2])
        << row[0] << " and " << row[1];
  }
}

}  // namespace
}  // namespace aftale::decisions
