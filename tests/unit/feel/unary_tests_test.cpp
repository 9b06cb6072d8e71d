#include <gtest/gtest.h>

#include "engine/feel/expression.h"

namespace aftale::feel {
namespace {

TEST(UnaryTests, cells_of_decision_tables) {
  const struct {
    const char* cell;
    Type type;
    const char *input, *result;
  } rows[] = {{"-", {}, "5", "true"},
              {"-", {}, "null", "true"},
              {"-5", Type::Kind::number, "-5", "true"},
              {"< 10", Type::Kind::number, "9", "true"},
              {"< 10", Type::Kind::number, "10", "false"},
              {"> 20", Type::Kind::number, "null", "null"},
              {"\"a\", \"b\"", Type::Kind::string, "\"b\"", "true"},
              {"\"a\", \"b\"", Type::Kind::string, "\"c\"", "false"},
              {"not(\"a\", \"b\")", Type::Kind::string, "\"c\"", "true"},
              {"not(\"a\", \"b\")", Type::Kind::string, "\"a\"", "false"},
              {"not(< 3, > 5)", Type::Kind::number, "4", "true"},
              {"[1..5]", Type::Kind::number, "5", "true"},
              {"]1..5[, 9", Type::Kind::number, "5", "false"},
              {"]1..5[, 9", Type::Kind::number, "9", "true"},
              {"? > 1 and ? < 4", Type::Kind::number, "3", "true"},
              {"? > 1 and ? < 4", Type::Kind::number, "4", "false"},
              {"contains(?, \"x\")", Type::Kind::string, "\"axb\"", "true"},
              {"count(?) > 1", Type::Kind::list, "[1, 2]", "true"},
              {"null", {}, "null", "true"},
              {"true", Type::Kind::boolean, "false", "false"},
              {"limit", Type::Kind::number, "7", "true"},
              {"> limit", Type::Kind::number, "7", "false"},
              {"limit > 5", Type::Kind::number, "1", "true"},
              {"limit + 1", Type::Kind::number, "8", "true"},
              {"[\"a\", \"b\"]", Type::Kind::string, "\"b\"", "true"},
              {"date(\"2022-01-01\")", Type::Kind::date, "date(\"2022-01-01\")", "true"},
              {"< @\"2022-01-01\" // before", Type::Kind::date, "date(\"2021-12-31\")", "true"},
              {"some x in ? satisfies x > 2", Type::Kind::list, "[1, 3]", "true"}};
  Names names;
  names.add("limit", 0, Type::Kind::number);
  const Value limit = Value::integer(7);
  const ArrayScope scope(std::span(&limit, 1));
  for (const auto& row : rows) {
    const auto cell = Expression::compile_unary_tests(row.cell, names, row.type, Span{"t", 1, 1, 0});
    ASSERT_TRUE(cell.ok()) << row.cell << "\n  " << cell.findings.front().message.en;
    const Value input = Expression::compile(row.input, Names(), Span{}).value->evaluate(scope, Host()).value;
    EXPECT_EQ(cell.value->matches(input, scope, Host()).value.feel(), row.result) << row.cell << " of " << row.input;
  }
}

TEST(UnaryTests, cells_that_can_never_match_are_found) {
  const struct {
    const char* cell;
    Type::Kind type;
    const char* code;
  } rows[] = {{"VIP", Type::Kind::string, "unknown-name"},   {"\"5\"", Type::Kind::number, "wrong-type"},
              {"< \"a\"", Type::Kind::number, "wrong-type"}, {"1, \"a\"", Type::Kind::number, "wrong-type"},
              {"[1..5]", Type::Kind::string, "wrong-type"},  {"1 2", Type::Kind::number, "feel-syntax"},
              {"", Type::Kind::number, "feel-syntax"},       {"- 5,", Type::Kind::number, "feel-syntax"}};
  for (const auto& row : rows) {
    const auto cell = Expression::compile_unary_tests(row.cell, Names(), row.type, Span{"t", 1, 1, 0});
    ASSERT_FALSE(cell.findings.empty()) << row.cell;
    EXPECT_STREQ(cell.findings[0].code, row.code) << row.cell;
  }
}

}  // namespace
}  // namespace aftale::feel
