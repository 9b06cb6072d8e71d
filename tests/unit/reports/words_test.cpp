#include <gtest/gtest.h>

#include "adapters/reports/case_words.h"
#include "adapters/reports/html.h"
#include "adapters/reports/matrix_words.h"

namespace aftale::reports {
namespace {

using cases::Matrix;

time::CivilDate day(const char* iso) {
  return *time::CivilDate::parse_iso(iso);
}

std::string shown(const Matrix::Cell& cell, const Text& said, Language language) {
  const CellWords words = words_of(cell, said);
  const std::string date = cell.date ? (words.before.empty() ? "" : " ") + cell.date->iso() : std::string();
  return words.sign + std::string(" ") + words.before.in(language) + date + words.after.in(language) + " | " +
         words.state.in(language);
}

TEST(MatrixWords, EachCellHasASignAndWordsThatSayItAll) {
  using Mark = Matrix::Mark;
  const auto met = day("2022-11-21");
  const Text said{"anbefalet", "recommended"};
  // Mark, word, date, late, minutes missing.
  const struct {
    Matrix::Cell cell;
    Text said;
    const char *da, *en;
    Mood mood;
  } rows[] = {
      {{Mark::none, {}, {}, false, false}, {}, "· ikke her | ikke her", "· not here | not here", Mood::none},
      {{Mark::done, {}, met, false, false},
       said,
       "✔ anbefalet 2022-11-21 | anbefalet",
       "✔ recommended 2022-11-21 | recommended",
       Mood::good},
      {{Mark::done, {}, met, false, false}, {}, "✔ klar 2022-11-21 | klar", "✔ done 2022-11-21 | done", Mood::good},
      {{Mark::forwarded, {}, met, false, false},
       said,
       "→ sendt videre 2022-11-21 | sendt videre",
       "→ passed on 2022-11-21 | passed on",
       Mood::good},
      {{Mark::refused, {}, met, false, false},
       {"afvist", "rejected"},
       "✘ afvist 2022-11-21 | afvist",
       "✘ rejected 2022-11-21 | rejected",
       Mood::bad},
      {{Mark::open, {}, {}, false, false}, {}, "● i gang | i gang", "● under way | under way", Mood::under_way},
      {{Mark::open, {}, met, false, false},
       {},
       "● møde 2022-11-21 | i gang",
       "● meeting 2022-11-21 | under way",
       Mood::under_way},
      {{Mark::open, {}, {}, true, false}, {}, "● for sent | for sent", "● late | late", Mood::bad},
      {{Mark::open, {}, met, true, false},
       {},
       "● møde 2022-11-21, for sent | i gang, for sent",
       "● meeting 2022-11-21, late | under way, late",
       Mood::bad},
      {{Mark::open, {}, met, false, true},
       {},
       "● 2022-11-21, referat mangler | referat mangler",
       "● 2022-11-21, minutes missing | minutes missing",
       Mood::attention},
      {{Mark::open, {}, met, true, true},
       {},
       "● 2022-11-21, referat mangler, for sent | referat mangler, for sent",
       "● 2022-11-21, minutes missing, late | minutes missing, late",
       Mood::bad},
      {{Mark::waiting, {}, {}, false, false}, {}, "○ venter | venter", "○ waiting | waiting", Mood::waits},
      {{Mark::waiting, {}, met, false, false},
       {},
       "○ venter, møde 2022-11-21 | venter",
       "○ waiting, meeting 2022-11-21 | waiting",
       Mood::waits},
      {{Mark::postponed, {}, {}, false, false}, {}, "! udsat | udsat", "! postponed | postponed", Mood::attention},
      {{Mark::postponed, {}, met, false, false},
       {},
       "! udsat til 2022-11-21 | udsat",
       "! postponed to 2022-11-21 | postponed",
       Mood::attention},
      {{Mark::postponed, {}, met, true, true},
       {},
       "! udsat til 2022-11-21, referat mangler, for sent | udsat, referat mangler, for sent",
       "! postponed to 2022-11-21, minutes missing, late | postponed, minutes missing, late",
       Mood::bad},
      {{Mark::cancelled, {}, {}, false, false}, {}, "– udgået | udgået", "– cancelled | cancelled", Mood::none},
      {{Mark::not_reported, {}, {}, false, false},
       {},
       "– ikke meldt | ikke meldt",
       "– not reported | not reported",
       Mood::attention},
      {{Mark::asked, {}, {}, true, false},
       {},
       "? spurgt igen, for sent | spurgt igen, for sent",
       "? asked again, late | asked again, late",
       Mood::bad},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(shown(row.cell, row.said, Language::da), row.da);
    EXPECT_EQ(shown(row.cell, row.said, Language::en), row.en);
    EXPECT_EQ(words_of(row.cell, row.said).mood, row.mood) << row.da;
  }
}

TEST(MatrixWords, TheKindsOfATotalAreToldWhereThereAreAny) {
  Matrix::Totals totals;
  totals.rows = 12;
  totals.done = 9;
  totals.missing = 3;
  totals.late = 2;
  totals.approves = totals.of_parties = true;
  EXPECT_EQ(rows_of(totals).da + kinds_of(totals).da, "12 parter: 9 ✔ godkendt · 3 mangler (heraf 2 for sent)");
  EXPECT_EQ(rows_of(totals).en + kinds_of(totals).en, "12 parties: 9 ✔ approved · 3 missing (2 of them late)");
  totals.rows = 1;
  EXPECT_EQ(rows_of(totals).da, "1 part");
  totals.of_parties = false;
  EXPECT_EQ(rows_of(totals).en, "1 in all");
}

TEST(CaseWords, VotesAreToldWhereSomebodyCounted) {
  EXPECT_TRUE(votes_in_words({}).empty());
  EXPECT_EQ(votes_in_words({17, 2, 0, 19, 1}).da, "17 for, 2 imod, 0 undlod, 19 til stede, 1 inhabil");
  EXPECT_EQ(votes_in_words({17, {}, {}, {}, 2}).da, "17 for, 2 inhabile");
  EXPECT_EQ(votes_in_words({17, 2, {}, {}, 2}).en, "17 for, 2 against, 2 disqualified");
}

TEST(Html, NothingInATextIsMarkupOrChangesItsSurroundings) {
  const struct {
    const char* given;
    const char* shown;
  } rows[] = {{"Brønderslev Kommune", "Brønderslev Kommune"},
              {"<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"},
              {"\"a\" & 'b'", "&quot;a&quot; &amp; &#39;b&#39;"},
              {"&amp;", "&amp;amp;"},
              {"en\nto\ttre", "en\nto tre"},
              {"x\xe2\x80\xaey", "x\xef\xbf\xbdy"},  // U+202E turns what follows around
              {"x\xe2\x81\xa6y", "x\xef\xbf\xbdy"},  // U+2066
              {"x\xc2\x9by", "x\xef\xbf\xbdy"},      // a control character of two bytes
              {"bel\x07", "bel\xef\xbf\xbd"},
              {"bad \xff byte", "bad \xef\xbf\xbd byte"},
              {"שלום", "שלום"}};
  for (const auto& row : rows) EXPECT_EQ(escaped(row.given), row.shown) << row.given;
  EXPECT_EQ(isolated("<a>"), "<bdi>&lt;a&gt;</bdi>");
}

}  // namespace
}  // namespace aftale::reports
