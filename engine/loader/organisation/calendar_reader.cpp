#include <algorithm>

#include "engine/loader/fields/fields.h"
#include "engine/loader/loader.h"
#include "engine/loader/yaml/yaml_source.h"

namespace aftale::loader {
namespace {

constexpr int kEasterLeast = -100, kEasterMost = 250;

const std::vector<std::string>& weekday_words() {
  static const std::vector<std::string> words{"monday", "tuesday",  "wednesday", "thursday",
                                              "friday", "saturday", "sunday"};
  return words;
}

std::optional<int> two_digits(std::string_view text) {
  if (text.size() != 2 || text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9') return std::nullopt;
  return (text[0] - '0') * 10 + (text[1] - '0');
}

class CalendarReader {
 public:
  explicit CalendarReader(Reading& reading) : reading_(reading) {}

  time::Calendar read(const Node& root) {
    time::Calendar out;
    if (!reading_.keys(root, {"calendar", "title", "zone", "reminders_at", "weekend", "holidays", "closing_days"})) {
      return out;
    }
    out.name = read_name(reading_.need(root, "calendar"), "calendar", reading_);
    if (const Node* title = root.find("title")) reading_.bilingual(title, "title");
    if (const Node* zone = reading_.need(root, "zone")) read_zone(*zone, out);
    if (const Node* at = root.find("reminders_at")) read_time(*at, out);
    if (const Node* weekend = root.find("weekend")) read_weekend(*weekend, out);
    if (const Node* days = root.find("holidays")) read_days(*days, "holidays", out.holidays);
    if (const Node* days = root.find("closing_days")) read_days(*days, "closing_days", out.closing_days);
    return out;
  }

 private:
  void read_zone(const Node& node, time::Calendar& out) {
    const auto name = reading_.text(&node, "zone");
    if (!name) return;
    if (auto zone = time::Zone::find(*name)) {
      out.zone = *zone;
      return;
    }
    reading_.error("unknown-zone", node.at,
                   {"Tidszonen " + brief(*name) + " findes ikke; skriv den som Europe/Copenhagen",
                    "There is no time zone " + brief(*name) + "; write it as Europe/Copenhagen"});
  }

  void read_time(const Node& node, time::Calendar& out) {
    const std::string_view text = node.text;
    const auto hour = text.size() == 5 && text[2] == ':' ? two_digits(text.substr(0, 2)) : std::nullopt;
    const auto minute = hour ? two_digits(text.substr(3)) : std::nullopt;
    if (node.is_scalar() && minute && *hour < 24 && *minute < 60) {
      out.reminders_at = *hour * 3600 + *minute * 60;
      return;
    }
    reading_.error(
        "bad-time", node.at,
        {"reminders_at skal være et klokkeslæt som \"08:00\"", "reminders_at must be a time of day as \"08:00\""});
  }

  void read_weekend(const Node& node, time::Calendar& out) {
    out.weekend.clear();
    const std::vector<std::string>& words = weekday_words();
    for (const Node* item : reading_.scalars(&node, "weekend", true)) {
      const auto found = std::find(words.begin(), words.end(), item->text);
      if (found == words.end()) {
        reading_.error("unknown-weekday", item->at,
                       {brief(item->text) + " er ikke en ugedag", brief(item->text) + " is no day of the week"}, words);
        continue;
      }
      const auto day = static_cast<time::Weekday>(found - words.begin() + 1);
      if (std::find(out.weekend.begin(), out.weekend.end(), day) == out.weekend.end()) out.weekend.push_back(day);
    }
    if (out.weekend.size() < words.size()) return;
    reading_.error(
        "no-working-day", node.at,
        {"Alle ugens dage er weekend, så der er ingen hverdage", "Every day is weekend, so none is left to work"});
  }

  void read_days(const Node& node, const char* what, std::vector<time::DayRule>& days) {
    if (!node.is_sequence()) {
      const std::string name(what);
      reading_.error(
          "wrong-kind", node.at,
          {name + " skal være en liste, hvert punkt med - foran", name + " must be a list, each item with a -"});
      return;
    }
    for (const Node& item : node.items) {
      if (!reading_.keys(item, {"title", "easter", "day", "from", "to"})) continue;
      time::DayRule rule;
      if (const Node* title = reading_.need(item, "title")) rule.title = reading_.bilingual(title, "title");
      const Node* easter = item.find("easter");
      const Node* day = item.find("day");
      if ((easter == nullptr) == (day == nullptr)) {
        reading_.error("bad-day", item.at,
                       {"En dag skal have enten easter (dage fra påskedag) eller day (måned-dag), og kun det ene",
                        "A day must have either easter (days from Easter Sunday) or day (month-day), and only one"});
        continue;
      }
      if (easter) {
        if (const auto offset = reading_.integer(easter, "easter", kEasterLeast, kEasterMost)) {
          rule.easter_offset = static_cast<int>(*offset);
        }
      } else {
        rule.month_day = read_month_day(*day);
      }
      read_dates(item, rule, reading_);
      if (rule.easter_offset || rule.month_day) days.push_back(std::move(rule));
    }
  }

  std::optional<std::pair<int, int>> read_month_day(const Node& node) {
    const std::string_view text = node.text;
    const auto month = text.size() == 5 && text[2] == '-' ? two_digits(text.substr(0, 2)) : std::nullopt;
    const auto day = month ? two_digits(text.substr(3)) : std::nullopt;
    // 2024 is a leap year: 29 February is a day, though not one of every year.
    if (node.is_scalar() && day && time::CivilDate::from_ymd(2024, *month, *day)) return std::pair(*month, *day);
    reading_.error(
        "bad-day", node.at,
        {"day skal være måned-dag som 12-25 (1. juledag)", "day must be month-day as 12-25 (Christmas Day)"});
    return std::nullopt;
  }

  Reading& reading_;
};

}  // namespace

Checked<time::Calendar> read_calendar(const Node& root) {
  Checked<time::Calendar> out;
  Reading reading(out.findings);
  out.value = CalendarReader(reading).read(root);
  return out;
}

}  // namespace aftale::loader
