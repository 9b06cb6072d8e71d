#include "adapters/sheets/xlsx.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "adapters/sheets/cell_text.h"
#include "adapters/sheets/writer_library.h"
#include "engine/base/words.h"

namespace aftale::sheets {
namespace {

time::Instant nine_o_clock() {
  return *time::Instant::parse("2022-11-11T08:00:00Z");
}

TEST(CellText, ATextFitsItsCellOrIsCut) {
  const std::string full(kCellUnitsMax, 'a');
  EXPECT_EQ(cell_text(full, kCellUnitsMax).text, full);
  EXPECT_FALSE(cell_text(full, kCellUnitsMax).cut);
  const CellText longer = cell_text(full + "b", kCellUnitsMax);
  EXPECT_TRUE(longer.cut);
  EXPECT_EQ(code_points(longer.text), kCellUnitsMax);
  EXPECT_TRUE(longer.text.ends_with("a…"));
}

TEST(CellText, ALetterOfTwoUnitsIsNotCutInTwo) {
  EXPECT_EQ(cell_text("a😀", 3).text, "a😀");
  EXPECT_EQ(cell_text("aa😀", 3).text, "aa…");
  EXPECT_EQ(cell_text("a😀b", 3).text, "a…");
}

TEST(CellText, WhatXmlCannotCarryIsReplacedAndWhatLooksLikeAnEscapeIsEscaped) {
  const struct {
    const char* given;
    const char* held;
  } rows[] = {{"=1+1", "=1+1"},
              {"en\nto\ttre", "en\nto\ttre"},
              {"bel\x07", "bel\xef\xbf\xbd"},
              {"\x1b[31m", "\xef\xbf\xbd[31m"},
              {"bad \xff byte", "bad \xef\xbf\xbd byte"},
              {"\xef\xbf\xbe", "\xef\xbf\xbd"},
              {"_x0041_", "_x005F_x0041_"},
              {"_x004_", "_x004_"},
              {"a_x00e5_x00E6_", "a_x005F_x00e5_x005F_x00E6_"}};
  for (const auto& row : rows) EXPECT_EQ(cell_text(row.given, kCellUnitsMax).text, row.held) << row.given;
}

TEST(SheetName, IsOneThatIsAllowedAndNotTaken) {
  std::set<std::string> taken;
  EXPECT_EQ(sheet_name("Mødeplan", taken), "Mødeplan");
  EXPECT_EQ(sheet_name("MØDEPLAN", taken), "MØDEPLAN 2");
  EXPECT_EQ(sheet_name("a/b:c[d]", taken), "a b c d");
  EXPECT_EQ(sheet_name("'citat'", taken), "citat");
  EXPECT_EQ(sheet_name("", taken), "1");
  EXPECT_EQ(sheet_name(std::string(31, 'x'), taken), std::string(31, 'x'));
  EXPECT_EQ(sheet_name(std::string(32, 'x'), taken), std::string(29, 'x') + " 2");
}

TEST(Xlsx, ARowMoreThanASheetTakesIsRefused) {
  Workbook book{"", nine_o_clock(), {{"Status", {{"sag", 10}}, {}}}};
  book.sheets.front().rows.resize(kRowsMax);
  const Result<Xlsx> refused = xlsx(book);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error()->kind, Error::Kind::refused);
  EXPECT_STREQ(refused.error()->findings.front().code, "too-large");
  book.sheets.front().rows.resize(kRowsMax - 1);
  EXPECT_TRUE(xlsx(book));
}

TEST(Xlsx, TheSameValuesAtTheSameMomentAreTheSameBytes) {
  const Workbook book{"Sag", nine_o_clock(), {{"Status", {{"sag", 10}}, {{{"a"}}, {{std::int64_t{7}, Tone::bad}}}}}};
  const Result<Xlsx> one = xlsx(book), other = xlsx(book);
  ASSERT_TRUE(one && other);
  EXPECT_EQ(one->bytes, other->bytes);
  EXPECT_TRUE(one->bytes.starts_with("PK"));
}

TEST(Xlsx, TextsThatWereCutAreCounted) {
  const Workbook book{"", nine_o_clock(), {{"S", {{"t", 10}}, {{{std::string(kCellUnitsMax + 1, 'a')}}, {{"kort"}}}}}};
  const Result<Xlsx> made = xlsx(book);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->cut, 1u);
}

TEST(Xlsx, WithoutAFolderToWorkInItSaysWhichOneToSet) {
  const char* const before = std::getenv("TMPDIR");
  const std::string kept = before ? before : "";
  ::setenv("TMPDIR", "/mangler/her", 1);
  const Result<Xlsx> refused = xlsx({"", nine_o_clock(), {}});
  before ? ::setenv("TMPDIR", kept.c_str(), 1) : ::unsetenv("TMPDIR");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error()->kind, Error::Kind::unavailable);
  EXPECT_STREQ(refused.error()->findings.front().code, "not-writable");
}

TEST(Xlsx, WithoutTheLibraryItSaysWhatToInstall) {
  const Result<const WriterLibrary*> refused = WriterLibrary::load("libmangler.so.0");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error()->kind, Error::Kind::unavailable);
  EXPECT_STREQ(refused.error()->findings.front().code, "no-library");
  EXPECT_NE(refused.error()->findings.front().message.da.find("libmangler.so.0"), std::string::npos);
  EXPECT_FALSE(WriterLibrary::load("libc.so.6")) << "a library without its functions is none";
}

TEST(Xlsx, LeavesNothingBehind) {
  const std::filesystem::path folder = std::filesystem::path(testing::TempDir()) / "aftale-xlsx";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directory(folder);
  const char* const before = std::getenv("TMPDIR");
  const std::string kept = before ? before : "";
  ::setenv("TMPDIR", folder.c_str(), 1);
  const Result<Xlsx> made = xlsx({"", nine_o_clock(), {{"S", {{"t", 10}}, {{{"a"}}}}}});
  before ? ::setenv("TMPDIR", kept.c_str(), 1) : ::unsetenv("TMPDIR");
  EXPECT_TRUE(made);
  EXPECT_TRUE(std::filesystem::is_empty(folder));
}

}  // namespace
}  // namespace aftale::sheets
