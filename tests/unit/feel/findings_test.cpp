#include <gtest/gtest.h>

#include "engine/feel/expression.h"

namespace aftale::feel {
namespace {

/// The text itself as the source of the caret lines.
class TextLines final : public SourceLines {
 public:
  explicit TextLines(std::string text) : text_(std::move(text)) {}
  std::string line(const std::string&, std::uint32_t line) const override {
    std::size_t begin = 0;
    for (std::uint32_t i = 1; i < line; ++i) begin = text_.find('\n', begin) + 1;
    return text_.substr(begin, text_.find('\n', begin) - begin);
  }

 private:
  std::string text_;
};

std::string findings_of(const std::string& text, Language language) {
  Names names;
  names.add("rejected", 0, Type::Kind::number);
  names.add("first_day", 1, Type::Kind::date);
  names.add("party", 2, Type::record({{"code", Type::Kind::string}, {"title", Type::Kind::string}}));
  const TextLines lines(text);
  std::string out;
  for (const Diagnostic& finding : Expression::compile(text, names, Span{"f.yaml", 1, 1, 0}).findings) {
    out += render(finding, language, &lines) + "\n";
  }
  return out;
}

TEST(Findings, tell_place_and_way_out_in_both_languages) {
  const struct {
    const char *text, *da, *en;
  } rows[] = {
      {"rejectd >= 1",
       "f.yaml:1:1: fejl[unknown-name]: navnet `rejectd` findes ikke her; mente du `rejected`?\n"
       "  rejectd >= 1\n  ^~~~~~~\n  muligt: rejected\n",
       "f.yaml:1:1: error[unknown-name]: there is no name `rejectd` here; did you mean `rejected`?\n"
       "  rejectd >= 1\n  ^~~~~~~\n  possible: rejected\n"},
      {"party.cod = \"0851\"",
       "f.yaml:1:7: fejl[unknown-member]: `party` har ikke `cod`; mente du `code`?\n"
       "  party.cod = \"0851\"\n        ^~~\n  muligt: code, title\n",
       "f.yaml:1:7: error[unknown-member]: `party` has no `cod`; did you mean `code`?\n"
       "  party.cod = \"0851\"\n        ^~~\n  possible: code, title\n"},
      {"first_day + 1",
       "f.yaml:1:1: fejl[wrong-type]: `+` kan ikke regne med en dato og et tal; skriv antallet af dage som `@\"P1D\"` "
       "eller "
       "`duration(\"P1D\")`\n  first_day + 1\n  ^~~~~~~~~~~~~\n",
       "f.yaml:1:1: error[wrong-type]: `+` cannot take a date and a number; write the number of days as `@\"P1D\"` or "
       "`duration(\"P1D\")`\n  first_day + 1\n  ^~~~~~~~~~~~~\n"},
      {"rejected == 1", "f.yaml:1:10: fejl[feel-syntax]: skriv `=` i stedet for `==`\n  rejected == 1\n           ^~\n",
       "f.yaml:1:10: error[feel-syntax]: write `=` instead of `==`\n  rejected == 1\n           ^~\n"},
      {"true and\n  substring(\"æøå\",\n    rejekted)",
       "f.yaml:3:5: fejl[unknown-name]: navnet `rejekted` findes ikke her; mente du `rejected`?\n"
       "      rejekted)\n      ^~~~~~~~\n  muligt: rejected\n"
       "f.yaml:2:3: fejl[wrong-type]: hver side af `and` skal være sandt eller falsk, men er en tekst; skriv en "
       "sammenligning, "
       "fx `... = ...`\n    substring(\"æøå\",\n    ^~~~~~~~~~~~~~~~\n",
       nullptr}};
  for (const auto& row : rows) {
    EXPECT_EQ(findings_of(row.text, Language::da), row.da) << row.text;
    if (row.en != nullptr) {
      EXPECT_EQ(findings_of(row.text, Language::en), row.en) << row.text;
    }
  }
}

TEST(Findings, have_stable_codes_and_places) {
  const struct {
    const char *text, *code;
    std::uint32_t column;
  } rows[] = {{"", "feel-syntax", 1},
              {"1 +", "feel-syntax", 4},
              {"(1", "feel-syntax", 3},
              {"[1, 2", "feel-syntax", 6},
              {"\"abc", "feel-syntax", 1},
              {"1 /* abc", "feel-syntax", 3},
              {"1 2", "feel-syntax", 3},
              {"true && false", "feel-syntax", 6},
              {"true || false", "feel-syntax", 6},
              {"!true", "feel-syntax", 1},
              {"'a'", "feel-syntax", 1},
              {"if true then 1", "feel-syntax", 15},
              {"{a: 1, a: 2}", "feel-syntax", 8},
              {"\"\\uZZZZ\"", "feel-syntax", 1},
              {"1 instance of numbr", "feel-syntax", 15},
              {"Monthly payment > 3", "unknown-name", 1},
              {"strng length(\"a\")", "unknown-function", 1},
              {"substring(\"a\")", "wrong-arguments", 1},
              {"substring(txt: \"a\")", "wrong-arguments", 1},
              {"(function(x) x)(1, 2)", "wrong-arguments", 1},
              {"first_day.yaer", "unknown-member", 11},
              {"party.code.x", "unknown-member", 12},
              {"first_day = \"2023-01-01\"", "wrong-type", 1},
              {"rejected in [\"a\"]", "wrong-type", 13},
              {"rejected and true", "wrong-type", 1},
              {"if rejected then 1 else 2", "wrong-type", 4},
              {"[1, 2][\"a\"]", "wrong-type", 8},
              {"party < party", "wrong-type", 1},
              {"-first_day", "wrong-type", 1},
              {"@\"2023-02-30\"", "wrong-type", 1},
              {"[1..\"a\"]", "wrong-type", 1}};
  Names names;
  names.add("rejected", 0, Type::Kind::number);
  names.add("first_day", 1, Type::Kind::date);
  names.add("party", 2, Type::record({{"code", Type::Kind::string}}));
  for (const auto& row : rows) {
    const auto checked = Expression::compile(row.text, names, Span{"f", 1, 1, 0});
    ASSERT_FALSE(checked.findings.empty()) << row.text;
    EXPECT_STREQ(checked.findings[0].code, row.code) << row.text;
    EXPECT_EQ(checked.findings[0].where->column, row.column) << row.text;
    EXPECT_FALSE(checked.findings[0].message.da.empty());
    EXPECT_FALSE(checked.findings[0].message.en.empty());
  }
}

TEST(Findings, lenient_reading_only_refuses_what_cannot_be_read) {
  for (const char* text : {"nobody + 1", "nobody(1)", "1 + \"a\"", "{a: 1}.b", "substring(\"a\")"}) {
    const auto checked = Expression::compile(text, Names(), Span{"f", 1, 1, 0}, true);
    EXPECT_TRUE(checked.findings.empty()) << text;
    const Evaluation result = checked.value->evaluate(ArrayScope({}), Host());
    EXPECT_TRUE(result.value.is_null()) << text;
    EXPECT_FALSE(result.diagnostics.empty()) << text;
  }
  EXPECT_FALSE(Expression::compile("1 +", Names(), Span{}, true).ok());
}

TEST(Findings, place_of_an_expression_inside_its_file_counts) {
  const auto checked = Expression::compile("1 +\n nobody", Names(), Span{"f.yaml", 12, 20, 0});
  ASSERT_EQ(checked.findings.size(), 1U);
  EXPECT_EQ(*checked.findings[0].where, (Span{"f.yaml", 13, 2, 6}));
  const auto first = Expression::compile("æ + nobody", Names(), Span{"f.yaml", 12, 20, 0});
  EXPECT_EQ(*first.findings[1].where, (Span{"f.yaml", 12, 24, 6}));
}

}  // namespace
}  // namespace aftale::feel
