#include "engine/base/diagnostic.h"

#include <gtest/gtest.h>

#include <map>

#include "engine/base/result.h"

namespace aftale {
namespace {

class FewLines final : public SourceLines {
 public:
  explicit FewLines(std::map<std::uint32_t, std::string> lines) : lines_(std::move(lines)) {}
  std::string line(const std::string&, std::uint32_t line) const override {
    const auto found = lines_.find(line);
    return found == lines_.end() ? std::string() : found->second;
  }

 private:
  std::map<std::uint32_t, std::string> lines_;
};

Diagnostic finding(std::optional<Span> where, std::vector<std::string> possible = {}) {
  return {"unknown-key",
          Severity::error,
          {"Nøglen kendes ikke", "The key is not known"},
          std::move(where),
          std::move(possible)};
}

TEST(Diagnostic, is_rendered_with_its_place_line_and_caret) {
  const FewLines lines({{3, "  ejér: DAS"},
                        {4, "\t日本: x"},
                        {5,
                         "a\x1b[31m\xff"
                         "b"},
                        {6, "e\xcc\x81t: 1"},
                        {7, "kort"}});
  struct Case {
    const char* name;
    std::optional<Span> where;
    Language language;
    const char* expected;
  };
  const std::vector<Case> cases{
      {"no place", std::nullopt, Language::en, "error[unknown-key]: The key is not known"},
      {"only the file", Span{"a.yaml"}, Language::da, "a.yaml: fejl[unknown-key]: Nøglen kendes ikke"},
      {"a line that is not to be had", Span{"a.yaml", 99, 2, 1}, Language::en,
       "a.yaml:99:2: error[unknown-key]: The key is not known"},
      {"columns are code points", Span{"a.yaml", 3, 3, 4}, Language::da,
       "a.yaml:3:3: fejl[unknown-key]: Nøglen kendes ikke\n    ejér: DAS\n    ^~~~"},
      {"after a letter outside ASCII", Span{"a.yaml", 3, 9, 3}, Language::da,
       "a.yaml:3:9: fejl[unknown-key]: Nøglen kendes ikke\n    ejér: DAS\n          ^~~"},
      {"wide letters take two columns, a tab one", Span{"a.yaml", 4, 2, 2}, Language::en,
       "a.yaml:4:2: error[unknown-key]: The key is not known\n   日本: x\n   ^~~~"},
      {"controls and invalid bytes are shown as U+FFFD", Span{"a.yaml", 5, 8, 1}, Language::en,
       "a.yaml:5:8: error[unknown-key]: The key is not known\n  a\uFFFD[31m\uFFFDb\n         ^"},
      {"a letter out of two code points is one", Span{"a.yaml", 6, 3, 1}, Language::en,
       "a.yaml:6:3: error[unknown-key]: The key is not known\n  \u00e9t: 1\n    ^"},
      {"a place past the end of the line", Span{"a.yaml", 7, 50, 9}, Language::en,
       "a.yaml:7:50: error[unknown-key]: The key is not known\n  kort\n      ^"},
      {"length reaching past the end", Span{"a.yaml", 7, 3, 99}, Language::en,
       "a.yaml:7:3: error[unknown-key]: The key is not known\n  kort\n    ^~"},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(render(finding(one.where), one.language, &lines), one.expected) << one.name;
  }
}

TEST(Diagnostic, lists_what_is_possible_in_the_last_line) {
  EXPECT_EQ(render(finding(Span{"a.yaml", 1, 1, 1}, {"owner", "title"}), Language::en),
            "a.yaml:1:1: error[unknown-key]: The key is not known\n  possible: owner, title");
  EXPECT_EQ(render(finding(std::nullopt, {"owner"}), Language::da),
            "fejl[unknown-key]: Nøglen kendes ikke\n  muligt: owner");
}

TEST(Diagnostic, shows_a_part_of_a_very_long_line) {
  const FewLines lines({{1, std::string(5'000, 'a') + "X" + std::string(5'000, 'b')}});
  const std::string text = render(finding(Span{"a.yaml", 1, 5'001, 1}), Language::en, &lines);
  const std::size_t source = text.find('\n') + 3, caret_line = text.find('\n', source) + 3;
  EXPECT_LT(text.size(), 500u);
  EXPECT_EQ(text.substr(source, 3), "…");
  // The ellipsis is three bytes in one column.
  EXPECT_EQ(text[source + 2 + (text.find('^') - caret_line)], 'X');
}

TEST(Diagnostic, a_message_cannot_steer_the_terminal) {
  Diagnostic bad = finding(std::nullopt);
  bad.message = same_text("\x1b]0;x\a \u202Eabc");
  EXPECT_EQ(render(bad, Language::en), "error[unknown-key]: \uFFFD]0;x\uFFFD \uFFFDabc");
}

TEST(Diagnostic, severities_have_names_in_both_languages) {
  EXPECT_EQ(severity_name(Severity::note, Language::da), "bemærkning");
  EXPECT_EQ(severity_name(Severity::warning, Language::da), "advarsel");
  EXPECT_EQ(severity_name(Severity::error, Language::da), "fejl");
  EXPECT_EQ(severity_name(Severity::note, Language::en), "note");
  EXPECT_EQ(severity_name(Severity::warning, Language::en), "warning");
  EXPECT_EQ(severity_name(Severity::error, Language::en), "error");
}

TEST(Text, is_shown_in_the_other_language_where_one_is_missing) {
  EXPECT_EQ((Text{"ja", "yes"}.in(Language::da)), "ja");
  EXPECT_EQ((Text{"ja", ""}.in(Language::en)), "ja");
  EXPECT_EQ((Text{"", "yes"}.in(Language::da)), "yes");
}

Result<int> half(int number) {
  if (number % 2 != 0) return fail(Error::Kind::refused, "odd", {"ulige", "odd"}, {"2", "4"});
  return number / 2;
}

Result<int> quarter(int number) {
  AFTALE_TRY(const int once, half(number));
  AFTALE_TRY(const int twice, half(once));
  return twice;
}

TEST(Result, an_error_passes_through_unchanged) {
  EXPECT_EQ(quarter(12).value(), 3);
  const auto failed = quarter(6);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error()->kind, Error::Kind::refused);
  EXPECT_STREQ(code_of(failed.error()), "odd");
  EXPECT_EQ(failed.error()->findings.front().possible, (std::vector<std::string>{"2", "4"}));
}

TEST(Result, warnings_do_not_spoil_a_value) {
  Diagnostic warning = finding(std::nullopt);
  warning.severity = Severity::warning;
  EXPECT_TRUE((Checked<int>{1, {warning}}.ok()));
  EXPECT_FALSE((Checked<int>{1, {warning, finding(std::nullopt)}}.ok()));
  EXPECT_FALSE((Checked<int>{std::nullopt, {warning}}.ok()));
}

TEST(ResultDeathTest, an_error_without_a_finding_is_our_own_mistake) {
  EXPECT_DEATH(static_cast<void>(fail(Error::Kind::refused, {})), "broken invariant");
}

}  // namespace
}  // namespace aftale
