#include "adapters/reports/matrix_words.h"

#include "engine/machine/reach/name_match.h"

namespace aftale::reports {

using cases::Matrix;

Text column_title(const std::string& id, const Text& title) {
  if (Text usual = machine::usual_title(id); !usual.empty()) return usual;
  if (!title.empty()) return title;
  return id.empty() ? Text{"Svar", "Answer"} : same_text(id);
}

std::int64_t usual_year(const Matrix& matrix, time::CivilDate today) {
  if (matrix.due) return matrix.due->year();
  std::optional<time::CivilDate> newest;
  for (const Matrix::Row& row : matrix.rows) {
    for (const Matrix::Cell& cell : row.cells) {
      if (cell.mark == Matrix::Mark::open || cell.mark == Matrix::Mark::postponed) return today.year();
      if (cell.date && (!newest || *newest < *cell.date)) newest = cell.date;
    }
  }
  return newest.value_or(today).year();
}

Text rows_of(const Matrix::Totals& totals) {
  const std::string count = std::to_string(totals.rows);
  if (!totals.of_parties) return {count + " i alt", count + " in all"};
  return {count + (totals.rows == 1 ? " part" : " parter"), count + (totals.rows == 1 ? " party" : " parties")};
}

Text kinds_of(const Matrix::Totals& totals) {
  Text text;
  const auto kind = [&](std::int64_t count, const Text& word) {
    if (count == 0) return;
    const std::string begin = (text.empty() ? ": " : " · ") + std::to_string(count) + " ";
    text.da += begin + word.da;
    text.en += begin + word.en;
  };
  kind(totals.done, totals.approves ? Text{"✔ godkendt", "✔ approved"} : Text{"✔ klar", "✔ done"});
  kind(totals.refused, {"✘ nej", "✘ no"});
  kind(totals.open, {"● i gang", "● under way"});
  kind(totals.missing, {"mangler", "missing"});
  kind(totals.not_reported, {"ikke meldt", "not reported"});
  kind(totals.cancelled, {"udgået", "cancelled"});
  if (totals.late > 0) {
    const std::string late = std::to_string(totals.late);
    text.da += " (heraf " + late + " for sent)";
    text.en += " (" + late + " of them late)";
  }
  return text;
}

Matrix::Totals sum_of(const std::vector<Matrix>& matrices) {
  Matrix::Totals all;
  all.approves = true;
  for (const Matrix& matrix : matrices) {
    const Matrix::Totals& one = matrix.totals;
    all.approves = all.approves && one.approves;
    for (const auto member :
         {&Matrix::Totals::rows, &Matrix::Totals::done, &Matrix::Totals::refused, &Matrix::Totals::open,
          &Matrix::Totals::missing, &Matrix::Totals::not_reported, &Matrix::Totals::cancelled, &Matrix::Totals::late})
      all.*member += one.*member;
  }
  return all;
}

namespace {

Text joined_texts(const Text& one, const Text& other) {
  return {one.da + other.da, one.en + other.en};
}

/// A body that is to treat the matter: when, and whether somebody should ask.
CellWords open_words(const Matrix::Cell& cell) {
  CellWords words{"●", Mood::under_way, {"i gang", "under way"}, {}, {}};
  words.before = cell.date ? Text{"møde", "meeting"} : words.state;
  if (cell.minutes_missing) {
    words.state = {"referat mangler", "minutes missing"};
    words.before = {};
    words.after = {", referat mangler", ", minutes missing"};
    words.mood = Mood::attention;
  }
  return words;
}

CellWords postponed_words(const Matrix::Cell& cell) {
  CellWords words{"!", Mood::attention, {"udsat", "postponed"}, {}, {}};
  words.before = cell.date ? Text{"udsat til", "postponed to"} : words.state;
  if (cell.minutes_missing) {
    words.state = {"udsat, referat mangler", "postponed, minutes missing"};
    words.after = {", referat mangler", ", minutes missing"};
  }
  return words;
}

CellWords plain_words(const char* sign, Mood mood, const Text& state) {
  return {sign, mood, state, state, {}};
}

CellWords without_lateness(const Matrix::Cell& cell, const Text& said) {
  const auto as_said = [&](const Text& otherwise) { return said.empty() ? otherwise : said; };
  switch (cell.mark) {
    case Matrix::Mark::none:
      return plain_words("·", Mood::none, {"ikke her", "not here"});
    case Matrix::Mark::done:
      return plain_words("✔", Mood::good, as_said({"klar", "done"}));
    case Matrix::Mark::forwarded:
      return plain_words("→", Mood::good, {"sendt videre", "passed on"});
    case Matrix::Mark::refused:
      return plain_words("✘", Mood::bad, as_said({"nej", "no"}));
    case Matrix::Mark::open:
      return open_words(cell);
    case Matrix::Mark::waiting:
      return {"○",
              Mood::waits,
              {"venter", "waiting"},
              cell.date ? Text{"venter, møde", "waiting, meeting"} : Text{"venter", "waiting"},
              {}};
    case Matrix::Mark::postponed:
      return postponed_words(cell);
    case Matrix::Mark::cancelled:
      return plain_words("–", Mood::none, {"udgået", "cancelled"});
    case Matrix::Mark::not_reported:
      return plain_words("–", Mood::attention, {"ikke meldt", "not reported"});
    case Matrix::Mark::asked:
      return plain_words("?", Mood::attention, {"spurgt igen", "asked again"});
  }
  return {};
}

}  // namespace

CellWords words_of(const Matrix::Cell& cell, const Text& said) {
  CellWords words = without_lateness(cell, said);
  const bool awaited =
      cell.mark == Matrix::Mark::open || cell.mark == Matrix::Mark::postponed || cell.mark == Matrix::Mark::asked;
  if (!cell.late || !awaited) return words;
  words.mood = Mood::bad;
  const Text late{", for sent", ", late"};
  const bool silent = cell.mark == Matrix::Mark::open && !cell.date;
  if (silent) words.before = {};
  words.after = silent ? Text{"for sent", "late"} : joined_texts(words.after, late);
  words.state = silent ? words.after : joined_texts(words.state, late);
  return words;
}

}  // namespace aftale::reports
