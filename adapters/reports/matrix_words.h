#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/text.h"
#include "engine/cases/answers.h"

/// What a matrix says in words, wherever it is shown: on a terminal, on paper, in a spreadsheet, on a page.
namespace aftale::reports {

/// The heading of a column: parties call their bodies by many names, and the usual places in a chain have short ones
/// that fit all.
Text column_title(const std::string& id, const Text& title);

/// The year that goes without saying: of the deadline, else of today where something is awaited, else of the newest
/// day.
std::int64_t usual_year(const cases::Matrix& matrix, time::CivilDate today);

/// `12 parter`, `7 i alt`: whom the totals are about.
Text rows_of(const cases::Matrix::Totals& totals);
/// `: 9 ✔ godkendt · 3 mangler (heraf 2 for sent)`: kinds that sum to the number in front.
Text kinds_of(const cases::Matrix::Totals& totals);
/// Of all lists together, in which one party may have several rows.
cases::Matrix::Totals sum_of(const std::vector<cases::Matrix>& matrices);

/// How the state of a cell is taken in at a glance.
enum class Mood : std::uint8_t { none, good, under_way, waits, attention, bad };

/// A cell in words: `sign` `before` date `after`. The words alone say it all: `state` where the date stands elsewhere.
struct CellWords {
  const char* sign = "";
  Mood mood = Mood::none;
  Text state;          ///< "udsat, for sent"
  Text before, after;  ///< "udsat til", ", for sent"
};
/// `said`: what the body said, as the minutes have it ("anbefalet"); empty where that is not known.
CellWords words_of(const cases::Matrix::Cell& cell, const Text& said);

}  // namespace aftale::reports
