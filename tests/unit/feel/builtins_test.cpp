#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/unit/feel/feel_rows.h"

namespace aftale::feel {
namespace {

TEST(Builtins, every_function_of_dmn_1_5_is_there_and_described) {
  const char* names[] = {"date",
                         "time",
                         "date and time",
                         "number",
                         "string",
                         "duration",
                         "years and months duration",
                         "range",
                         "not",
                         "is",
                         "substring",
                         "string length",
                         "upper case",
                         "lower case",
                         "substring before",
                         "substring after",
                         "contains",
                         "starts with",
                         "ends with",
                         "matches",
                         "replace",
                         "split",
                         "string join",
                         "list contains",
                         "count",
                         "min",
                         "max",
                         "sum",
                         "mean",
                         "all",
                         "any",
                         "sublist",
                         "append",
                         "concatenate",
                         "insert before",
                         "remove",
                         "list replace",
                         "reverse",
                         "index of",
                         "union",
                         "distinct values",
                         "duplicate values",
                         "flatten",
                         "product",
                         "median",
                         "stddev",
                         "mode",
                         "sort",
                         "decimal",
                         "floor",
                         "ceiling",
                         "round up",
                         "round down",
                         "round half up",
                         "round half down",
                         "abs",
                         "modulo",
                         "sqrt",
                         "log",
                         "exp",
                         "odd",
                         "even",
                         "day of year",
                         "day of week",
                         "month of year",
                         "week of year",
                         "now",
                         "today",
                         "before",
                         "after",
                         "meets",
                         "met by",
                         "overlaps",
                         "overlaps before",
                         "overlaps after",
                         "finishes",
                         "finished by",
                         "includes",
                         "during",
                         "starts",
                         "started by",
                         "coincides",
                         "get value",
                         "get entries",
                         "context",
                         "context put",
                         "context merge"};
  for (const char* name : names) {
    const Builtin* builtin = find_builtin(name);
    ASSERT_NE(builtin, nullptr) << name;
    EXPECT_LE(builtin->arity_min, builtin->arity_max < 0 ? 99 : builtin->arity_max) << name;
    if (builtin->arity_max > 0) {
      EXPECT_EQ(builtin->parameters.size(), static_cast<std::size_t>(builtin->arity_max)) << name;
    }
  }
  EXPECT_EQ(builtin_names().size(), std::size(names));
  EXPECT_EQ(find_builtin("  string\n length "), find_builtin("string length"));
  EXPECT_EQ(find_builtin("random number"), nullptr);
}

TEST(Builtins, conversions) {
  expect_rows({
      {"date(\"2022-11-24\")", "date(\"2022-11-24\")"},
      {"date(2022, 11, 24)", "date(\"2022-11-24\")"},
      {"date(year: 2022, month: 11, day: 24)", "date(\"2022-11-24\")"},
      {"date(date and time(\"2022-11-24T12:00:00Z\"))", "date(\"2022-11-24\")"},
      {"date(2022, 2, 30)", "null"},
      {"date(2022, 2)", "null"},
      {"date(\"24-11-2022\")", "null"},
      {"time(\"12:00:00Z\")", "time(\"12:00:00Z\")"},
      {"time(12, 30, 1.5)", "time(\"12:30:01.5\")"},
      {"time(12, 30, 0, duration(\"-PT2H\"))", "time(\"12:30:00-02:00\")"},
      {"time(12, 30, 0, duration(\"PT19H\"))", "null"},
      {"time(12, 30, 60)", "null"},
      {"time(-1, 30, 0)", "null"},
      {"time(date and time(\"2022-11-24T12:00:00\"))", "time(\"12:00:00\")"},
      {"time(date(\"2022-11-24\"))", "time(\"00:00:00Z\")"},
      {"date and time(\"2022-11-24T12:00:00\")", "date and time(\"2022-11-24T12:00:00\")"},
      {"date and time(\"2022-11-24\")", "date and time(\"2022-11-24T00:00:00\")"},
      {"date and time(date(2022, 11, 24), time(\"12:00:00@Europe/Copenhagen\"))",
       "date and time(\"2022-11-24T12:00:00@Europe/Copenhagen\")"},
      {"date and time(\"2022-11-24\", time(\"12:00:00\"))", "null"},
      {"number(\"1.000.000,01\", \".\", \",\")", "1000000.01"},
      {"number(\"1 000 000.01\", \" \", \".\")", "1000000.01"},
      {"number(\"1,000,000.01\", \",\", \",\")", "null"},
      {"number(\"1,5\", null, \",\")", "1.5"},
      {"number(\"1.5\", null, \",\")", "null"},
      {"number(\"12\")", "12"},
      {"number(\"tolv\")", "null"},
      {"string(12.50)", "\"12.5\""},
      {"string(\"a\")", "\"a\""},
      {"string(date(2022, 11, 24))", "\"2022-11-24\""},
      {"string(null)", "null"},
      {"duration(\"P14D\")", "duration(\"P14D\")"},
      {"duration(\"P1Y1D\")", "null"},
      {"years and months duration(date(2011, 12, 22), date(2013, 8, 24))", "duration(\"P1Y8M\")"},
      {"years and months duration(date(2013, 8, 24), date(2011, 12, 22))", "duration(\"-P1Y8M\")"},
      {"years and months duration(date(2022, 1, 31), date(2022, 2, 28))", "duration(\"P0M\")"},
      {"range(\"[1..5]\")", "[1..5]"},
      {"range(\"[1..\")", "null"},
  });
}

TEST(Builtins, booleans) {
  expect_rows({
      {"not(true)", "false"},
      {"not(null)", "null"},
      {"not(1)", "null"},
      {"is(1, 1.0)", "true"},
      {"is(null, null)", "true"},
      {"is(time(\"12:00:00+01:00\"), time(\"11:00:00Z\"))", "false"},
      {"time(\"12:00:00+01:00\") = time(\"11:00:00Z\")", "true"},
      {"is(duration(\"P1D\"), duration(\"PT24H\"))", "true"},
      {"is(duration(\"P0D\"), duration(\"P0Y\"))", "false"},
  });
}

TEST(Builtins, strings_count_in_code_points) {
  expect_rows({
      {"substring(\"foobar\", 3)", "\"obar\""},
      {"substring(\"foobar\", 3, 3)", "\"oba\""},
      {"substring(\"foobar\", -2, 1)", "\"a\""},
      {"substring(\"rødgrød\", 2, 2)", "\"ød\""},
      {"substring(\"😀å\", 2)", "\"å\""},
      {"substring(\"foobar\", 6, 10)", "\"r\""},
      {"substring(\"foobar\", 0)", "null"},
      {"substring(\"foobar\", 7)", "null"},
      {"substring(\"foobar\", 1, -1)", "null"},
      {"string length(\"blåbær\")", "6"},
      {"string length(\"🐎😀\")", "2"},
      {"upper case(\"Århus æøå ß\")", "\"ÅRHUS ÆØÅ SS\""},
      {"lower case(\"ÅRHUS ÆØÅ\")", "\"århus æøå\""},
      {"substring before(\"foobar\", \"bar\")", "\"foo\""},
      {"substring before(\"foobar\", \"x\")", "\"\""},
      {"substring after(\"foobar\", \"ob\")", "\"ar\""},
      {"substring after(\"foobar\", \"x\")", "\"\""},
      {"substring after(\"foobar\", \"\")", "\"foobar\""},
      {"contains(\"foobar\", \"ob\")", "true"},
      {"starts with(\"foobar\", \"fo\")", "true"},
      {"ends with(\"foobar\", \"fo\")", "false"},
      {"ends with(\"foobar\", null)", "null"},
      {"matches(\"foobar\", \"^fo*b\")", "true"},
      {"matches(\"foobar\", \"(\")", "null"},
      {"matches(\"foobar\", \"FOO\", \"i\")", "true"},
      {"matches(\"foobar\", \"FOO\", \"q\")", "null"},
      {"replace(\"0123456789\", \"(\\d{3})(\\d{3})(\\d{4})\", \"($1) $2-$3\")", "\"(012) 345-6789\""},
      {"replace(\"abc\", \"b*\", \"x\")", "null"},
      {"split(\"John Doe\", \"\\s\")", "[\"John\", \"Doe\"]"},
      {"split(\"a;b;;\", \";\")", "[\"a\", \"b\", \"\", \"\"]"},
      {"string join([\"a\", null, \"c\"], \" og \")", "\"a og c\""},
      {"string join([], \"X\")", "\"\""},
      {"string join([1], \"X\")", "null"},
      {"string length([\"abc\"])", "3"},
      {"string length(12)", "null"},
  });
}

TEST(Builtins, lists) {
  expect_rows({
      {"list contains([1, 2, null], null)", "true"},
      {"list contains([1, 2], 3)", "false"},
      {"list contains(null, 3)", "null"},
      {"sublist([1, 2, 3], 2)", "[2, 3]"},
      {"sublist([1, 2, 3], -2, 1)", "[2]"},
      {"sublist([1, 2, 3], 0)", "null"},
      {"sublist([1, 2, 3], 2, 3)", "null"},
      {"append([1], 2, [3])", "[1, 2, [3]]"},
      {"concatenate([1, 2], [3], [])", "[1, 2, 3]"},
      {"insert before([1, 3], 2, 2)", "[1, 2, 3]"},
      {"insert before([1, 3], -1, 2)", "[1, 2, 3]"},
      {"insert before([1, 3], 4, 2)", "null"},
      {"remove([1, 2, 3], 2)", "[1, 3]"},
      {"remove([1, 2, 3], -1)", "[1, 2]"},
      {"remove([], 1)", "null"},
      {"list replace([1, 2, 3], 2, 4)", "[1, 4, 3]"},
      {"list replace([2, 4, 7], function(item, newItem) item < newItem, 5)", "[5, 5, 7]"},
      {"list replace([2, 4], function(item) true, 5)", "null"},
      {"list replace([2, 4], function(item, newItem) item, 5)", "null"},
      {"reverse([1, 2, 3])", "[3, 2, 1]"},
      {"index of([1, 2, 3, 2], 2)", "[2, 4]"},
      {"index of([1, null], null)", "[2]"},
      {"union([1, 2], [2, 3])", "[1, 2, 3]"},
      {"distinct values([1, 2, 1, \"a\", 2])", "[1, 2, \"a\"]"},
      {"duplicate values([1, 2, 3, 2, 1])", "[1, 2]"},
      {"flatten([[1, [2]], [[3]], 4])", "[1, 2, 3, 4]"},
      {"sort([3, 1, 2])", "[1, 2, 3]"},
      {"sort([3, 1, 2], function(x, y) x > y)", "[3, 2, 1]"},
      {"sort([{a: 1, b: 2}, {a: 0, b: 1}, {a: 1, b: 1}], function(x, y) x.a < y.a)",
       "[{a: 0, b: 1}, {a: 1, b: 2}, {a: 1, b: 1}]"},
      {"sort([3, 1, 2], function(x, y) true)", "[2, 1, 3]"},
      {"sort([1, \"a\"])", "null"},
      {"sort([1, 2], function(x) true)", "null"},
      {"sort([1, 2], function(x, y) 1)", "null"},
      {"sort([])", "[]"},
  });
}

TEST(Builtins, lists_as_a_whole) {
  expect_rows({
      {"count([1, null, 2])", "3"},
      {"count([])", "0"},
      {"count(null)", "null"},
      {"min([3, 1, 2])", "1"},
      {"min(3, 1, 2)", "1"},
      {"max(\"a\", \"c\", \"b\")", "\"c\""},
      {"max([date(2022, 1, 1), date(2022, 1, 2)])", "date(\"2022-01-02\")"},
      {"min([1, \"a\"])", "null"},
      {"min([])", "null"},
      {"sum([0.1, 0.2])", "0.3"},
      {"sum(1, 2, 3)", "6"},
      {"sum([])", "null"},
      {"sum([1, null])", "null"},
      {"mean([1, 2, 4, 5])", "3"},
      {"median([8, 2, 5, 3, 4])", "4"},
      {"median([6, 1, 2, 3])", "2.5"},
      {"stddev([2, 4, 7, 5]) > 2.08166599946 and stddev([2, 4, 7, 5]) < 2.08166599947", "true"},
      {"stddev([1])", "null"},
      {"mode([3, 6, 1, 9, 6, 1, 3])", "[1, 3, 6]"},
      {"mode([])", "[]"},
      {"product([2.5, 1, 2.5, 3])", "18.75"},
      {"product([])", "null"},
      {"all([true, true])", "true"},
      {"all([true, false, null])", "false"},
      {"all([true, null])", "null"},
      {"all([])", "true"},
      {"any([false, null, true])", "true"},
      {"any([false, 1])", "null"},
      {"any([])", "false"},
      {"any(false, true)", "true"},
      {"any(null)", "null"},
  });
}

TEST(Builtins, numbers) {
  expect_rows({
      {"decimal(1/3, 2)", "0.33"},
      {"decimal(2.5, 0)", "2"},
      {"decimal(1234, -2)", "1200"},
      {"floor(-1.5)", "-2"},
      {"floor(1.56, 1)", "1.5"},
      {"ceiling(-1.5)", "-1"},
      {"ceiling(1.56, 1)", "1.6"},
      {"ceiling(1.56, null)", "null"},
      {"round up(-5.5, 0)", "-6"},
      {"round down(-5.5, 0)", "-5"},
      {"round half up(-5.5, 0)", "-6"},
      {"round half down(-5.5, 0)", "-5"},
      {"round up(5.5, 6176)", "5.5"},
      {"round up(5.5, 6177)", "null"},
      {"round up(5.5, -6112)", "null"},
      {"abs(-1)", "1"},
      {"abs(duration(\"-P1D\"))", "duration(\"P1D\")"},
      {"abs(duration(\"-P1Y\"))", "duration(\"P1Y\")"},
      {"abs(\"a\")", "null"},
      {"modulo(12, 5)", "2"},
      {"modulo(-12, 5)", "3"},
      {"modulo(12, -5)", "-3"},
      {"modulo(10.1, 4.5)", "1.1"},
      {"modulo(1, 0)", "null"},
      {"sqrt(16)", "4"},
      {"sqrt(-1)", "null"},
      {"log(1)", "0"},
      {"log(0)", "null"},
      {"exp(0)", "1"},
      {"odd(-3)", "true"},
      {"odd(2.5)", "null"},
      {"even(0)", "true"},
      {"even(\"2\")", "null"},
  });
}

TEST(Builtins, days_and_the_clock) {
  expect_rows({
      {"day of year(date(2020, 12, 31))", "366"},
      {"day of week(date(2022, 11, 24))", "\"Thursday\""},
      {"month of year(date and time(\"2022-11-24T12:00:00\"))", "\"November\""},
      {"week of year(date(2021, 1, 3))", "53"},
      {"week of year(date(2005, 1, 1))", "53"},
      {"day of week(\"2022-11-24\")", "null"},
      {"today()", "date(\"2022-11-24\")"},
      {"now()", "date and time(\"2022-11-24T12:30:00.5+01:00\")"},
  });
}

TEST(Builtins, contexts) {
  expect_rows({
      {"get value({a: 1}, \"a\")", "1"},
      {"get value({a: 1}, \"b\")", "null"},
      {"get entries({a: 1, b: \"x\"})", "[{key: \"a\", value: 1}, {key: \"b\", value: \"x\"}]"},
      {"context([{key: \"a\", value: 1}, {key: \"b\", value: 2}])", "{a: 1, b: 2}"},
      {"context([{key: \"a\", value: 1}, {key: \"a\", value: 2}])", "null"},
      {"context({key: \"a\"})", "null"},
      {"context put({a: 1}, \"a\", 2)", "{a: 2}"},
      {"context put({a: 1}, \"b\", 2)", "{a: 1, b: 2}"},
      {"context put({a: {b: 1}}, [\"a\", \"b\"], 2)", "{a: {b: 2}}"},
      {"context put({}, [\"a\", \"b\"], 2)", "null"},
      {"context put({a: 1}, [\"a\", \"b\"], 2)", "null"},
      {"context put({a: 1}, [], 2)", "null"},
      {"context merge([{a: 1, b: 1}, {a: 2}])", "{a: 2, b: 1}"},
      {"context merge([{a: 1}, 2])", "null"},
  });
}

TEST(Builtins, a_null_result_says_why_in_both_languages) {
  const struct {
    const char* text;
    const char* code;
  } rows[] = {{"string length(12)", "bad-argument"},
              {"date(\"24-11-2022\")", "bad-value"},
              {"remove([1], 2)", "out-of-range"},
              {"matches(\"a\", \"(\")", "bad-pattern"},
              {"sum([])", "empty-list"},
              {"modulo(1, 0)", "division-by-zero"},
              {"min([1, \"a\"])", "wrong-type"},
              {"get value({a: 1}, \"b\")", "unknown-member"}};
  for (const auto& row : rows) {
    const Evaluation result = evaluated(row.text);
    EXPECT_TRUE(result.value.is_null()) << row.text;
    ASSERT_EQ(result.diagnostics.size(), 1U) << row.text;
    EXPECT_STREQ(result.diagnostics.front().code, row.code) << row.text;
    EXPECT_FALSE(result.diagnostics.front().message.da.empty()) << row.text;
    EXPECT_FALSE(result.diagnostics.front().message.en.empty()) << row.text;
  }
}

}  // namespace
}  // namespace aftale::feel
