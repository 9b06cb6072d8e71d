#include "engine/commands/given_names.h"

#include <gtest/gtest.h>

#include "engine/base/limits.h"

/// Names that people give are names that others can type, and that show what they are.
namespace aftale::commands {
namespace {

struct NameRow {
  std::string name;
  bool key, file;  ///< may be one
};

TEST(GivenNames, are_what_people_can_see_and_type_again) {
  const std::string longest_key(limits::kKeyBytesMax, 'a'), longest_file(limits::kFileNameBytesMax, 'a');
  const NameRow rows[] = {
      {"nordjylland-2023-24", true, true},
      {"Sag 12", true, true},
      {"æøå_Ü.1", true, true},
      {"договор-1", true, true},
      {"協定", true, true},
      {"उदाहरण", true, true},  // vowels of this script are marks
      {"help", true, true},
      {"", false, false},
      {"-x", false, true},
      {"--db", false, true},
      {" a", false, true},
      {"a ", false, true},
      {"a  b", false, true},
      {"a\tb", false, false},
      {"a\nb", false, false},
      {"a\x7f", false, false},
      {"a\u200bb", false, true},  // zero width
      {"a\u200db", false, true},  // joiner: emoji and Indic file names have it
      {"a\u00a0b", false, true},  // no-break space: macOS writes it
      {"a\u00adb", false, true},  // soft hyphen
      {"a\ufeff", false, true},
      {"\u2800", false, true},     // a Braille blank
      {"\u3164", false, true},     // a letter that nobody sees
      {"a\u202eb", false, false},  // turns what follows
      {"a\u2066b", false, false},
      {"a\u061cb", false, false},
      {"a\u2028b", false, false},
      {"a\u0085b", false, false},
      {"\U000E0041", false, true},  // a tag
      {"a/b", false, false},
      {"..", false, false},
      {".", false, false},
      {"-._", false, true},
      {"a:b", false, true},
      {"a*b", false, true},
      {"a$b", false, true},
      {"a\"b", false, true},
      {"a😀", false, true},
      {"a\u030a", false, true},  // å of two characters: looks like another key
      {"\u0301a", false, true},  // begins with a mark
      {"a\xff", false, false},
      {longest_key, true, true},
      {longest_key + "a", false, true},
      {longest_file, false, true},
      {longest_file + "a", false, false},
  };
  for (const NameRow& row : rows) {
    EXPECT_EQ(check_new_key(row.name).has_value(), row.key) << row.name;
    EXPECT_EQ(check_file_name(row.name).has_value(), row.file) << row.name;
  }
}

TEST(GivenNames, what_is_wrong_is_named_in_both_languages) {
  const Result<void> key = check_new_key("a\u202eb"), file = check_file_name("a/b");
  ASSERT_FALSE(key || file);
  EXPECT_NE(key.error()->findings.front().message.da.find("U+202E"), std::string::npos);
  EXPECT_EQ(key.error()->findings.front().message.en.rfind("The key of the case", 0), 0u);
  EXPECT_EQ(file.error()->findings.front().message.da.rfind("Filens navn", 0), 0u);
}

}  // namespace
}  // namespace aftale::commands
