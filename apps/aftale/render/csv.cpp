#include "apps/aftale/render/csv.h"

#include <cstdio>

namespace aftale::app::render {
namespace {

std::string cell(const std::string& text) {
  const bool formula = !text.empty() && std::string("=+-@\t\r").find(text.front()) != std::string::npos;
  const std::string safe = formula ? "'" + text : text;
  if (safe.find_first_of(";\"\r\n") == std::string::npos) return safe;
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
  text += da ? line({"Sag", "Titel", "Part", "Trin", "Sted", "Ansvarlig", "Status", "Åbnet", "Frist", "Planlagt møde",
                     "Besluttet", "Referatets ord", "Udfald", "For", "Imod", "Undlod", "Til stede", "Inhabile",
                     "Bemærkninger"})
             : line({"Case", "Title", "Party", "Step", "Place", "Owner", "Status", "Opened", "Due", "Planned meeting",
                     "Decided", "Word in the minutes", "Outcome", "For", "Against", "Abstained", "Present",
                     "Disqualified", "Remarks"});
  static const Text kStatus[] = {{"åben", "open"}, {"udført", "done"}, {"bortfaldet", "cancelled"}};
  for (const cases::ShowAnswer& shown : answer.cases) {
    for (const ports::WorkItemRow& item : shown.items) {
      text += line({shown.summary.row.key, settings.say(shown.summary.row.title), item.party, settings.say(item.title),
                    item.step, settings.say(item.owner), settings.say(kStatus[item.status]), day(item.opened_on),
                    day(item.due_on), day(item.planned_on), day(item.decided_on), item.word, item.outcome,
                    number(item.votes_for), number(item.votes_against), number(item.votes_abstained),
                    number(item.present), number(item.recused), item.remarks});
    }
  }
  return text;
}

}  // namespace aftale::app::render
