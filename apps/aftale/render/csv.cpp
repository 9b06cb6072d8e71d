#include "apps/aftale/render/csv.h"

#include <algorithm>
#include <cstdio>
#include <string_view>

#include "adapters/reports/case_words.h"
#include "apps/aftale/render/minuted.h"
#include "apps/aftale/render/table.h"
#include "engine/machine/possible.h"

namespace aftale::app::render {
namespace {

// Control characters go, lines stay.
std::string harmless(const std::string& text) {
  std::string out;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    out += (begin == 0 ? "" : "\n") + plain(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

// What a spreadsheet would take for a formula gets an apostrophe, also behind spaces.
std::string cell(const std::string& text) {
  const std::string clean = harmless(text);
  const std::size_t first = clean.find_first_not_of(" \n");
  const bool formula =
      first != std::string::npos && std::string_view("=+-@").find(clean[first]) != std::string_view::npos;
  const std::string safe = formula ? "'" + clean : clean;
  if (safe.find_first_of(";\"\n") == std::string::npos) return safe;
  std::string quoted = "\"";
  for (const char letter : safe) quoted += letter == '"' ? std::string("\"\"") : std::string(1, letter);
  return quoted + "\"";
}

std::string day(const std::optional<time::CivilDate>& date) {
  if (!date) return {};
  char text[32];
  std::snprintf(text, sizeof text, "%02d-%02d-%04lld", date->day(), date->month(),
                static_cast<long long>(date->year()));
  return text;
}

// The party by its title; a code such as 0851 would lose its zero in a spreadsheet.
std::string party_of(const records::WorkItemRow& item, const cases::ShowAnswer& shown, const Settings& settings) {
  if (item.party.empty()) return {};
  for (const records::BranchRow& branch : shown.branches) {
    const bool top = std::count(branch.key.begin(), branch.key.end(), '/') == 1;
    if (top && item.step.rfind(branch.key + "/", 0) == 0) return settings.say(branch.title);
  }
  return item.party;
}

std::string outcome_of(const records::WorkItemRow& item, const Settings& settings) {
  const Text word = machine::title_of_word(item.outcome);
  return word.empty() ? item.outcome : settings.say(word);
}

std::string number(const std::optional<std::int64_t>& count) {
  return count ? std::to_string(*count) : std::string();
}

std::string line(const std::vector<std::string>& cells) {
  std::string text;
  for (std::size_t n = 0; n < cells.size(); ++n) text += (n == 0 ? "" : ";") + cell(cells[n]);
  return text + "\r\n";
}

}  // namespace

std::string csv(const cases::ExportAnswer& answer, const Settings& settings) {
  const bool da = settings.language == Language::da;
  std::string text = "\xef\xbb\xbf";
  text += da ? line({"Sag",          "Titel",
                     "Part",         "Trin",
                     "Sted",         "Ansvarlig",
                     "Status",       "Åbnet",
                     "Frist",        "Planlagt møde",
                     "Besluttet",    "Referatets ord",
                     "Udfald",       "For",
                     "Imod",         "Undlod",
                     "Til stede",    "Inhabile",
                     "Bemærkninger", "Næste møde",
                     "Version",      "Mindretalsudtalelse",
                     "Referat",      "Lukket dagsorden"})
             : line({"Case",    "Title",
                     "Party",   "Step",
                     "Place",   "Owner",
                     "Status",  "Opened",
                     "Due",     "Planned meeting",
                     "Decided", "Word in the minutes",
                     "Outcome", "For",
                     "Against", "Abstained",
                     "Present", "Disqualified",
                     "Remarks", "Next meeting",
                     "Version", "Minority statement",
                     "Minutes", "Closed doors"});
  static const Text kStatus[] = {{"åben", "open"}, {"udført", "done"}, {"bortfaldet", "cancelled"}};
  for (const cases::ShowAnswer& shown : answer.cases) {
    for (const records::WorkItemRow& item : shown.items) {
      const cases::Minuted said = minutes_of(shown, item);
      text += line({shown.summary.row.key,
                    settings.say(shown.summary.row.title),
                    party_of(item, shown, settings),
                    settings.say(item.title),
                    item.step,
                    settings.say(item.owner),
                    settings.say(kStatus[static_cast<std::size_t>(item.status)]),
                    day(item.opened_on),
                    day(item.due_on),
                    day(item.planned_on),
                    day(item.decided_on),
                    item.word,
                    outcome_of(item, settings),
                    number(item.votes_for),
                    number(item.votes_against),
                    number(item.votes_abstained),
                    number(item.present),
                    number(item.recused),
                    item.remarks,
                    day(said.next),
                    reports::versions_of(said),
                    said.minority,
                    said.minutes,
                    said.closed ? settings.say({"ja", "yes"}) : std::string()});
    }
  }
  return text;
}

}  // namespace aftale::app::render
