#include "apps/aftale/render/render.h"
#include "apps/aftale/render/shell_word.h"
#include "apps/aftale/render/table.h"

namespace aftale::app::render {
namespace {

using cases::SituationAnswer;

/// The meetings are a list: one sentence a line, further in.
std::string paragraph_text(const SituationAnswer::Paragraph& paragraph, const Settings& settings) {
  const bool list = paragraph.about == SituationAnswer::About::meetings;
  std::string text;
  for (const Text& sentence : paragraph.sentences) {
    if (list)
      text += "  " + plain(settings.say(sentence)) + "\n";
    else
      text += (text.empty() ? "" : " ") + plain(settings.say(sentence));
  }
  return list ? text : text + "\n";
}

std::string command_of(const SituationAnswer& told, const SituationAnswer::Next& next, const Settings& settings) {
  const std::string place = shell_word(told.case_key) + " " + shell_word(next.step);
  if (next.word.empty())
    return "aftale do " + shell_word(told.case_key) + " " + shell_word(next.event) + " --in " + shell_word(next.step);
  const std::string day = next.meeting ? next.meeting->iso() : settings.say({"DATO", "DATE"});
  return "aftale record " + place + " " + shell_word(next.word) + " --meeting " + day;
}

}  // namespace

std::string situation(const cases::Answer& answer, const Settings& settings) {
  const auto& told = std::get<SituationAnswer>(answer.body);
  std::string text;
  for (const SituationAnswer::Paragraph& paragraph : told.paragraphs) text += paragraph_text(paragraph, settings);
  if (told.next)
    text += settings.say({"Næste skridt: ", "The next step: "}) + command_of(told, *told.next, settings) + "\n";
  return text;
}

}  // namespace aftale::app::render
