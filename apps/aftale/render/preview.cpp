#include <algorithm>

#include "apps/aftale/render/local_time.h"
#include "apps/aftale/render/render.h"
#include "apps/aftale/render/table.h"
#include "engine/lifecycle/delivery_life.h"

namespace aftale::app::render {
namespace {

using cases::PreviewMessage;

/// Line by line: a text of many lines is no single cell.
std::string plain_lines(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    out += plain(text.substr(at, end - at)) + "\n";
    at = end + 1;
  }
  return out;
}

std::string address(const std::string& title, const std::string& contact) {
  if (contact.empty()) return plain(title);
  return title.empty() ? plain(contact) : plain(title) + " <" + plain(contact) + ">";
}

std::string heading(const PreviewMessage& message, const Settings& settings) {
  const std::string name = " · " + plain(message.template_name);
  if (message.id == 0) return settings.say({"Ville blive skrevet nu", "Would be written now"}) + name;
  std::string text = settings.say({"Besked ", "Message "}) + std::to_string(message.id) + name + " · " +
                     settings.say(lifecycle::title(message.status));
  if (message.goes_out)
    text += settings.say({", tidligst ", ", not before "}) + local_time(*message.goes_out, settings);
  return text;
}

std::string mail(const PreviewMessage& message, const Settings& settings) {
  Table head;
  const auto line = [&](const Text& label, const std::string& text) {
    if (!text.empty()) head.row({{settings.say(label), Colour::dim}, {text}});
  };
  line({"Fra:", "From:"}, address(message.sender_title, message.sender));
  line({"Til:", "To:"}, address(message.receiver_title, message.receiver));
  line({"Emne:", "Subject:"}, plain(message.subject));
  line({"Frist:", "Due:"}, date(message.due, settings));
  line({"Kanal:", "Channel:"}, plain(message.channel));
  for (const std::string& name : message.attachments) line({"Bilag:", "Attached:"}, plain(name));
  std::string text = paint(heading(message, settings), Colour::bold, settings) + "\n" + head.text(settings);
  if (!message.body.empty()) text += "\n" + plain_lines(message.body);
  if (message.findings.empty()) return text;
  text += "\n" +
          paint(message.body.empty() ? settings.say({"Kan ikke sendes:", "Cannot be sent:"})
                                     : settings.say({"Fejl i skabelonen:", "Mistakes in the template:"}),
                Colour::yellow, settings) +
          "\n";
  for (const Diagnostic& finding : message.findings) text += plain_lines(aftale::render(finding, settings.language));
  return text;
}

}  // namespace

std::string preview(const cases::Answer& answer, const Settings& settings) {
  const auto& preview = std::get<cases::PreviewAnswer>(answer.body);
  if (preview.messages.empty()) {
    const std::string key = plain(preview.case_key);
    return settings.say({"Ingen beskeder venter i sagen " + key +
                             ". Se, hvad der ville blive skrevet om et trin, med: " + "aftale preview " + key +
                             " TRIN\n",
                         "No messages wait in the case " + key +
                             ". See what would be written about a step with: " + "aftale preview " + key + " STEP\n"});
  }
  std::string text;
  for (const PreviewMessage& message : preview.messages) {
    if (!text.empty()) text += "\n" + paint("────────", Colour::dim, settings) + "\n";
    text += mail(message, settings);
  }
  return text;
}

}  // namespace aftale::app::render
