#include <algorithm>

#include "engine/base/json.h"
#include "engine/base/words.h"
#include "engine/cases/entries.h"
#include "engine/cases/journal.h"
#include "engine/cases/questions/queries.h"
#include "engine/time/format.h"

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
    {"rehearsal", {"øvelse", "rehearsal"}},
    {"moves_to", {"hvortil sager flyttes", "where cases are moved to"}},
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

/// Who asked is told beside it.
Text title_of_advance(const Json& record, const time::Zone& zone) {
  const std::optional<time::Instant> until = time::Instant::parse(record["until"].text());
  if (!until) return {"(kan ikke læses)", "(cannot be read)"};
  Text title{"Bad om, at datoer til og med " + time::date_and_time(*until, zone, Language::da) + " blev behandlet",
             "Asked for dates up to " + time::date_and_time(*until, zone, Language::en) + " to be handled"};
  if (!record["confirms_clock"].boolean()) return title;
  return {title.da + ", og bekræftede uret", title.en + ", and confirmed the clock"};
}

}  // namespace

Result<Answer> file_history(const ReadModel& in, const History& asked) {
  AFTALE_TRY(std::vector<records::JournalRow> rows, entries_of_file(in));
  std::reverse(rows.begin(), rows.end());
  const std::span<const records::JournalRow> chosen = page_of(rows, asked, in.notifications.zone);
  FileHistoryAnswer answer;
  answer.more = !chosen.empty() && chosen.back().seq != rows.back().seq;
  std::optional<Json> before;
  for (const records::JournalRow& row : rows) {
    Text title{"Konfigurationen blev ført i journalen", "The configuration was entered in the journal"};
    Result<Json> record = Json::parse(row.input);
    if (row.kind == kAdvanced && record) {
      title = title_of_advance(*record, in.notifications.zone);
    } else if (row.kind != kConfigured || !record) {
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
