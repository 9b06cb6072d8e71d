#include "adapters/reports/matrix_table.h"

#include "adapters/reports/case_words.h"
#include "adapters/reports/html.h"
#include "adapters/reports/matrix_words.h"
#include "engine/time/format.h"

namespace aftale::reports {
namespace {

using cases::Matrix;

const char* class_of(Mood mood) {
  static constexpr const char* kClasses[] = {"none", "ok", "go", "wait", "warn", "stop"};
  return kClasses[static_cast<std::size_t>(mood)];
}

std::string cell_html(const Matrix::Cell& cell, const Text& said, std::int64_t year, const Edition& edition) {
  const CellWords words = words_of(cell, said);
  std::string text = std::string("<td class=\"") + class_of(words.mood) + "\"><span class=\"sign\">" + words.sign +
                     "</span> " + escaped(edition.say(words.before));
  if (cell.date) text += (words.before.empty() ? "" : " ") + time_element(*cell.date, edition, year);
  return text + escaped(edition.say(words.after)) + "</td>";
}

std::string caption_of(const Matrix& matrix, const Edition& edition) {
  std::string text = "<caption><b>" + isolated(edition.say(matrix.title)) + "</b>";
  if (matrix.due) {
    text += " <span>" + edition.say({"frist ", "due "}) + time_element(*matrix.due, edition) + " (" +
            edition.say(distance(edition.day, *matrix.due)) + ")</span>";
  }
  return text + " <span>" + edition.say(rows_of(matrix.totals)) + edition.say(kinds_of(matrix.totals)) +
         "</span></caption>";
}

}  // namespace

std::string time_element(time::CivilDate day, const Edition& edition, std::optional<std::int64_t> usual_year) {
  const std::string shown =
      day.year() == usual_year ? time::day_and_month(day, edition.language) : time::short_date(day, edition.language);
  return "<time datetime=\"" + day.iso() + "\">" + shown + "</time>";
}

std::string matrix_table(const CaseFacts& facts, const Matrix& matrix, const Edition& edition) {
  // Paper is read in other years too: only what stands beside it goes without saying.
  const std::int64_t year = (matrix.due ? *matrix.due : edition.day).year();
  std::string text = "<table class=\"matrix\">" + caption_of(matrix, edition) + "\n<thead><tr><th scope=\"col\">" +
                     edition.say(matrix.totals.of_parties ? Text{"Part", "Party"} : Text{"Navn", "Name"}) + "</th>";
  for (std::size_t n = 0; n < matrix.columns.size(); ++n) {
    text +=
        "<th scope=\"col\">" + escaped(edition.say(column_title(matrix.column_ids[n], matrix.columns[n]))) + "</th>";
  }
  text += "</tr></thead>\n<tbody>\n";
  for (const Matrix::Row& row : matrix.rows) {
    text += "<tr><th scope=\"row\">" + escaped(edition.say(row.title)) + "</th>";
    for (std::size_t n = 0; n < row.cells.size(); ++n)
      text += cell_html(row.cells[n], facts.said_in(matrix, row, n), year, edition);
    text += "</tr>\n";
  }
  return text + "</tbody></table>\n";
}

}  // namespace aftale::reports
