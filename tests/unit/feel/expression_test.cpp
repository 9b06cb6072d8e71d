#include "engine/feel/expression.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/feel/feel_rows.h"

namespace aftale::feel {
namespace {

/// Names as a workflow has them, some of them as only DMN allows.
class World {
 public:
  World() {
    const Type party =
        Type::record({{"code", Type::Kind::string}, {"first name", Type::Kind::string}, {"size", Type::Kind::number}});
    add("rejected", Type::Kind::number, Value::integer(1));
    add("first_day", Type::Kind::date, Value(*time::CivilDate::from_ymd(2023, 1, 1)));
    add("Profit and loss", Type::Kind::number, Value::integer(100));
    add("a", Type::Kind::number, Value::integer(7));
    add("b", Type::Kind::number, Value::integer(2));
    add("a-b", Type::Kind::number, Value::integer(99));
    add("party", party, record("0851", "Bo", 31));
    add("parties", Type::list_of(party), Value::list({record("0851", "Bo", 31), record("1081", "Ida", 41)}));
    add("unknown", Type(), Value::list({record("0851", "Bo", 31), record("1081", "Ida", 41)}));
    add("absent", Type::Kind::date, Value());
    names.add_function("double", 1, 1, 1, {"of"}, Type::Kind::number);
  }
  Names names;
  std::vector<Value> values;

