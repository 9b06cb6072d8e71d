#include "apps/aftale/render/local_time.h"
#include "apps/aftale/render/render.h"
#include "apps/aftale/render/table.h"
#include "engine/base/json_writer.h"

namespace aftale::app::render {
namespace {

std::string then_text(const cases::ExplainAnswer::Line& line, const Settings& settings) {
  std::string text;
  for (const Text& one : line.then) text += "  " + plain(settings.say(one)) + "\n";
  return text;
}

std::string receipt_json(const cases::Receipt& receipt, const RequestId& request) {
  std::string text;
  JsonWriter out(text);
  out.begin_object().field("case", receipt.case_key).field("request", request.text());
  out.field("repeated", receipt.repeated).field("dry_run", receipt.dry_run).key("entries").begin_array();
  for (const cases::Receipt::Entry& entry : receipt.entries) {
    out.begin_object().field("seq", entry.seq).field("revision", entry.revision);
    out.key("outcome").raw(entry.outcome).end_object();
  }
  out.end_array().end_object();
  return text + "\n";
}

std::string advanced_json(const cases::Advanced& advanced) {
  std::string text;
  JsonWriter out(text);
  out.begin_object().key("fired").begin_array();
  for (const cases::Advanced::Fired& fired : advanced.fired) {
    out.begin_object().field("case", fired.case_key).field("what", fired.what).field("at", fired.at.rfc3339());
    out.key("failed");
    if (fired.failed) {
      out.string(*fired.failed);
    } else {
      out.null();
    }
    out.end_object();
  }
  out.end_array().field("delivered", advanced.delivered).field("retried", advanced.retried);
  out.field("dead", advanced.dead);
  if (advanced.stopped_at) out.field("stopped_at", advanced.stopped_at->rfc3339());
  out.end_object();
  return text + "\n";
}

std::string totals(const cases::Advanced& advanced, const Settings& settings) {
  const auto fired = static_cast<std::int64_t>(advanced.fired.size());
  static const Text kOneDate{"forfalden dato behandlet", "due date handled"};
  static const Text kDates{"forfaldne datoer behandlet", "due dates handled"};
  static const Text kLater{"prøves igen senere", "to be tried again later"};
  static const Text kGivenUp{"opgivet (se: aftale outbox)", "given up (see: aftale outbox)"};
  std::string text = fired == 0 ? settings.say({"Ingen forfaldne datoer", "Nothing was due"})
                                : counted(fired, kOneDate, kDates, settings);
  text += ", " +
          counted(advanced.delivered, {"besked sendt", "message sent"}, {"beskeder sendt", "messages sent"}, settings);
  if (advanced.retried > 0) text += ", " + counted(advanced.retried, kLater, kLater, settings);
  if (advanced.dead > 0) text += ", " + counted(advanced.dead, kGivenUp, kGivenUp, settings);
  return text + "\n";
}

}  // namespace

std::string receipt(const cases::Receipt& receipt, const cases::ExplainAnswer& told, const RequestId& request,
                    const Settings& settings) {
  if (settings.json) return receipt_json(receipt, request);
  std::string text;
  if (receipt.dry_run) {
    text +=
        settings.say({"Prøve: intet er gemt. Dette ville ske:\n", "Dry run: nothing was saved. This would happen:\n"});
  }
  if (receipt.repeated) {
    text += settings.say({"Allerede udført med dette request-id. Det første svar:\n",
                          "Already done under this request id. The first answer:\n"});
  }
  for (std::size_t n = 0; n < receipt.entries.size(); ++n) {
    text += "✔ " + plain(receipt.case_key) + " #" + std::to_string(receipt.entries[n].revision);
    if (n < told.lines.size()) text += "  " + plain(settings.say(told.lines[n].title));
    text += "\n";
    if (n < told.lines.size()) text += then_text(told.lines[n], settings);
  }
  return text;
}

std::string advanced(const cases::Advanced& advanced, const std::vector<cases::ExplainAnswer::Line>& told,
                     const Settings& settings) {
  if (settings.json) return advanced_json(advanced);
  std::string text;
  for (std::size_t n = 0; n < advanced.fired.size(); ++n) {
    const cases::Advanced::Fired& fired = advanced.fired[n];
    text += local_time(fired.at, settings) + "  " + plain(fired.case_key) + "  ";
    if (fired.failed) {
      const std::string said = settings.say({"fejl: ", "failed: "}) + reason(*fired.failed, settings);
      text += paint(said, Colour::red, settings) + "\n";
    } else {
      text += plain(settings.say(told[n].title)) + "\n" + then_text(told[n], settings);
    }
  }
  text += totals(advanced, settings);
  if (!advanced.stopped_at) return text;
  const std::string clock = local_time(*advanced.stopped_at, settings);
  return text + settings.say({"Kun datoer til og med " + clock + " er behandlet: det er, hvad klokken er hos aftaled\n",
                              "Only dates up to " + clock + " were handled: that is the time at aftaled\n"});
}

}  // namespace aftale::app::render
