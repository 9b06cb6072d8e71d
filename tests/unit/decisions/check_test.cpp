#include "tests/unit/decisions/table_maker.h"

namespace aftale::decisions {
namespace {

using Kind = feel::Type::Kind;

std::string danish(const std::vector<Diagnostic>& findings) {
  std::string out;
  for (const Diagnostic& finding : findings) out += render(finding, Language::da) + "\n";
  return out;
}

/// Those of one kind.
std::vector<Diagnostic> only(std::string_view code, std::vector<Diagnostic> findings) {
  std::erase_if(findings, [&](const Diagnostic& finding) { return finding.code != code; });
  return findings;
}

TEST(Check, an_overlap_of_a_unique_table_names_both_rows_and_an_example) {
  TableMaker maker(HitPolicy::unique);
  maker.input("kind", Kind::string).input("age", Kind::number).output("x", Kind::number);
  maker.row({"\"a\", \"b\"", "< 18"}, {"1"}).row({"\"c\"", ""}, {"2"}).row({"\"b\"", "[17..20]"}, {"3"});
  EXPECT_EQ(
      danish(only("overlap", check(maker.table))),
      "t.yaml:4:1: fejl[overlap]: Både række 1 (linje 2) og række 3 (linje 4) passer, for eksempel på kind = \"b\", "
      "age = 17; i en tabel med hit: unique må kun én passe\n");
}

TEST(Check, finds_overlaps_only_where_they_are_certain) {
  const struct {
    std::vector<std::string> left, right;
    const char* told;
  } rows[] = {
      {{"\"a\"", "< 18"}, {"\"a\"", ">= 18"}, ""},  {{"\"a\"", "<= 18"}, {"\"a\"", ">= 18"}, "overlap 3"},
      {{"\"a\"", ""}, {"", "5"}, "overlap 3"},      {{"", ""}, {"", ""}, "overlap 3"},
      {{"\"a\"", "? > x"}, {"\"a\"", "? < x"}, ""}, {{"\"a\"", "? > x"}, {"\"a\"", "? > x"}, "overlap 3"},
      {{"\"a\"", "? > x"}, {"\"b\"", "? > x"}, ""}, {{"\"a\"", "? > x"}, {"\"a\"", ""}, "overlap 3"},
      {{"\"a\"", "? > x"}, {"\"a\"", "5"}, ""},     {{"not(\"a\")", ""}, {"\"b\"", ""}, "overlap 3"},
  };
  for (const auto& row : rows) {
    TableMaker maker(HitPolicy::unique);
    maker.input("kind", Kind::string).input("age", Kind::number).input("x", Kind::number).output("y", Kind::number);
    auto left = row.left, right = row.right;
    left.emplace_back();
    right.emplace_back();
    maker.row(left, {"1"}).row(right, {"2"});
    EXPECT_EQ(codes(only("overlap", check(maker.table))), row.told)
        << row.left[0] << row.left[1] << row.right[0] << row.right[1];
  }
}

TEST(Check, rows_of_an_any_table_may_overlap_if_they_agree) {
  const std::vector<std::pair<const char*, const char*>> rows{{"1", ""}, {"2", "overlap 3"}, {"x", ""}};
  for (const auto& [output, told] : rows) {
    TableMaker maker(HitPolicy::any);
    maker.input("x", Kind::number).output("y", Kind::number);
    maker.row({"< 9"}, {"1"}).row({"> 5"}, {output});
    EXPECT_EQ(codes(check(maker.table)).substr(0, 9), told) << output;
  }
}

TEST(Check, finds_rows_that_never_fire) {
  using Rows = std::vector<std::vector<std::string>>;
  const struct {
    HitPolicy hit;
    Rows rows;
    const char* told;
  } tables[] = {
      {HitPolicy::first, {{"\"a\"", ""}, {"\"a\"", "5"}, {"", ""}}, "never-fires 3"},
      {HitPolicy::first, {{"", ""}, {"\"a\"", ""}}, "never-fires 3"},
      {HitPolicy::first, {{"\"a\"", "< 5"}, {"\"a\"", ">= 5"}, {"\"a\"", "[2..7]"}, {"", ""}}, "never-fires 4"},
      {HitPolicy::first, {{"\"a\"", "? > 5"}, {"\"a\"", "? > 5"}, {"", ""}}, ""},
      {HitPolicy::first, {{"\"a\"", "[9..5]"}, {"", ""}}, "never-fires 2"},
      {HitPolicy::collect, {{"", ""}, {"\"a\"", "[9..5]"}}, "never-fires 3"},
      {HitPolicy::collect, {{"", ""}, {"\"a\"", ""}}, ""},
      {HitPolicy::first,
       {{"\"a\", \"b\"", ""}, {"not(\"a\")", ""}, {"\"b\"", ""}, {"", ""}},
       "never-fires 4, never-fires 5"},
      // An input that is null comes to the last row.
      {HitPolicy::first, {{"\"a\"", ""}, {"\"b\"", ""}, {"", ""}}, ""},
  };
  for (const auto& table : tables) {
    TableMaker maker(table.hit);
    maker.input("kind", Kind::string).input("age", Kind::number).output("y", Kind::number);
    for (const auto& row : table.rows) maker.row(row, {"1"});
    EXPECT_EQ(codes(check(maker.table)), table.told) << table.rows[0][0] << " " << table.rows[1][0];
  }
}

TEST(Check, finds_gaps_where_the_values_can_be_counted) {
  TableMaker open(HitPolicy::first);
  open.input("kind", Kind::string).output("y", Kind::number);
  open.row({"\"a\""}, {"1"});
  EXPECT_EQ(codes(check(open.table)), "");

  TableMaker listed(HitPolicy::first);
  listed.input("kind", Kind::string, {"a", "b"}).input("member", Kind::boolean).output("y", Kind::number);
  listed.row({"\"a\"", ""}, {"1"}).row({"\"b\"", "true"}, {"2"});
  EXPECT_EQ(danish(check(listed.table)),
            "t.yaml:1:1: advarsel[gap]: Ingen række passer på kind = \"b\", member = false; tilføj en række, også hvis "
            "svaret er null\n");
  listed.row({"\"b\"", "false"}, {"3"});
  EXPECT_EQ(codes(check(listed.table)), "");

  for (const auto& [cell, told] : {std::pair{"<= 18", ""}, std::pair{"< 18", "gap 1"}}) {
    TableMaker ages(HitPolicy::unique);
    ages.input("age", Kind::number).output("y", Kind::number);
    ages.row({cell}, {"1"}).row({"> 18"}, {"2"});
    EXPECT_EQ(codes(check(ages.table)), told) << cell;
  }
}

TEST(Check, knows_the_values_that_a_column_may_have) {
  TableMaker maker(HitPolicy::first);
  maker.input("kind", Kind::string, {"rammeaftale", "samarbejde"}).output("y", Kind::string, {"ja", "nej"});
  maker.row({"\"rameaftale\""}, {"\"ja\""}).row({""}, {"if kind = \"x\" then \"ja\" else \"nje\""});
  EXPECT_EQ(danish(check(maker.table)),
            "t.yaml:2:10: fejl[unknown-value]: \"rameaftale\" er ikke blandt værdierne af kind; mente du "
            "\"rammeaftale\"?\n  muligt: rammeaftale, samarbejde\n"
            "t.yaml:3:90: fejl[unknown-value]: \"nje\" er ikke blandt værdierne af y; mente du \"nej\"?\n"
            "  muligt: ja, nej\n");
}

TEST(Check, overlaps_lie_within_the_values_that_a_column_may_have) {
  TableMaker maker(HitPolicy::unique);
  maker.input("kind", Kind::string, {"a", "b"}).output("y", Kind::number);
  maker.row({"not(\"a\")"}, {"1"}).row({"not(\"b\")"}, {"2"});
  EXPECT_EQ(danish(check(maker.table)), "");
}

TEST(Check, finds_gaps_in_the_product_of_all_columns) {
  using Rows = std::vector<std::vector<std::string>>;
  const struct {
    const char* name;
    Rows rows;  ///< kind (a or b), member, number, word, date
    const char* gap;
  } tables[] = {
      {"rows look at different columns",
       {{"", "", "1"}, {"", "", "", "", ">= @\"2022-01-01\""}},
       "number = 0, day = date(\"2021-12-31\")"},
      {"numbers, two columns", {{"\"a\"", "", "< 5"}, {"\"b\"", "", ">= 5"}}, "kind = \"a\", number = 5"},
      {"truths and a list", {{"\"a\"", "true"}, {"\"b\""}}, "kind = \"a\", member = false"},
      {"all of a list", {{"\"a\"", "true"}, {"\"b\""}, {"", "false"}}, ""},
      {"not", {{"not(\"a\")"}, {"\"a\"", "true"}, {"", "not(true)"}}, ""},
      {"a word that nobody has listed", {{"", "", "", "\"x\""}, {"", "", ">= 5"}}, "number = 4, word = \"xx\""},
      {"words to look up", {{"", "", "", "\"x\""}, {"", "", "", "\"y\""}}, ""},
      {"a hole between words to look up and numbers",
       {{"", "", "< 5", "\"x\""}, {"", "", "", "\"y\""}},
       "number = 5, word = \"x\""},
      {"between the numbers", {{"", "", "<= 4"}, {"", "", ">= 5"}}, "number = 4.5"},
      {"dates have no values between days",
       {{"", "", "", "", "<= @\"2022-01-01\""}, {"", "", "", "", ">= @\"2022-01-02\""}},
       ""},
      {"what is evaluated may match", {{"", "", "? * 2 = 4"}, {"\"a\""}}, ""},
      {"what is evaluated does not match elsewhere",
       {{"\"a\"", "", "? * 2 = 4"}, {"\"b\"", "true"}},
       "kind = \"b\", member = false"},
  };
  for (const auto& table : tables) {
    TableMaker maker(HitPolicy::first);
    maker.input("kind", Kind::string, {"a", "b"}).input("member", Kind::boolean).input("number", Kind::number);
    maker.input("word", Kind::string).input("day", Kind::date).output("y", Kind::number);
    for (std::vector<std::string> row : table.rows) {
      row.resize(5);
      maker.row(row, {"1"});
    }
    const std::string gap = table.gap;
    EXPECT_EQ(danish(only("gap", check(maker.table))), gap.empty()
                                                           ? ""
                                                           : "t.yaml:1:1: advarsel[gap]: Ingen række passer på " + gap +
                                                                 "; tilføj en række, også hvis svaret er null\n")
        << table.name;
  }
}

TEST(Check, many_columns_are_no_hindrance) {
  TableMaker maker(HitPolicy::first);
  for (int i = 0; i < 12; ++i) maker.input("x" + std::to_string(i), Kind::number);
  maker.output("y", Kind::number);
  maker.row(std::vector<std::string>(12, "[1..5]"), {"1"}).row(std::vector<std::string>(12, "[2..6]"), {"2"});
  EXPECT_EQ(codes(check(maker.table)), "gap 1");
}

TEST(Check, says_that_a_table_is_too_large_to_be_examined) {
  constexpr std::size_t kColumns = 24;
  TableMaker maker(HitPolicy::first);
  for (std::size_t i = 0; i < kColumns; ++i) maker.input("x" + std::to_string(i), Kind::number);
  maker.output("y", Kind::number);
  // Each row looks at two columns, so that nearly every set of them may be left.
  for (std::size_t i = 0; i < kColumns; ++i) {
    std::vector<std::string> row(kColumns);
    row[kColumns - 1 - i] = "> 1";
    row[(kColumns * 2 - 8 - i) % kColumns] = "> 2";
    maker.row(row, {"1"});
  }
  EXPECT_EQ(codes(check(maker.table)), "not-examined 1");
}

}  // namespace
}  // namespace aftale::decisions
