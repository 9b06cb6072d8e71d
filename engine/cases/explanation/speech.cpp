#include "engine/cases/explanation/speech.h"

#include <algorithm>
#include <array>

#include "engine/base/words.h"
#include "engine/time/names.h"

namespace aftale::cases::explanation {
namespace {

/// Of more, some are named and the others counted.
constexpr std::size_t kAllNamed = 3, kSomeNamed = 2;

constexpr std::array<std::string_view, 13> kDanish{"ingen", "én",   "to", "tre", "fire",   "fem", "seks",
                                                   "syv",   "otte", "ni", "ti",  "elleve", "tolv"};
constexpr std::array<std::string_view, 13> kEnglish{"no",    "one",   "two",  "three", "four",   "five",  "six",
                                                    "seven", "eight", "nine", "ten",   "eleven", "twelve"};

bool holds_a_list(const std::string& name, std::string_view conjunction) {
  return name.find(',') != std::string::npos || name.find(" " + std::string(conjunction) + " ") != std::string::npos;
}

}  // namespace

std::string Speech::say(std::string_view danish, std::string_view english) const {
  return std::string(language == Language::da ? danish : english);
}

std::string Speech::quoted(const std::string& title) const {
  return language == Language::da ? "»" + title + "«" : "\"" + title + "\"";
}

std::string Speech::quoted(const Text& title) const {
  return quoted(say(title));
}

std::string Speech::on(time::CivilDate date) const {
  const std::int64_t away = date.days() - today.days();
  return (language == Language::en && (away < -1 || away > 1) ? "on " : "") + day(date);
}

std::string Speech::day(time::CivilDate date) const {
  const std::int64_t away = date.days() - today.days();
  if (away == 0) return say("i dag", "today");
  if (away == 1) return say("i morgen", "tomorrow");
  if (away == -1) return say("i går", "yesterday");
  const std::string month(time::names_in(language).months[static_cast<std::size_t>(date.month() - 1)]);
  const std::string number = std::to_string(date.day());
  std::string text = language == Language::da ? "den " + number + ". " + month : number + " " + month;
  if (date.year() != today.year()) text += " " + std::to_string(date.year());
  return text;
}

std::string Speech::days(std::int64_t count) const {
  return std::to_string(count) + (count == 1 ? say(" dag", " day") : say(" dage", " days"));
}

std::string Speech::distance(time::CivilDate date) const {
  const std::int64_t away = date.days() - today.days();
  if (away == 0) return say("i dag", "today");
  if (away > 0) return say("om ", "in ") + days(away);
  return language == Language::da ? "for " + days(-away) + " siden" : days(-away) + " ago";
}

std::string Speech::number(std::int64_t count, bool neuter) const {
  if (count < 0 || count >= static_cast<std::int64_t>(kDanish.size())) return std::to_string(count);
  if (count == 1 && neuter) return say("ét", "one");
  const auto at = static_cast<std::size_t>(count);
  return std::string(language == Language::da ? kDanish[at] : kEnglish[at]);
}

std::string Speech::names(const std::vector<std::string>& all) const {
  const std::string conjunction = say("og", "and");
  const bool fits = all.size() <= kAllNamed;
  std::vector<std::string> shown(all.begin(), fits ? all.end() : all.begin() + kSomeNamed);
  const bool lists =
      std::any_of(shown.begin(), shown.end(), [&](const std::string& name) { return holds_a_list(name, conjunction); });
  if (!fits) shown.push_back(std::to_string(all.size() - kSomeNamed) + say(" andre", " others"));
  if (!lists || shown.size() == 1) return joined(shown, conjunction);
  std::string text;
  for (std::size_t n = 0; n < shown.size(); ++n) {
    if (n != 0) text += n + 1 == shown.size() ? "; " + conjunction + " " : "; ";
    text += shown[n];
  }
  return text;
}

std::string sentence(std::string text) {
  if (text.empty()) return text;
  // The Danish letters that Latin-1 has in two bytes: their capitals lie 0x20 before them.
  if (text.front() >= 'a' && text.front() <= 'z') {
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  } else if (text.size() > 1 && static_cast<unsigned char>(text[0]) == 0xC3 &&
             static_cast<unsigned char>(text[1]) >= 0xA0 && static_cast<unsigned char>(text[1]) <= 0xBE) {
    text[1] = static_cast<char>(static_cast<unsigned char>(text[1]) - 0x20);
  }
  const char last = text.back();
  if (last != '.' && last != ':' && last != '?' && last != '!') text += '.';
  return text;
}

}  // namespace aftale::cases::explanation