 private:
  static Value record(const char* code, const char* name, int size) {
    Context out;
    out.set("code", Value::string(code));
    out.set("first name", Value::string(name));
    out.set("size", Value::integer(size));
    return Value::context(std::move(out));
  }
  void add(const char* name, Type type, Value value) {
    names.add(name, static_cast<Slot>(values.size()), std::move(type));
    values.push_back(std::move(value));
  }
};

class Doubling final : public Host {
 public:
  Value call(int id, std::span<const Value> arguments, const Budget&,
             std::vector<Diagnostic>& diagnostics) const override {
    if (id == 1 && arguments[0].kind() == Kind::number) return Value(*arguments[0].number().times(Decimal(2)));
    Diagnostic diagnostic;
    diagnostic.code = "bad-argument";
    diagnostics.push_back(diagnostic);
    return Value();
  }
};

Evaluation in_world(const std::string& text) {
  const World world;
  Checked<Expression> compiled = Expression::compile(text, world.names, Span{"row", 1, 1, 0});
  EXPECT_TRUE(compiled.ok()) << text << "\n  "
                             << (compiled.findings.empty() ? "" : compiled.findings.front().message.en);
  return compiled.value ? compiled.value->evaluate(ArrayScope(world.values), Doubling()) : Evaluation{};
}

void expect_in_world(const std::vector<FeelRow>& rows) {
  for (const FeelRow& row : rows) EXPECT_EQ(in_world(row.text).value.feel(), row.value) << row.text;
}

TEST(Expression, guards_of_workflows) {
  expect_in_world({{"rejected >= 1", "true"},
                   {"rejected = b", "false"},
                   {"date(first_day.year - 1, 10, 15)", "date(\"2022-10-15\")"},
                   {"if party.size > 30 then \"approve\" else \"recommend\"", "\"approve\""},
                   {"first_day + @\"P14D\"", "date(\"2023-01-15\")"},
                   {"double(rejected + 1)", "4"},
                   {"double(of: 4)", "8"},
                   {"absent", "null"},
                   {"absent.year - 1", "null"},
                   {"(< 10).start", "null"}});
}

TEST(Expression, null_of_an_absent_value_comes_without_complaint) {
  for (const char* text : {"absent.year - 1", "date(absent.year, 1, 1)", "absent + @\"P1D\"", "absent > first_day"}) {
    const Evaluation result = in_world(text);
    EXPECT_TRUE(result.value.is_null()) << text;
    EXPECT_TRUE(result.diagnostics.empty()) << text;
  }
}

TEST(Expression, longest_name_in_scope_wins) {
  expect_in_world({{"Profit and loss * 2", "200"},
                   {"Profit   and\n loss", "100"},
                   {"a-b", "99"},
                   {"a - b", "5"},
                   {"a -b", "5"},
                   {"party.first name", "\"Bo\""},
                   {"{Monthly fee: 50, total: Monthly fee * 12}.total", "600"},
                   {"{in and out: 3, twice: in and out * 2}.twice", "6"},
                   {"for the name in [1, 2] return the name + 1", "[2, 3]"},
                   {"{a+b: 1, c: a+b + 1}.c", "2"},
                   {"date and time(\"2022-01-01T10:00:00\").hour", "10"},
                   {"(function(a number) a number * 2)(4)", "8"}});
}

TEST(Expression, filters_see_the_members_of_the_item) {
  expect_in_world({{"parties[code = \"1081\"].size", "[41]"},
                   {"parties[size > 35][1].first name", "\"Ida\""},
                   {"parties[first name = \"Bo\"].code", "[\"0851\"]"},
                   {"unknown[code = \"1081\"].size", "[41]"},
                   {"unknown[first name = \"Bo\"].code", "[\"0851\"]"},
                   {"unknown[rejected].code", "\"0851\""},
                   {"parties[-1].code", "\"1081\""},
                   {"parties[item.size = 41].code", "[\"1081\"]"},
                   {"parties[true].code", "[\"0851\", \"1081\"]"},
                   {"parties[a > size]", "[]"},
                   {"[1, 2, 3, 4][item > a - 5]", "[3, 4]"},
                   {"[[1, 2], [3]][count(item) = 1]", "[[3]]"},
                   {"[{x: [1, 2]}, {x: [3]}][x[1] = 3].x[1][1]", "3"},
                   {"100[1]", "100"},
                   {"[1, 2, 3][> 1]", "[2, 3]"}});
}

TEST(Expression, arithmetic_and_precedence) {
  expect_rows({{"1 + 2 * 3", "7"},
               {"(1 + 2) * 3", "9"},
               {"10 - 3 - 2", "5"},
               {"2 * 3 / 4", "1.5"},
               {"3 ** 4 ** 5", "3486784401"},
               {"-5 ** 2", "25"},
               {"--10", "10"},
               {"1 + 2 + 3 + 4 - 5", "5"},
               {"\"a\" + \"b\" + \"c\"", "\"abc\""},
               {"1.1 + 1.3", "2.4"},
               {"-@\"P1D\"", "duration(\"-P1D\")"},
               {"1 / 0", "null"},
               {"1 + \"a\"", "null"},
               {"-\"a\"", "null"},
               {"1 + null", "null"},
               {"1e3 + .5", "1000.5"}});
}

TEST(Expression, arithmetic_on_dates_and_durations) {
  expect_rows({{"@\"2021-01-31\" + @\"P1M\"", "date(\"2021-02-28\")"},
               {"@\"2021-01-02\" - @\"PT1H\"", "date(\"2021-01-01\")"},
               {"@\"2021-01-02\" - @\"2021-01-01\"", "duration(\"P1D\")"},
               {"@\"P1M\" + @\"2021-01-01\"", "date(\"2021-02-01\")"},
               {"@\"23:30:00\" + @\"PT1H\"", "time(\"00:30:00\")"},
               {"@\"2021-03-27T12:00:00@Europe/Copenhagen\" + @\"P1D\"",
                "date and time(\"2021-03-28T13:00:00@Europe/Copenhagen\")"},
               {"@\"2021-01-02T10:00:00\" - @\"2021-01-02T09:00:00Z\"", "null"},
               {"@\"P1Y11M\" * -2.5", "duration(\"-P4Y9M\")"},
               {"@\"P10DT23H\" / 2.5", "duration(\"P4DT9H12M\")"},
               {"@\"P10Y\" / @\"P5Y\"", "2"},
               {"@\"P1D\" + @\"P1Y\"", "null"},
               {"@\"999999999-12-31\" + @\"P1D\"", "null"},
               {"@\"2021-01-01\" + 1", "null"}});
}

TEST(Expression, comparisons_and_logic) {
  expect_rows({{"1 = 1.0", "true"},
               {"null = null", "true"},
               {"1 = null", "false"},
               {"1 = \"1\"", "null"},
               {"1 < null", "null"},
               {"[1, 2] = [1, 2]", "true"},
               {"{a: 1, b: 2} = {b: 2, a: 1}", "true"},
               {"@\"10:00:00Z\" = @\"11:00:00+01:00\"", "true"},
               {"true and null", "null"},
               {"false and 1", "false"},
               {"null or true", "true"},
               {"true and true and false", "false"},
               {"1 between 0 and 3 and true", "true"},
               {"2 between null and 3", "null"},
               {"9 between null and 3", "false"},
               {"\"B\" in [\"A\", \"B\"] and 2 > 1", "true"},
               {"true = true = false", "false"}});
}

TEST(Expression, in_takes_tests_lists_and_ranges) {
  expect_rows({{"5 in (1, < 5, >= 5)", "true"},
               {"1 in <= 10", "true"},
               {"10 in (!= 10)", "false"},
               {"5 in ]1..5[", "false"},
               {"5 in (1..5]", "true"},
               {"1 in [[2..4], [1..3]]", "true"},
               {"[1, 2] in [[1], [1, 2]]", "true"},
               {"true in [false, 2]", "false"},
               {"5 in [1..null]", "null"},
               {"null in [1..3]", "null"},
               {"\"b\" in [\"a\"..\"c\"]", "true"}});
}

TEST(Expression, ranges_are_values) {
  expect_rows({{"[1..10].start", "1"},
               {"(1..10].start included", "false"},
               {"]1..10[.end included", "false"},
               {"(< 10).end", "10"},
               {"(>= 10)", "(>=10)"},
               {"(= 10)", "[10..10]"},
               {"[1..[2, 3][1]]", "[1..2]"},
               {"[1..\"a\"]", "null"},
               {"[1..3] = [1..3]", "true"}});
}

TEST(Expression, loops_and_quantifiers) {
  expect_rows({{"for i in 1..3 return i * 2", "[2, 4, 6]"},
               {"for i in 3..1 return i", "[3, 2, 1]"},
               {"for x in [1, 2], y in [x, 10] return x * y", "[1, 10, 4, 20]"},
               {"for i in 1..6 return if i < 3 then 1 else partial[-1] + partial[-2]", "[1, 1, 2, 3, 5, 8]"},
               {"for i in (1..4) return i", "[2, 3]"},
               {"for i in (1..1] return i", "[]"},
               {"for d in @\"2022-01-31\"..@\"2022-02-01\" return d.day", "[31, 1]"},
               {"for i in 5 return i", "[5]"},
               {"for i in \"a\"..\"c\" return i", "null"},
               {"for i in [1, 2] return for j in 1..i return j", "[[1], [1, 2]]"},
               {"some x in [1, 2, 3] satisfies x > 2", "true"},
               {"every x in [1, 2, 3] satisfies x > 2", "false"},
               {"some x in [1, null] satisfies x > 2", "null"},
               {"every x in [] satisfies x > 2", "true"},
               {"some x in [1, 2], y in [2, 3] satisfies x > y", "false"}});
}

TEST(Expression, functions_close_over_what_they_read) {
  expect_rows({{"(function(x, y) x - y)(y: 1, x: 5)", "4"},
               {"{n: 10, add: function(x) x + n, r: add(5)}.r", "15"},
               {"(function(a) function(b) function(c) a + b + c)(1)(2)(3)", "6"},
               {"for f in (for i in 1..3 return function() i * 10) return f()", "[10, 20, 30]"},
               {"sort([3, 1, 2], function(x, y) x < y)", "[1, 2, 3]"},
               {"{f: abs, r: f(-1)}.r", "1"},
               {"(function(x: number) x)(\"a\")", "null"},
               {"(function(x: list<number>) count(x))(7)", "1"},
               {"(function(x: number) x)([7])", "7"},
               {"(function(x) x)()", "null"},
               {"(function(x) x)(y: 1)", "null"},
               {"1()", "null"}});
}

TEST(Expression, paths_and_properties) {
  expect_rows({{"@\"2022-11-24\".weekday", "4"},
               {"@\"2022-11-24T10:20:30+01:00\".time offset", "duration(\"PT1H\")"},
               {"@\"2022-11-24T10:20:30@Europe/Copenhagen\".timezone", "\"Europe/Copenhagen\""},
               {"@\"-P1DT2H\".hours", "-2"},
               {"@\"P1Y2M\".months", "2"},
               {"[{a: 1}, {a: [2, 3]}].a", "[1, [2, 3]]"},
               {"{a: {b: {c: 5}}}.a.b.c", "5"},
               {"{a: 1}.b", "null"},
               {"\"x\".y", "null"},
               {"[1, 2][5]", "null"},
               {"[1, 2][0]", "null"},
               {"[1, 2][-2]", "1"}});
}

TEST(Expression, instance_of) {
  expect_rows({{"1 instance of number", "true"},
               {"-1 instance of number", "true"},
               {"null instance of number", "false"},
               {"null instance of Null", "true"},
               {"[1, 2] instance of list<number>", "true"},
               {"[1, \"a\"] instance of list<number>", "false"},
               {"{a: 1} instance of context<a: number>", "true"},
               {"{a: 1} instance of context<a: number, b: string>", "false"},
               {"[1..3] instance of range<number>", "true"},
               {"@\"P1D\" instance of days and time duration", "true"},
               {"(function(x: number) \"a\") instance of function<number> -> string", "true"},
               {"(function(x: string) \"a\") instance of function<number> -> string", "false"},
               {"abs instance of function<number> -> number", "true"}});
}

TEST(Expression, strings_and_comments) {
  expect_rows({{R"("\u0041\U01F40E\s\n")", R"("A🐎\\s\n")"},
               {R"("\uD83D\uDE00")", "\"😀\""},
               {"/* one */ 1 // two", "1"},
               {"1 + // one\n 2", "3"},
               {"@\"foo\"", "null"}});
}

TEST(Expression, types_literals_and_uses_are_known) {
  const World world;
  const struct {
    const char *text, *type;
    std::vector<Slot> uses;
  } rows[] = {{"rejected >= 1", "boolean", {0}},
              {"a + b * a", "number", {3, 4}},
              {"first_day + @\"P1D\"", "date", {1}},
              {"parties[size > a].code", "list<string>", {3, 7}},
              {"function(x) x + rejected", "function", {0}},
              {"if rejected > 0 then \"a\" else \"b\"", "string", {0}},
              {"for p in parties return p.size", "list<number>", {7}},
              {"unknown", "Any", {8}}};
  for (const auto& row : rows) {
    const Checked<Expression> compiled = Expression::compile(row.text, world.names, Span{});
    ASSERT_TRUE(compiled.ok()) << row.text;
    EXPECT_EQ(compiled.value->type().name(), row.type) << row.text;
    EXPECT_TRUE(std::ranges::equal(compiled.value->uses(), row.uses)) << row.text;
  }
  const auto compiled = [&](const char* text) { return *Expression::compile(text, world.names, Span{}).value; };
  EXPECT_EQ(compiled("\"approve\"").literal()->feel(), "\"approve\"");
  EXPECT_FALSE(compiled("a").literal());
  const auto possible = compiled("if a > 1 then \"x\" else if a > 0 then \"y\" else \"x\"").possible_literals();
  ASSERT_EQ(possible.size(), 2U);
  EXPECT_EQ(possible[1].feel(), "\"y\"");
  EXPECT_TRUE(compiled("if a > 1 then \"x\" else party.code").possible_literals().empty());
}

TEST(Expression, function_value_outlives_its_evaluation) {
  const World world;
  Value add;
  {
    const auto compiled = Expression::compile("function(x) x + rejected", world.names, Span{});
    add = compiled.value->evaluate(ArrayScope(world.values), Doubling()).value;
  }
  Names names;
  names.add("f", 0);
  const auto caller = Expression::compile("f(41)", names, Span{});
  EXPECT_EQ(caller.value->evaluate(ArrayScope(std::span(&add, 1)), Doubling()).value.feel(), "42");
}

}  // namespace
}  // namespace aftale::feel
