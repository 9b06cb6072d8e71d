#include "apps/aftale/render/render.h"
#include "apps/aftale/render/table.h"

namespace aftale::app::render {
namespace {

using Message = cases::CorrectionAnswer::Message;

Text fate_of(Message::Fate fate) {
  switch (fate) {
    case Message::Fate::sent:
      return {"sendes", "is sent"};
    case Message::Fate::withdrawn:
      return {"sendes ikke alligevel", "is not sent after all"};
    case Message::Fate::corrected:
      return {"er sendt; en rettelse følger", "was sent; a correction follows"};
  }
  return {};
}

std::string differences(const cases::CorrectionAnswer& answer, const Settings& settings) {
  if (answer.differences.empty())
    return settings.say({"Sagen står ens med og uden posten\n", "The case stands alike with and without the entry\n"});
  Table table;
  const auto head = [&](const Text& text) { return Table::Cell{settings.say(text), Colour::bold}; };
  const auto side = [&](const Text& text) { return text.empty() ? std::string("–") : plain(settings.say(text)); };
  table.row({head({"", ""}), head({"Før", "Before"}), head({"Efter", "After"})});
  for (const cases::CorrectionAnswer::Difference& difference : answer.differences)
    table.row({{plain(settings.say(difference.what))}, {side(difference.before)}, {side(difference.after)}});
  return table.text(settings);
}

std::string messages(const cases::CorrectionAnswer& answer, const Settings& settings) {
  if (answer.messages.empty()) return settings.say({"Ingen beskeder\n", "No messages\n"});
  Table table;
  for (const Message& message : answer.messages) {
    table.row({{settings.say(fate_of(message.fate))},
               {plain(message.template_name)},
               {plain(message.receiver_title)},
               {plain(settings.say(message.about))}});
  }
  return table.text(settings);
}

}  // namespace

std::string correction(const cases::Answer& answer, const Settings& settings) {
  const auto& correction = std::get<cases::CorrectionAnswer>(answer.body);
  const std::string number = std::to_string(correction.entry);
  std::string text = paint(settings.say({"Uden post " + number + ": ", "Without entry " + number + ": "}) +
                               plain(settings.say(correction.title)),
                           Colour::bold, settings) +
                     "\n\n" + differences(correction, settings) + "\n";
  text += paint(settings.say({"Beskeder", "Messages"}), Colour::bold, settings) + "\n" + messages(correction, settings);
  for (const Text& note : correction.notes) text += plain(settings.say(note)) + "\n";
  return text + settings.say({"\nIntet er gemt. Stryg posten ved at udelade --dry-run\n",
                              "\nNothing is saved. Leave out --dry-run to strike the entry\n"});
}

}  // namespace aftale::app::render
