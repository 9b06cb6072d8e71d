#include <algorithm>

#include "engine/base/json.h"
#include "engine/base/words.h"
#include "engine/cases/entries.h"
#include "engine/cases/journal.h"
#include "engine/cases/queries.h"

namespace aftale::cases::queries {
namespace {

struct Part {
  const char* name;
  Text title;
};
/// The parts of a configuration that the journal keeps (the daemon's `config_record`).
const Part kParts[] = {
    {"people", {"mennesker og roller", "people and roles"}},
    {"receivers", {"modtageres ønsker", "wishes of receivers"}},
    {"quiet", {"stille dage", "quiet days"}},
    {"witnesses", {"vidner", "witnesses"}},
    {"channels", {"kanaler", "channels"}},
};

/// What differs from the entry before.
Text title_of_change(const Json& before, const Json& after) {
  std::vector<std::string> da, en;
  for (const Part& part : kParts) {
    if (before[part.name].dump() == after[part.name].dump()) continue;
    da.push_back(part.title.da);
    en.push_back(part.title.en);
  }
  if (da.empty()) return {"Konfigurationen blev ændret", "The configuration was changed"};
  return {"Konfigurationen blev ændret: " + aftale::joined(da, "og"),
          "The configuration was changed: " + aftale::joined(en, "and")};
}

}  // namespace

Result<Answer> file_history(Engine& engine, const History& asked) {
  AFTALE_TRY(std::vector<ports::JournalRow> rows, entries_of_file(engine));
  std::reverse(rows.begin(), rows.end());
  const std::span<const ports::JournalRow> chosen = page_of(rows, asked);
  FileHistoryAnswer answer;
  answer.more = !chosen.empty() && chosen.back().seq != rows.back().seq;
  std::optional<Json> before;
  for (const ports::JournalRow& row : rows) {
    Text title{"Konfigurationen blev ført i journalen", "The configuration was entered in the journal"};
    Result<Json> record = Json::parse(row.input);
    if (row.kind != kConfigured || !record) {
      title = {"(kan ikke læses)", "(cannot be read)"};
    } else {
      if (before) title = title_of_change(*before, *record);
      before = std::move(*record);
    }
    if (&row < chosen.data() || &row >= chosen.data() + chosen.size()) continue;
    answer.entries.push_back({row, std::move(title.da), std::move(title.en)});
  }
  return Answer{std::move(answer), 0};
}

}  // namespace aftale::cases::queries
