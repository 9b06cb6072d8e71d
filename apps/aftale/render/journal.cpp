#include "apps/aftale/render/local_time.h"
#include "apps/aftale/render/render.h"
#include "apps/aftale/render/table.h"
#include "engine/lifecycle/delivery_life.h"
#include "engine/time/format.h"

namespace aftale::app::render {
namespace {

// What is struck stays to be read, and who did it.
std::string title_of(const cases::HistoryAnswer::Entry& entry, const Settings& settings) {
  const std::string title = plain(settings.language == Language::da ? entry.title_da : entry.title_en);
  return entry.struck_by == 0 ? title : title + " — " + plain(settings.say(entry.struck));
}

std::string entries_text(const std::vector<cases::HistoryAnswer::Entry>& entries, const Settings& settings) {
  Table table;
  for (const cases::HistoryAnswer::Entry& entry : entries) {
    const records::JournalRow& row = entry.row;
    const bool clock = row.actor == "clock";
    table.row({{std::to_string(row.revision), Colour::dim},
               {local_time(row.at, settings)},
               {clock ? settings.say({"(ur)", "(clock)"}) : plain(row.actor), clock ? Colour::dim : Colour::none},
               {title_of(entry, settings), entry.struck_by == 0 ? Colour::none : Colour::dim}});
  }
  return table.text(settings);
}

}  // namespace

std::string history(const cases::Answer& answer, const Settings& settings) {
  const auto& history = std::get<cases::HistoryAnswer>(answer.body);
  const std::string& title = settings.say(history.row.title);
  const bool told = title.ends_with(" · " + history.row.key);
  return paint(plain(title), Colour::bold, settings) + (told ? std::string() : " · " + plain(history.row.key)) + "\n" +
         entries_text(history.entries, settings);
}

std::string file_history(const cases::Answer& answer, const Settings& settings) {
  const auto& history = std::get<cases::FileHistoryAnswer>(answer.body);
  if (history.entries.empty()) {
    return settings.say(
        {"Databasen har ingen poster af sine egne. En sags journal ses med: aftale history NØGLE\n",
         "The database has no entries of its own. See the journal of a case with: aftale history KEY\n"});
  }
  return paint(settings.say({"Databasen selv", "The database itself"}), Colour::bold, settings) + "\n" +
         entries_text(history.entries, settings);
}

namespace {

/// Why a message is not sent, or what its last attempt came to.
std::string remark_on(const records::OutboxRow& row, const Settings& settings) {
  const std::string number = std::to_string(row.superseding);
  switch (row.superseded_by) {
    case records::SupersededBy::answer:
      return settings.say({"Svaret er kommet", "The answer has come"});
    case records::SupersededBy::message:
      return settings.say({"Besked " + number + " siger det", "Message " + number + " says it"});
    case records::SupersededBy::digest:
      return settings.say({"Står i dagens samlebesked", "Stands in the digest of the day"});
    case records::SupersededBy::correction:
      return settings.say({"Post " + number + " er strøget", "Entry " + number + " is struck"});
    case records::SupersededBy::nothing:
      break;
  }
  return plain(row.last_error);
}

}  // namespace

std::string outbox(const cases::Answer& answer, const Settings& settings) {
  const auto& [rows, more] = std::get<cases::OutboxAnswer>(answer.body);
  if (rows.empty()) return settings.say({"Ingen beskeder venter\n", "No messages wait\n"});
  Table table;
  const auto head = [&](const Text& text) { return Table::Cell{settings.say(text), Colour::bold}; };
  table.row({head({"Nr.", "No"}), head({"Status", "Status"}), head({"Skrevet", "Written"}), head({"Sag", "Case"}),
             head({"Skabelon", "Template"}), head({"Modtager", "Receiver"}), head({"Adresse", "Address"}),
             head({"Bemærkning", "Remark"})});
  for (const cases::OutboxAnswer::Row& found : rows) {
    const records::OutboxRow& row = found.row;
    const lifecycle::DeliveryStatus status = row.status;
    table.row({{std::to_string(row.id)},
               {settings.say(lifecycle::title(status)),
                status == lifecycle::DeliveryStatus::dead ? Colour::red : Colour::none},
               {local_time(row.created_at, settings)},
               {plain(found.case_key)},
               {row.template_name},
               {plain(row.receiver_title)},
               {plain(row.receiver)},
               {remark_on(row, settings), Colour::dim}});
  }
  if (!more) return table.text(settings);
  const std::string count = std::to_string(rows.size());
  return table.text(settings) +
         settings.say(
             {"Her er de ældste " + count + "; der er flere. Se færre med: aftale outbox SAG, eller --since DATO\n",
              "These are the oldest " + count +
                  "; there are more. See fewer by: aftale outbox KEY, or --since DATE\n"});
}

std::string audit(const cases::Answer& answer, const Settings& settings) {
  const auto& audit = std::get<cases::AuditAnswer>(answer.body);
  const std::string newest = audit.head.seq == 0
                                 ? std::string()
                                 : settings.say({"Seneste post: ", "Newest entry: "}) + std::to_string(audit.head.seq) +
                                       " " + audit.head.hash.hex() + "\n";
  if (audit.well) {
    const std::string entries = counted(audit.entries, {"post", "entry"}, {"poster", "entries"}, settings);
    const std::string count = counted(audit.cases, {"sag", "case"}, {"sager", "cases"}, settings);
    return settings.say(
               {"Alt stemmer: " + entries + " i en hel kæde; " + count + " genopbygget og ens med det gemte\n",
                "All is well: " + entries + " in a whole chain; " + count + " rebuilt and equal to what is stored\n"}) +
           newest;
  }
  std::string text;
  for (const cases::AuditAnswer::Finding& finding : audit.findings) {
    if (finding.diagnostic.code != std::string_view("damaged")) {
      text += plain(aftale::render(finding.diagnostic, settings.language)) + "\n";
      continue;
    }
    text += (finding.case_key.empty() ? "" : plain(finding.case_key) + ": ") +
            plain(settings.say(finding.diagnostic.message)) + "\n";
  }
  return text + newest +
         settings.say({"Der er fundet fejl. Gem en kopi af filen, og gendan den seneste sikkerhedskopi, der stemmer\n",
                       "Something is wrong. Keep a copy of the file and restore the latest backup that verifies\n"});
}

}  // namespace aftale::app::render
