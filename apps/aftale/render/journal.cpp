#include "apps/aftale/render/render.h"
#include "apps/aftale/render/table.h"
#include "engine/base/json_writer.h"
#include "engine/lifecycle/delivery_life.h"
#include "engine/time/format.h"
#include "engine/time/zone.h"

namespace aftale::app::render {
namespace {

time::Zone denmark() {
  return time::Zone::find("Europe/Copenhagen").value_or(time::Zone());
}

std::string address(const std::string& step) {
  return step.empty() ? std::string("·") : plain(step);
}

}  // namespace

std::string history(const cases::Answer& answer, const Settings& settings) {
  const auto& history = std::get<cases::HistoryAnswer>(answer.body);
  const time::Zone zone = denmark();
  Table table;
  for (const cases::HistoryAnswer::Entry& entry : history.entries) {
    const ports::JournalRow& row = entry.row;
    const bool clock = row.actor == "clock";
    table.row({{std::to_string(row.revision), Colour::dim},
               {time::date_and_time(row.at, zone, settings.language)},
               {clock ? settings.say({"(ur)", "(clock)"}) : plain(row.actor), clock ? Colour::dim : Colour::none},
               {plain(settings.language == Language::da ? entry.title_da : entry.title_en)}});
  }
  return paint(plain(settings.say(history.row.title)), Colour::bold, settings) + " · " + plain(history.row.key) + "\n" +
         table.text(settings);
}

std::string outbox(const cases::Answer& answer, const Settings& settings) {
  const auto& rows = std::get<cases::OutboxAnswer>(answer.body).rows;
  if (rows.empty()) return settings.say({"Ingen beskeder venter\n", "No messages wait\n"});
  const time::Zone zone = denmark();
  Table table;
  for (const cases::OutboxAnswer::Row& found : rows) {
    const ports::OutboxRow& row = found.row;
    const auto status = static_cast<lifecycle::DeliveryStatus>(row.status);
    table.row({{std::to_string(row.id)},
               {settings.say(lifecycle::title(status)),
                status == lifecycle::DeliveryStatus::dead ? Colour::red : Colour::none},
               {time::date_and_time(row.created_at, zone, settings.language)},
               {plain(found.case_key)},
               {row.template_name},
               {plain(row.receiver_title)},
               {plain(row.receiver)},
               {plain(row.last_error), Colour::dim}});
  }
  return table.text(settings);
}

std::string audit(const cases::Answer& answer, const Settings& settings) {
  const auto& audit = std::get<cases::AuditAnswer>(answer.body);
  const std::string entries = std::to_string(audit.entries), count = std::to_string(audit.cases);
  if (audit.well) {
    return settings.say(
        {"Alt stemmer: " + entries + " poster i en hel kæde, " + count + " sag(er) genopbygget og ens med det gemte\n",
         "All is well: " + entries + " entries in a whole chain, " + count +
             " case(s) rebuilt and equal to what is stored\n"});
  }
  std::string text;
  for (const cases::AuditAnswer::Finding& finding : audit.findings) {
    text += (finding.case_key.empty() ? "" : plain(finding.case_key) + ": ") +
            plain(settings.say(finding.diagnostic.message)) + "\n";
  }
  return text +
         settings.say({"Der er fundet fejl. Gem en kopi af filen, og gendan den seneste sikkerhedskopi, der stemmer\n",
                       "Something is wrong. Keep a copy of the file and restore the latest backup that verifies\n"});
}

std::string possible(const cases::Answer& answer, const Settings& settings) {
  const auto& offers = std::get<cases::PossibleAnswer>(answer.body);
  if (offers.offers.empty()) return settings.say({"Intet er muligt nu\n", "Nothing is possible now\n"});
  Table table;
  for (const machine::Offer& offer : offers.offers) {
    std::string words;
    for (const std::string& word : offer.words) words += (words.empty() ? "" : ", ") + word;
    table.row({{address(offer.step)},
               {plain(settings.say(offer.step_title))},
               {offer.ballot ? settings.say({"record: ", "record: "}) + words : offer.event},
               {offer.guard_holds ? std::string()
                                  : settings.say({"(betingelsen er ikke opfyldt)", "(its condition does not hold)"}),
                Colour::dim}});
  }
  return table.text(settings);
}

std::string receipt(const cases::Receipt& receipt, const RequestId& request, const Settings& settings) {
  if (settings.json) {
    std::string text;
    JsonWriter out(text);
    out.begin_object().field("case", receipt.case_key).field("request", request.text());
    out.field("repeated", receipt.repeated).field("dry_run", receipt.dry_run).key("entries").begin_array();
    for (const cases::Receipt::Entry& entry : receipt.entries) {
      out.begin_object()
          .field("seq", entry.seq)
          .field("revision", entry.revision)
          .key("outcome")
          .raw(entry.outcome)
          .end_object();
    }
    out.end_array().end_object();
    return text + "\n";
  }
  std::string text;
  if (receipt.dry_run)
    text +=
        settings.say({"Prøve: intet er gemt. Dette ville ske:\n", "Dry run: nothing was saved. This would happen:\n"});
  if (receipt.repeated)
    text += settings.say({"Allerede udført med denne request-id. Det første svar:\n",
                          "Already done under this request id. The first answer:\n"});
  for (const cases::Receipt::Entry& entry : receipt.entries) {
    const cases::Details details = cases::details(entry.outcome);
    text += "✔ " + plain(receipt.case_key) + " #" + std::to_string(entry.revision) + "  " + plain(details.step) +
            (details.event.empty() ? "" : (details.step.empty() ? "" : ": ") + plain(details.event)) + "\n";
    for (const std::string& step : details.entered) text += "  → " + plain(step) + "\n";
    for (const std::string& ended : details.ended)
      text += settings.say({"  afsluttet ", "  ended "}) + plain(ended) + "\n";
    for (const Text& note : details.notes) text += "  " + plain(settings.say(note)) + "\n";
    if (details.told > 0) {
      text += "  " + std::to_string(details.told) +
              (details.told == 1 ? settings.say({" besked i udbakken\n", " message in the outbox\n"})
                                 : settings.say({" beskeder i udbakken\n", " messages in the outbox\n"}));
    }
  }
  return text;
}

std::string advanced(const cases::Advanced& advanced, const Settings& settings) {
  if (settings.json) {
    std::string text;
    JsonWriter out(text);
    out.begin_object().key("fired").begin_array();
    for (const cases::Advanced::Fired& fired : advanced.fired) {
      out.begin_object()
          .field("case", fired.case_key)
          .field("what", fired.what)
          .field("at", fired.at.rfc3339())
          .key("failed");
      if (fired.failed)
        out.string(*fired.failed);
      else
        out.null();
      out.end_object();
    }
    out.end_array()
        .field("delivered", advanced.delivered)
        .field("retried", advanced.retried)
        .field("dead", advanced.dead)
        .end_object();
    return text + "\n";
  }
  const time::Zone zone = denmark();
  Table table;
  for (const cases::Advanced::Fired& fired : advanced.fired) {
    table.row(
        {{time::date_and_time(fired.at, zone, settings.language)},
         {plain(fired.case_key)},
         {plain(fired.what)},
         {fired.failed ? settings.say({"fejl: ", "failed: "}) + plain(*fired.failed) : std::string(), Colour::red}});
  }
  std::string text = table.text(settings);
  const std::string fired = std::to_string(advanced.fired.size()), sent = std::to_string(advanced.delivered);
  text += settings.say({fired + " forfaldne datoer, " + sent + " beskeder sendt",
                        fired + " due dates fired, " + sent + " messages sent"});
  if (advanced.retried > 0)
    text += settings.say({", " + std::to_string(advanced.retried) + " prøves igen",
                          ", " + std::to_string(advanced.retried) + " to be tried again"});
  if (advanced.dead > 0)
    text += settings.say(
        {", " + std::to_string(advanced.dead) + " opgivet", ", " + std::to_string(advanced.dead) + " given up"});
  return text + "\n";
}

}  // namespace aftale::app::render
