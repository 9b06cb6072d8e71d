#include "engine/base/words.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace aftale {
namespace {

TEST(Words, invalid_utf8_is_found_at_its_first_byte) {
  const auto npos = std::string_view::npos;
  const std::vector<std::pair<std::string, std::size_t>> cases{{"", npos},
                                                               {"abc", npos},
                                                               {"æøå", npos},
                                                               {"😀", npos},
                                                               {"\xef\xbf\xbf", npos},
                                                               {"\xf4\x8f\xbf\xbf", npos},
                                                               {"a\x80", 1},
                                                               {"\xc0\xaf", 0},
                                                               {"\xc1\xbf", 0},
                                                               {"ab\xe0\x80\x80", 2},
                                                               {"\xed\xa0\x80", 0},
                                                               {"\xf0\x80\x80\x80", 0},
                                                               {"\xf4\x90\x80\x80", 0},
                                                               {"\xf5\x80\x80\x80", 0},
                                                               {"a\xc3", 1},
                                                               {"\xe2\x82", 0},
                                                               {"\xf0\x9f\x98", 0}};
  for (const auto& [text, expected] : cases) EXPECT_EQ(invalid_utf8(text), expected);
}

TEST(Words, code_points_and_columns_are_counted_apart) {
  struct Case {
    const char* text;
    std::size_t points, columns;
  };
  for (const Case& one :
       {Case{"", 0, 0}, {"Ærø", 3, 3}, {"e\u0301", 2, 1}, {"日本", 2, 4}, {"😀", 1, 2}, {"a\u200Bb", 3, 2}}) {
    EXPECT_EQ(code_points(one.text), one.points) << one.text;
    EXPECT_EQ(display_width(one.text), one.columns) << one.text;
  }
}

TEST(Words, decomposed_letters_become_one) {
  EXPECT_EQ(nfc("A\u030Alborg"), "\u00C5lborg");
  EXPECT_EQ(nfc("plain"), "plain");
  EXPECT_EQ(folded("  A\u030ALBORG \t\u00A0Byråd\n"), "ålborg byråd");
  EXPECT_EQ(folded(" \n"), "");
  EXPECT_EQ(folded("ÆRØ"), "ærø");
}

TEST(Words, danish_order_puts_ae_oe_aa_last) {
  std::vector<std::string> names{"Århus",       "Aalborg", "Ærø",    "Øster", "Zoo",
                                 "Brønderslev", "Ålborg",  "Aarhus", "Viborg"};
  std::sort(names.begin(), names.end(), [](const auto& a, const auto& b) {
    const int order = collate_danish(a, b);
    return order != 0 ? order < 0 : a < b;
  });
  EXPECT_EQ(names, (std::vector<std::string>{"Brønderslev", "Viborg", "Zoo", "Ærø", "Øster", "Ålborg", "Aalborg",
                                             "Århus", "Aarhus"}));
  EXPECT_EQ(collate_danish("A\u030A", "\u00C5"), 0);
  EXPECT_LT(collate_danish("a", "b"), 0);
  EXPECT_GT(collate_danish("b", "a"), 0);
}

TEST(Words, the_nearest_word_is_a_near_miss_or_none) {
  const std::vector<std::string> words{"approve", "postpone", "withdraw", "owner", "Aalborg/byråd"};
  const std::vector<std::pair<std::string, std::string>> cases{{"aprove", "approve"},
                                                               {"apporve", "approve"},
                                                               {"APPROVE", "approve"},
                                                               {"onwer", "owner"},
                                                               {"owned", "owner"},
                                                               {"aalborg/byrad", "Aalborg/byråd"},
                                                               {"withdrawal", "withdraw"},
                                                               {"reject", ""},
                                                               {"xx", ""},
                                                               {"", ""},
                                                               {"oxxer", ""},
                                                               {std::string(10'000, 'a'), ""}};
  for (const auto& [word, expected] : cases) EXPECT_EQ(nearest(word, words), expected) << word.substr(0, 20);
  EXPECT_EQ(nearest("abc", {}), "");
}

TEST(Words, lists_are_joined_as_people_write_them) {
  EXPECT_EQ(joined({}, "og"), "");
  EXPECT_EQ(joined({"a"}, "og"), "a");
  EXPECT_EQ(joined({"a", "b"}, "eller"), "a eller b");
  EXPECT_EQ(joined({"a", "b", "c"}, "and"), "a, b and c");
}

}  // namespace
}  // namespace aftale
