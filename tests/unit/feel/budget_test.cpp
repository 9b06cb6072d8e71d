#include <gtest/gtest.h>

#include "engine/feel/expression.h"

namespace aftale::feel {
namespace {

Evaluation spent(const std::string& text, const Budget& budget) {
  const auto compiled = Expression::compile(text, Names(), Span{"b", 1, 1, 0}, true);
  EXPECT_TRUE(compiled.value.has_value()) << text;
  return compiled.value ? compiled.value->evaluate(ArrayScope({}), Host(), budget) : Evaluation{};
}

std::string repeated(const std::string& part, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += part;
  return out;
}

void expect_stopped(const Evaluation& result, const char* code) {
  EXPECT_TRUE(result.value.is_null());
  ASSERT_EQ(result.diagnostics.size(), 1U);
  EXPECT_STREQ(result.diagnostics[0].code, code);
}

TEST(Budget, steps_are_counted_to_the_last_one) {
  const std::string text = "for i in 1..100 return i + 1";
  std::size_t needed = 1;
  while (spent(text, Budget{needed, 200, 1000}).value.is_null()) ++needed;
  EXPECT_GT(needed, 100U);
  EXPECT_EQ(spent(text, Budget{needed, 200, 1000}).value.items().size(), 100U);
  expect_stopped(spent(text, Budget{needed - 1, 200, 1000}), "feel-budget");
}

TEST(Budget, size_is_counted_to_the_last_element) {
  EXPECT_EQ(spent("for i in 1..100 return i", Budget{1000, 200, 100}).value.items().size(), 100U);
  expect_stopped(spent("for i in 1..101 return i", Budget{1000, 200, 100}), "feel-budget");
}

TEST(Budget, huge_loops_end_soon) {
  expect_stopped(spent("for i in 1..9000000000000000000 return i", Budget{}), "feel-budget");
  expect_stopped(
      spent("some i in -9000000000000000000..9000000000000000000 satisfies i > 9000000000000000000", Budget{}),
      "feel-budget");
  expect_stopped(spent("for i in 1..100000 return partial", Budget{}), "feel-budget");
  expect_stopped(spent("for a in 1..1000, b in 1..1000, c in 1..1000 return 1", Budget{}), "feel-budget");
}

TEST(Budget, texts_that_double_end_soon) {
  const std::string doubling = "{a: \"0123456789\"" + [] {
    std::string out;
    for (int i = 0; i < 40; ++i) {
      const std::string before = i == 0 ? "a" : "a" + std::to_string(i);
      out += ", a" + std::to_string(i + 1) + ": " + before + " + " + before;
    }
    return out;
  }() + "}";
  expect_stopped(spent(doubling, Budget{}), "feel-budget");
}

TEST(Budget, depth_of_a_text_has_a_limit) {
  const auto nested = [](std::size_t depth) { return repeated("(", depth) + "1" + repeated(")", depth); };
  EXPECT_EQ(spent(nested(99), Budget{}).value.feel(), "1");
  const auto deepest = [&](auto&& text) {
    std::size_t depth = 1;
    while (Expression::compile(text(depth + 1), Names(), Span{"b", 1, 1, 0}, true).value) ++depth;
    return depth;
  };
  EXPECT_EQ(deepest(nested), (limits::kFeelDepth - 1) / 2);
  const auto minus = [](std::size_t depth) { return repeated("-", depth) + "x"; };
  EXPECT_EQ(deepest(minus), limits::kFeelDepth - 1);
  for (const char* part : {"(", "[", "{a:", "-", "not(", "function(x) ", "if ", "for x in ", "1 + (", "]", "x["}) {
    EXPECT_FALSE(Expression::compile(repeated(part, 3000), Names(), Span{"b", 1, 1, 0}, true).ok()) << part;
  }
}

TEST(Budget, long_chains_are_not_deep) {
  EXPECT_EQ(spent("1" + repeated("+1", 5000), Budget{}).value.feel(), "5001");
  EXPECT_EQ(spent("true" + repeated(" and true", 1000), Budget{}).value.feel(), "true");
  EXPECT_EQ(spent("2" + repeated("*1/1", 2000), Budget{}).value.feel(), "2");
}

TEST(Budget, depth_of_values_has_a_limit) {
  const Evaluation result = spent("for i in 1..300 return if i = 1 then [] else [partial[-1]]", Budget{});
  EXPECT_LE(result.value.nesting(), limits::kFeelDepth + 1);
  ASSERT_FALSE(result.diagnostics.empty());
  EXPECT_STREQ(result.diagnostics[0].code, "feel-depth");
}

/// A pattern that never ends by itself, on a text of forty letters.
const std::string kWild = "matches(\"" + repeated("a", 40) + "!\", \"^(a+)+$\")";

std::size_t effort_of(const std::string& text) {
  std::size_t left = limits::kFeelEffort;
  spent(text, Budget{limits::kFeelSteps, limits::kFeelDepth, limits::kFeelSize, &left});
  return limits::kFeelEffort - left;
}

TEST(Budget, wild_patterns_end_together) {
  EXPECT_LT(effort_of(kWild), limits::kFeelEffort);
  expect_stopped(spent("for i in 1..40 return " + kWild, Budget{}), "feel-budget");
  expect_stopped(spent("some i in 1..3000 satisfies " + kWild + " = true", Budget{}), "feel-budget");
  EXPECT_EQ(effort_of("for i in 1..40 return " + kWild), limits::kFeelEffort);
  EXPECT_EQ(effort_of(kWild), effort_of(kWild));
}

TEST(Budget, small_patterns_are_counted_too) {
  EXPECT_EQ(spent("count(for i in 1..1000 return matches(\"Aalborg\", \"^A\"))", Budget{}).value.feel(), "1000");
  expect_stopped(spent("for i in 1..3000 return matches(\"Aalborg\", \"^A\")", Budget{}), "feel-budget");
}

TEST(Budget, effort_is_counted_to_the_last_unit) {
  const std::string text = "contains(\"" + repeated("a", 400) + "\", \"b\")";
  const auto with = [&](std::size_t effort) {
    return spent(text, Budget{limits::kFeelSteps, limits::kFeelDepth, limits::kFeelSize, &effort});
  };
  std::size_t needed = 50;
  while (with(needed).value.is_null()) ++needed;
  EXPECT_GT(needed, 100U);
  EXPECT_EQ(with(needed).value.feel(), "false");
  expect_stopped(with(needed - 1), "feel-budget");
}

TEST(Budget, work_in_long_texts_ends) {
  const std::string grown = "string join(for i in 1..20000 return \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\")";
  for (const char* work : {"contains(x, substring(x, 2) + \"b\")", "string length(x)", "x = x + \"\"",
                           "split(x, \"b\")", "replace(x, \"b\", \"c\")", "upper case(x)", "substring(x, 2, 1)",
                           "substring before(x, \"b\")", "substring after(x, \"b\")"}) {
    const std::string text = "{x: " + grown + ", y: for i in 1..100000 return " + std::string(work) + "}.y";
    expect_stopped(spent(text, Budget{}), "feel-budget");
  }
}

TEST(Budget, replacing_in_what_was_replaced_builds_no_more_than_it_may) {
  const std::string a = repeated("a", 200), b = repeated("b", 200), c = repeated("c", 200), d = repeated("d", 200);
  const std::string two = "replace(replace(\"" + a + "\", \"a\", \"" + b + "\"), \"b\", \"" + c + "\")";
  EXPECT_EQ(spent("string length(" + two + ")", Budget{}).value.feel(), "8000000");
  expect_stopped(spent("string length(replace(" + two + ", \"c\", \"" + d + "\"))", Budget{}), "feel-budget");
}

TEST(Budget, text_has_a_length) {
  EXPECT_TRUE(Expression::compile(std::string(limits::kExpressionBytesMax - 1, ' ') + "1", Names(), Span{}).ok());
  EXPECT_FALSE(Expression::compile(std::string(limits::kExpressionBytesMax, ' ') + "1", Names(), Span{}).ok());
  EXPECT_FALSE(Expression::compile("\xff", Names(), Span{}).ok());
}

}  // namespace
}  // namespace aftale::feel
