#include <algorithm>

#include "apps/aftale/render/local_time.h"
#include "apps/aftale/render/render.h"
#include "apps/aftale/render/table.h"
#include "engine/lifecycle/case_life.h"
#include "engine/time/format.h"

namespace aftale::app::render {
namespace {

using cases::CaseSummary;
using cases::Matrix;

std::string life_of(const CaseSummary& summary, const Settings& settings) {
  return settings.say(lifecycle::title(static_cast<lifecycle::CaseStatus>(summary.row.status)));
}

std::string steps_of(const CaseSummary& summary, const Settings& settings) {
  std::string text;
  for (const Text& step : summary.steps) text += (text.empty() ? "" : ", ") + settings.say(step);
  if (text.empty()) return life_of(summary, settings);
  const bool runs = static_cast<lifecycle::CaseStatus>(summary.row.status) == lifecycle::CaseStatus::running;
  return runs ? text : text + " (" + life_of(summary, settings) + ")";
}

std::string heading(const CaseSummary& summary, const std::optional<Matrix>& matrix, time::CivilDate today,
                    const Settings& settings) {
  std::string text = paint(plain(settings.say(summary.row.title)), Colour::bold, settings) + " · " +
                     plain(steps_of(summary, settings));
  const std::optional<time::CivilDate> due = matrix && matrix->due ? matrix->due : summary.next_due;
  if (due) {
    text += settings.say({" · frist ", " · due "}) + time::short_date(*due, settings.language);
    text += " (" + distance(today, *due, settings) + ")";
  }
  return text + "\n";
}

// Parties call their bodies by many names; the usual places in a chain have short ones that fit all.
std::string column_title(const std::string& id, const Text& title, const Settings& settings) {
  if (id == "committee") return settings.say({"Udvalg", "Committee"});
  if (id == "finance") return settings.say({"Økonomi", "Finance"});
  if (id == "council") return settings.say({"Råd", "Council"});
  if (!title.empty()) return plain(settings.say(title));
  return id.empty() ? settings.say({"Svar", "Answer"}) : plain(id);
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

// Parties that decided approve; otherwise all that is known is that they are ready.
Text word_for_done(const Matrix& matrix) {
  const auto approved = [](const Matrix::Row& row) { return row.outcome == "approved"; };
  const bool approve = matrix.column_ids.size() > 1 || std::any_of(matrix.rows.begin(), matrix.rows.end(), approved);
  return approve ? Text{"✔ godkendt ", "✔ approved "} : Text{"✔ klar ", "✔ done "};
}

/// The year that goes without saying: of the deadline, else of today where something is awaited, else of the newest
/// day.
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

// `title`: where the heading does not name the step already.
std::string matrix_text(const Matrix& matrix, bool title, time::CivilDate today, const Settings& settings) {
  const std::int64_t year = usual_year(matrix, today);
  Table table;
  std::vector<Table::Cell> head{{title ? plain(settings.say(matrix.title)) : std::string(), Colour::bold}};
  for (std::size_t n = 0; n < matrix.columns.size(); ++n) {
    head.push_back({column_title(matrix.column_ids[n], matrix.columns[n], settings), Colour::bold});
  }
  table.row(std::move(head));
  for (const Matrix::Row& row : matrix.rows) {
    std::vector<Table::Cell> line{{plain(settings.say(row.title))}};
    for (const Matrix::Cell& cell : row.cells) line.push_back(cell_of(cell, year, settings));
    table.row(std::move(line));
  }
  std::string text = table.text(settings);
  text += settings.say(word_for_done(matrix)) + std::to_string(matrix.done);
  text += settings.say({" · ● i gang ", " · ● under way "}) + std::to_string(matrix.open);
  text += settings.say({" · mangler ", " · missing "}) + std::to_string(matrix.missing);
  text += settings.say({" · forsinket ", " · late "}) + std::to_string(matrix.late);
  if (matrix.refused > 0) text += settings.say({" · ✘ nej ", " · ✘ no "}) + std::to_string(matrix.refused);
  return text + "\n";
}

std::string open_items_text(const std::vector<ports::WorkItemRow>& items, const Settings& settings) {
  Table table;
  for (const ports::WorkItemRow& item : items) {
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
               {plain(steps_of(summary, settings))},
               {date(summary.next_due, settings)},
               {std::to_string(summary.open_items)},
               {summary.overdue_items == 0 ? "0" : std::to_string(summary.overdue_items),
                summary.overdue_items == 0 ? Colour::none : Colour::red}});
  }
  return table.text(settings);
}

std::string status_of(const cases::Answer& answer, const Settings& settings) {
  const auto& status = std::get<cases::StatusOfAnswer>(answer.body);
  std::string text = heading(status.summary, status.matrix, local_date(answer.now), settings);
  if (!status.summary.row.fault.empty()) {
    text += paint(settings.say({"Sagen er gået i fejl: ", "The case is faulted: "}), Colour::red, settings) +
            reason(status.summary.row.fault, settings) + "\n";
  }
  if (status.matrix) {
    const std::vector<Text>& steps = status.summary.steps;
    const bool named = std::find(steps.begin(), steps.end(), status.matrix->title) != steps.end();
    text += matrix_text(*status.matrix, !named, local_date(answer.now), settings);
  }
  // Steps outside the matrix: what the secretariat and the common bodies are to do.
  std::vector<ports::WorkItemRow> others;
  for (const ports::WorkItemRow& item : status.open_items) {
    const bool shown = status.matrix && !item.party.empty() && item.step.rfind(status.matrix->step + "/", 0) == 0;
    if (!shown) others.push_back(item);
  }
  if (!others.empty()) text += "\n" + open_items_text(others, settings);
  return text;
}

namespace {

std::string items_text(const cases::ItemsAnswer& answer, const Settings& settings) {
  Table table;
  for (std::size_t n = 0; n < answer.items.size(); ++n) {
    const ports::ItemWithCase& found = answer.items[n];
    const ports::WorkItemRow& item = found.item;
    const bool late = item.due_on && *item.due_on < answer.today;
    table.row({{item.due_on ? date(item.due_on, settings) : settings.say({"uden frist", "no deadline"}),
                late ? Colour::red : Colour::none},
               {item.due_on ? distance(answer.today, *item.due_on, settings) : std::string(),
                late ? Colour::red : Colour::dim},
               {plain(found.case_key)},
               {plain(settings.say(answer.owners[n]))},
               {plain(settings.say(item.title))},
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
