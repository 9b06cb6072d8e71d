#include <algorithm>

#include "adapters/reports/case_words.h"
#include "adapters/reports/matrix_words.h"
#include "apps/aftale/render/local_time.h"
#include "apps/aftale/render/render.h"
#include "apps/aftale/render/table.h"
#include "engine/time/format.h"

namespace aftale::app::render {
namespace {

using cases::CaseSummary;
using cases::Matrix;

std::string heading(const CaseSummary& summary, const std::vector<Matrix>& matrices, time::CivilDate today,
                    const Settings& settings) {
  std::string text = paint(plain(settings.say(summary.row.title)), Colour::bold, settings) + " · " +
                     plain(settings.say(reports::stands_at(summary)));
  const std::optional<time::CivilDate> due = reports::due_of(summary, matrices);
  if (due) {
    text += settings.say({" · frist ", " · due "}) + time::short_date(*due, settings.language);
    text += " (" + distance(today, *due, settings) + ")";
  }
  return text + "\n";
}

// `year`: the one that goes without saying.
Table::Cell cell_of(const Matrix::Cell& cell, std::int64_t year, const Settings& settings) {
  std::string day = !cell.date                  ? std::string()
                    : cell.date->year() == year ? " " + time::day_and_month(*cell.date, settings.language)
                                                : " " + time::short_date(*cell.date, settings.language);
  std::string remark = cell.late ? settings.say({" for sent", " late"}) : std::string();
  if (cell.minutes_missing) remark += settings.say({", referat mangler", ", minutes missing"});
  const Colour waits = cell.late ? Colour::red : Colour::none;
  switch (cell.mark) {
    case Matrix::Mark::none:
      return {"·", Colour::dim};
    case Matrix::Mark::done:
      return {"✔" + day, Colour::green};
    case Matrix::Mark::forwarded:
      return {"→" + day + settings.say({" sendt videre", " passed on"}), Colour::green};
    case Matrix::Mark::refused:
      return {"✘" + day + settings.say({" nej", " no"}), Colour::red};
    case Matrix::Mark::open:
      return {"●" + day + remark, waits};
    case Matrix::Mark::waiting:
      return {"○" + day, Colour::dim};
    case Matrix::Mark::postponed:
      return {settings.say({"! udsat", "! postponed"}) + (cell.date ? " →" + day : std::string()) + remark,
              cell.late ? Colour::red : Colour::yellow};
    case Matrix::Mark::cancelled:
      return {"–", Colour::dim};
    case Matrix::Mark::not_reported:
      return {settings.say({"– ikke meldt", "– not reported"}), Colour::dim};
    case Matrix::Mark::asked:
      return {settings.say({"? spurgt", "? asked"}) + remark, Colour::yellow};
  }
  return {};
}

// `title`: where the heading does not name the step already.
std::string matrix_text(const Matrix& matrix, bool title, time::CivilDate today, const Settings& settings) {
  const std::int64_t year = reports::usual_year(matrix, today);
  Table table;
  std::vector<Table::Cell> head{{title ? plain(settings.say(matrix.title)) : std::string(), Colour::bold}};
  for (std::size_t n = 0; n < matrix.columns.size(); ++n) {
    const Text heading = reports::column_title(matrix.column_ids[n], matrix.columns[n]);
    head.push_back({plain(settings.say(heading)), Colour::bold});
  }
  table.row(std::move(head));
  for (const Matrix::Row& row : matrix.rows) {
    std::vector<Table::Cell> line{{plain(settings.say(row.title))}};
    for (const Matrix::Cell& cell : row.cells) line.push_back(cell_of(cell, year, settings));
    table.row(std::move(line));
  }
  std::string text = table.text(settings);
  return text + settings.say(reports::rows_of(matrix.totals)) + settings.say(reports::kinds_of(matrix.totals)) + "\n";
}

/// Of all lists together, in which one party may have several rows.
std::string totals_of_all(const std::vector<Matrix>& matrices, const Settings& settings) {
  const Matrix::Totals all = reports::sum_of(matrices);
  return settings.say({"I alt ", "In all "}) + counted(all.rows, {"svar", "answer"}, {"svar", "answers"}, settings) +
         settings.say(reports::kinds_of(all)) + "\n";
}

std::string open_items_text(const std::vector<records::WorkItemRow>& items, const Settings& settings) {
  Table table(1);
  for (const records::WorkItemRow& item : items) {
    table.row({{"●"},
               {plain(settings.say(item.title))},
               {plain(settings.say(item.owner))},
               {item.due_on ? settings.say({"frist ", "due "}) + date(item.due_on, settings) : std::string(),
                item.overdue ? Colour::red : Colour::none},
               {plain(item.step), Colour::dim}});
  }
  return table.text(settings);
}

}  // namespace

std::string status_all(const cases::Answer& answer, const Settings& settings) {
  const auto& all = std::get<cases::StatusAllAnswer>(answer.body).cases;
  if (all.empty()) return settings.say({"Der er ingen sager endnu\n", "There are no cases yet\n"});
  Table table;
  table.row({{settings.say({"Sag", "Case"}), Colour::bold},
             {settings.say({"Titel", "Title"}), Colour::bold},
             {settings.say({"Trin", "Step"}), Colour::bold},
             {settings.say({"Næste frist", "Next due"}), Colour::bold},
             {settings.say({"Åbne", "Open"}), Colour::bold},
             {settings.say({"For sent", "Late"}), Colour::bold}});
  for (const CaseSummary& summary : all) {
    table.row({{plain(summary.row.key)},
               {plain(settings.say(summary.row.title))},
               {plain(settings.say(reports::stands_at(summary)))},
               {date(summary.next_due, settings)},
               {std::to_string(summary.open_items)},
               {summary.overdue_items == 0 ? "0" : std::to_string(summary.overdue_items),
                summary.overdue_items == 0 ? Colour::none : Colour::red}});
  }
  return table.text(settings);
}

std::string status_of(const cases::Answer& answer, const Settings& settings) {
  const auto& status = std::get<cases::StatusOfAnswer>(answer.body);
  std::string text = heading(status.summary, status.matrices, local_date(answer.now), settings);
  if (!status.summary.row.fault.empty()) {
    text += paint(settings.say({"Sagen er gået i fejl: ", "The case is faulted: "}), Colour::red, settings) +
            reason(status.summary.row.fault, settings) + "\n";
  }
  const std::vector<Text>& steps = status.summary.steps;
  for (const Matrix& matrix : status.matrices) {
    const bool named = std::find(steps.begin(), steps.end(), matrix.title) != steps.end();
    if (&matrix != status.matrices.data()) text += "\n";
    text += matrix_text(matrix, status.matrices.size() > 1 || !named, local_date(answer.now), settings);
  }
  if (status.matrices.size() > 1) text += "\n" + totals_of_all(status.matrices, settings);
  // Steps outside the matrices: what the secretariat and the common bodies are to do.
  std::vector<records::WorkItemRow> others;
  for (const records::WorkItemRow& item : status.open_items) {
    const bool shown = std::any_of(status.matrices.begin(), status.matrices.end(), [&](const Matrix& matrix) {
      return !item.party.empty() && item.step.rfind(matrix.step + "/", 0) == 0;
    });
    if (!shown) others.push_back(item);
  }
  if (!others.empty()) text += "\n" + open_items_text(others, settings);
  return text;
}

namespace {

std::string items_text(const cases::ItemsAnswer& answer, const Settings& settings) {
  Table table(2);
  for (std::size_t n = 0; n < answer.items.size(); ++n) {
    const records::ItemWithCase& found = answer.items[n];
    const records::WorkItemRow& item = found.item;
    const bool late = item.due_on && *item.due_on < answer.today;
    table.row({{item.due_on ? date(item.due_on, settings) : settings.say({"uden frist", "no deadline"}),
                late ? Colour::red : Colour::none},
               {item.due_on ? distance(answer.today, *item.due_on, settings) : std::string(),
                late ? Colour::red : Colour::dim},
               {plain(settings.say(answer.owners[n]))},
               {plain(settings.say(item.title))},
               {plain(found.case_key), Colour::dim},
               {plain(item.step), Colour::dim}});
  }
  return table.text(settings);
}

}  // namespace

std::string due(const cases::Answer& answer, const Settings& settings) {
  const auto& items = std::get<cases::ItemsAnswer>(answer.body);
  if (items.items.empty()) return settings.say({"Intet ventes af nogen\n", "Nothing is expected of anybody\n"});
  return items_text(items, settings);
}

std::string overdue(const cases::Answer& answer, const Settings& settings) {
  const auto& items = std::get<cases::ItemsAnswer>(answer.body);
  if (items.items.empty()) return settings.say({"Intet er for sent\n", "Nothing is late\n"});
  return items_text(items, settings);
}

}  // namespace aftale::app::render
