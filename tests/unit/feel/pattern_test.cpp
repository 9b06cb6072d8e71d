#include "engine/feel/patterns/pattern.h"

#include <gtest/gtest.h>

#include <chrono>

namespace aftale::feel {
namespace {

struct Row {
  const char* text;
  const char* pattern;
  const char* flags;
  bool found;
};

TEST(Pattern, is_found_as_xpath_says) {
  const Row rows[] = {
      {"abracadabra", "bra", "", true},
      {"abracadabra", "^a.*a$", "", true},
      {"abracadabra", "^bra", "", false},
      {"a\nb", "a.b", "", false},
      {"a\nb", "a.b", "s", true},
      {"a\nb", "^b$", "", false},
      {"a\nb", "^b$", "m", true},
      {"a\n", "a$", "", false},
      {"HELLO", "hello", "", false},
      {"HELLO", "hello", "i", true},
      {"helloworld", "hello world", "x", true},
      {"hello world", "hello[ ]world", "x", true},
      {"hello world", "hello\\ sworld", "x", true},
      {"x", "[a-z-[aeiou]]", "", true},
      {"e", "[a-z-[aeiou]]", "", false},
      {"a-b", "^[a-]+b$", "", true},
      {"^", "[\\^]", "", true},
      {"&&", "^[&]+$", "", true},
      {"hej", "^\\p{IsBasicLatin}+$", "", true},
      {"blåbær", "^\\p{IsBasicLatin}+$", "", false},
      {"blåbær", "^\\p{L}+$", "", true},
      {"blåbær", "^\\w+$", "", true},
      {"a b", "^\\w+$", "", false},
      {"abab", "^(ab)\\1$", "", true},
      {"abac", "^(ab)\\1$", "", false},
      {"a1", "^(a)(?:\\d)$", "", true},
      {"xml:id", "^\\i\\c*$", "", true},
      {"1a", "^\\i\\c*$", "", false},
      {"😀", "^.$", "", true},
      {"{x}", "\\{x\\}", "", true},
      {"12", "^[0-9]{2,3}$", "", true},
      {"", "", "", true},
      {"m", "\\p{Lu}", "i", false},
      {"M", "\\p{Lu}+", "i", true},
      {"q", "[^Q]", "i", false},
      {"i", "[A-Z-[OI]]", "i", false},
      {"\u212A", "k", "i", true},
  };
  for (const Row& row : rows) {
    const tl::expected<Pattern, Text> pattern = Pattern::compile(row.pattern, row.flags);
    ASSERT_TRUE(pattern.has_value()) << row.pattern << ": " << pattern.error().en;
    EXPECT_EQ(pattern->found_in(row.text).value(), row.found) << row.pattern << " in " << row.text;
  }
}

TEST(Pattern, what_xpath_does_not_have_is_refused_with_a_reason) {
  const struct {
    const char* pattern;
    const char* flags;
  } rows[] = {{"(", ""},           {")", ""},
              {"[a", ""},          {"*a", ""},
              {"a**", ""},         {"a{", ""},
              {"a{,2}", ""},       {"a{3,2}", ""},
              {"(?=a)", ""},       {"(?i)a", ""},
              {"a++", ""},         {"\\b", ""},
              {"\\Qa\\E", ""},     {"a\\", ""},
              {"\\1(a)", ""},      {"(a\\1)", ""},
              {"(a)\\2", ""},      {"[\\1]", ""},
              {"[[:alpha:]]", ""}, {"\\p{IsNothing}", ""},
              {"\\pL", ""},        {"\\p{Alphabetic}", ""},
              {"\\p{Lx}", ""},     {"a", "q"},
              {"a", "si!"},        {"[z-a]", ""}};
  for (const auto& row : rows) {
    const tl::expected<Pattern, Text> pattern = Pattern::compile(row.pattern, row.flags);
    ASSERT_FALSE(pattern.has_value()) << row.pattern;
    EXPECT_FALSE(pattern.error().da.empty() || pattern.error().en.empty()) << row.pattern;
  }
}

TEST(Pattern, replaces_with_groups_and_signs) {
  const struct {
    const char* text;
    const char* pattern;
    const char* replacement;
    const char* wanted;
  } rows[] = {{"abracadabra", "bra", "*", "a*cada*"},
              {"abracadabra", "a.*?a", "*", "*c*bra"},
              {"darted", "^(.*?)d(.*)$", "$1c$2", "carted"},
              {"abcd", "(ab)|(a)", "[1=$1][2=$2]", "[1=ab][2=]cd"},
              {"a", "a", "\\$\\\\", "$\\"},
              {"ab", "(a)", "$12", "a2b"},
              {"ab", "(a)", "<$0>", "<a>b"},
              {"ab", "(a)", "$2", "b"},
              {"😀x😀", "😀", "🐎", "🐎x🐎"}};
  for (const auto& row : rows) {
    const Pattern pattern = std::move(Pattern::compile(row.pattern, "").value());
    EXPECT_EQ(pattern.replace(row.text, row.replacement).value(), row.wanted) << row.pattern;
  }
  const Pattern pattern = std::move(Pattern::compile("a", "").value());
  EXPECT_FALSE(pattern.replace("a", "$x").has_value());
  EXPECT_FALSE(pattern.replace("a", "\\n").has_value());
  EXPECT_FALSE(pattern.replace("a", "$").has_value());
}

TEST(Pattern, splits_and_keeps_empty_parts_but_never_cuts_at_nothing) {
  const Pattern semicolon = std::move(Pattern::compile(";", "").value());
  EXPECT_EQ(semicolon.split("a;b;;c;").value(), (std::vector<std::string>{"a", "b", "", "c", ""}));
  EXPECT_EQ(semicolon.split("").value(), std::vector<std::string>{""});
  const Pattern anything = std::move(Pattern::compile("x*", "").value());
  EXPECT_FALSE(anything.split("axb").has_value());
  EXPECT_FALSE(anything.replace("axb", "-").has_value());
}

TEST(Pattern, a_pattern_that_runs_wild_is_stopped_soon) {
  const Pattern wild = std::move(Pattern::compile("^(a+)+$", "").value());
  const auto start = std::chrono::steady_clock::now();
  const tl::expected<bool, Text> found = wild.found_in(std::string(40, 'a') + "b");
  EXPECT_FALSE(found.has_value());
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

TEST(Pattern, builds_little_more_than_there_is_room_for) {
  const auto pattern = Pattern::compile("a", "");
  const std::string text(1000, 'a'), fresh(100, 'b');
  EXPECT_EQ(pattern->replace(text, fresh)->size(), 100'000U);
  EXPECT_LE(pattern->replace(text, fresh, {{}, 5000})->size(), 5000U + fresh.size() + text.size());
  EXPECT_LE(pattern->split(text, {{}, 10})->size(), 12U);
}

TEST(Pattern, goes_on_only_while_it_is_let) {
  const auto pattern = Pattern::compile("^(a+)+$", "");
  const std::string text = std::string(40, 'a') + "!";
  for (const int most : {0, 1, 7}) {
    int asked = 0;
    EXPECT_FALSE(pattern->found_in(text, {[&] { return asked++ < most; }}).has_value());
    EXPECT_EQ(asked, most + 1);
  }
}

}  // namespace
}  // namespace aftale::feel
