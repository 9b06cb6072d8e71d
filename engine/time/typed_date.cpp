#include "engine/time/typed_date.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/spoken_words.h"
#include "engine/base/words.h"
#include "engine/time/format.h"
#include "engine/time/names.h"

namespace aftale::time {
namespace {

constexpr std::size_t kTypedBytesMax = 120, kDigitsMax = 9, kPrefixMin = 3;
constexpr std::string_view kMarks = " \"'()[]<>";

/// A run of digits, a run of letters, or one other character; blanks are between tokens.
struct Token {
  enum class Kind : std::uint8_t { number, word, mark, end } kind = Kind::end;
  std::string_view text;
  std::int64_t number = 0;
};

struct Clock {
  int second_of_day = 0;
  bool is_span = false;  ///< of a meeting: `kl. 13.00-15.00`
};

struct Typed {
  CivilDate date;
  std::optional<Clock> clock;
};

bool is_digit(char byte) {
  return byte >= '0' && byte <= '9';
}
bool is_letter(char byte) {
  return (byte >= 'a' && byte <= 'z') || static_cast<unsigned char>(byte) >= 0x80;
}

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> out;
  while (!text.empty()) {
    std::size_t size = 1;
    Token token{Token::Kind::mark, {}, 0};
    if (is_digit(text[0]) || is_letter(text[0])) {
      bool (*const same)(char) = is_digit(text[0]) ? is_digit : is_letter;
      token.kind = is_digit(text[0]) ? Token::Kind::number : Token::Kind::word;
      while (size < text.size() && same(text[size])) ++size;
      if (token.kind == Token::Kind::number && size <= kDigitsMax)
        token.number = std::stoll(std::string(text.substr(0, size)));
    }
    token.text = text.substr(0, size);
    if (token.text != " ") out.push_back(token);
    text.remove_prefix(size);
  }
  return out;
}

/// The number (from 1) of the name that `word` is or begins, in either language; 0 if it is none.
template <std::size_t size>
int number_of(std::string_view word, const std::array<std::string_view, size> Names::*list) {
  for (const Language language : {Language::da, Language::en}) {
    const auto& all = names_in(language).*list;
    for (std::size_t i = 0; i < size; ++i) {
      if (word.size() >= kPrefixMin && folded(all[i]).starts_with(word)) return static_cast<int>(i) + 1;
    }
  }
  return 0;
}

template <std::size_t size>
std::string near_name(std::string_view word, const std::array<std::string_view, size> Names::*list, Language language) {
  const auto& all = names_in(language).*list;
  return nearest(word, std::vector<std::string>(all.begin(), all.end()));
}

int weekday_of(std::string_view word) {
  constexpr std::array<std::string_view, 7> kTwo{"ma", "ti", "", "to", "fr", "lø", "sø"};
  for (std::size_t i = 0; i < kTwo.size(); ++i) {
    if (word == kTwo[i]) return static_cast<int>(i) + 1;
  }
  return number_of(word, &Names::weekdays);
}

class DateReader {
 public:
  DateReader(std::string_view text, Years years) : tokens_(tokens_of(text)), years_(years) {}

  std::optional<Typed> read() {
    const int weekday = read_lead();
    const std::optional<CivilDate> date = read_day();
    std::optional<Clock> clock;
    if (!date || !read_clock(clock)) return std::nullopt;
    if (weekday != 0 && weekday != static_cast<int>(date->weekday())) return wrong_weekday(*date, weekday);
    return Typed{*date, clock};
  }
  /// Why it is none, in the middle of a sentence.
  const Text& why() const { return why_; }

 private:
  std::nullopt_t because(std::string da, std::string en) {
    why_ = Text{std::move(da), std::move(en)};
    return std::nullopt;
  }
  std::nullopt_t write_as_example() {
    return because("skriv den fx " + like().da, "write it for example " + like().en);
  }
  const Token& peek(std::size_t ahead = 0) const {
    static const Token end;
    return at_ + ahead < tokens_.size() ? tokens_[at_ + ahead] : end;
  }
  bool is_number(std::size_t ahead = 0) const { return peek(ahead).kind == Token::Kind::number; }
  bool is_word(std::size_t ahead = 0) const { return peek(ahead).kind == Token::Kind::word; }
  bool is_separator(std::size_t ahead) const {
    return peek(ahead).text == "-" || peek(ahead).text == "/" || peek(ahead).text == ".";
  }
  bool take(std::initializer_list<std::string_view> words) {
    if (std::find(words.begin(), words.end(), peek().text) == words.end()) return false;
    ++at_;
    return true;
  }

  /// `Tirsdag den`, `tirs. d.`, `on Tuesday, the`; 1 to 7 where a weekday is among it.
  int read_lead() {
    if (peek().text == "on" && peek(1).text != ".") ++at_;
    int weekday = 0;
    if (is_word()) {
      weekday = peek().text == "on" ? static_cast<int>(Weekday::wednesday) : weekday_of(peek().text);
      if (weekday != 0) {
        ++at_;
        while (take({".", ","})) {
        }
      }
    }
    if (take({"d"})) take({"."});
    take({"den", "the"});
    return weekday;
  }

  std::optional<CivilDate> read_day() {
    if (is_word()) return read_month_first();
    if (!is_number()) return write_as_example();
    if (peek().text.size() == 8) return read_eight_digits();
    if (peek().text.size() >= 4 && is_separator(1)) return read_year_first();
    const Token day = peek();
    if (day.text.size() > 2) return write_as_example();
    ++at_;
    take({"."});
    if (take({"st", "nd", "rd", "th"})) take({"of"});
    return read_month_and_year(day);
  }

  std::optional<CivilDate> read_month_and_year(const Token& day) {
    take({"-", "/"});
    int month = 0;
    if (is_word()) {
      const std::optional<int> named = read_month_name();
      if (!named) return std::nullopt;
      month = *named;
    } else {
      if (!is_number() || peek().text.size() > 2)
        return because("måneden og året mangler; skriv den fx " + like().da,
                       "the month and the year are missing; write it for example " + like().en);
      month = static_cast<int>(peek().number);
      ++at_;
      take({"."});
    }
    take({"-", "/", ","});
    return read_year(day, month);
  }

  std::optional<int> read_month_name() {
    const std::string_view word = peek().text;
    const int month = number_of(word, &Names::months);
    if (month == 0) {
      const std::string da = near_name(word, &Names::months, Language::da);
      const std::string en = near_name(folded(word), &Names::months, Language::en);
      return because("»" + std::string(word) + "« er ingen måned" + (da.empty() ? "" : "; mente du " + da + "?"),
                     "\"" + std::string(word) + "\" is no month" + (en.empty() ? "" : "; did you mean " + en + "?"));
    }
    ++at_;
    take({"."});
    return month;
  }

  std::optional<CivilDate> read_year(const Token& day, int month) {
    const Token year = peek();
    if (year.kind == Token::Kind::end || year.kind == Token::Kind::word)
      return because("året mangler; skriv det med fire cifre, fx " + like().da,
                     "the year is missing; write it with four digits, for example " + like().en);
    if (year.kind != Token::Kind::number || year.text.size() != 4)
      return because("året skal have fire cifre; skriv den fx " + like().da,
                     "the year must have four digits; write it for example " + like().en);
    ++at_;
    return made(year.number, month, day.number);
  }

  std::optional<CivilDate> read_year_first() {
    const Token year = peek();
    if (peek(2).text == "w" || peek(2).text == "uge") return a_week();
    if (!is_number(2) || !is_separator(3) || !is_number(4)) return write_as_example();
    if (year.text.size() != 4 || peek(2).text.size() > 2 || peek(4).text.size() > 2)
      return because("året skal have fire cifre; skriv den fx " + like().da,
                     "the year must have four digits; write it for example " + like().en);
    const std::int64_t month = peek(2).number, day = peek(4).number;
    at_ += 5;
    return made(year.number, static_cast<int>(month), day);
  }

  /// `20221108` or `08112022`: a year that can be meant never begins as a month does, so one of them at most is a day.
  std::optional<CivilDate> read_eight_digits() {
    const std::int64_t digits = peek().number;
    ++at_;
    const std::int64_t year = digits / 10'000;
    if (year >= kTypedYears.first && year <= kTypedYears.last)
      return made(year, static_cast<int>(digits / 100 % 100), digits % 100);
    return made(digits % 10'000, static_cast<int>(digits / 10'000 % 100), digits / 1'000'000);
  }

  std::optional<CivilDate> read_month_first() {
    const std::string_view word = peek().text;
    if (word == "uge" || word == "ugen" || word == "week" || word == "u" || word == "w") return a_week();
    const bool near = !near_name(word, &Names::months, Language::da).empty() ||
                      !near_name(word, &Names::months, Language::en).empty();
    if (number_of(word, &Names::months) == 0 && !near) return write_as_example();
    const std::optional<int> month = read_month_name();
    if (!month) return std::nullopt;
    const Token day = peek();
    if (!is_number() || day.text.size() > 2)
      return because("dagen mangler; skriv den fx " + like().da,
                     "the day is missing; write it for example " + like().en);
    ++at_;
    take({"st", "nd", "rd", "th"});
    take({".", ","});
    return read_year(day, *month);
  }

  std::optional<CivilDate> made(std::int64_t year, int month, std::int64_t day) {
    if (year < years_.first || year > years_.last) {
      const std::string from = std::to_string(years_.first), to = std::to_string(years_.last);
      return because("året " + std::to_string(year) + " kan ikke være ment. Skriv et år fra " + from + " til " + to,
                     "the year " + std::to_string(year) + " cannot be meant. Write a year from " + from + " to " + to);
    }
    if (month < 1 || month > 12)
      return because("der er ingen måned " + std::to_string(month) + "; dagen står før måneden",
                     "there is no month " + std::to_string(month) + "; the day stands before the month");
    if (const std::optional<CivilDate> date = CivilDate::from_ymd(year, month, static_cast<int>(day))) return *date;
    const std::string days = std::to_string(days_in_month(year, month)), in = std::to_string(year);
    const auto name = static_cast<std::size_t>(month) - 1;
    return because(std::string(names_in(Language::da).months[name]) + " " + in + " har " + days + " dage",
                   std::string(names_in(Language::en).months[name]) + " " + in + " has " + days + " days");
  }

  /// `kl. 13.00`, `13:00:00`, `T13:00`, `at 13`, perhaps `-15.00` or `til 15.00` behind it; nothing else may follow.
  bool read_clock(std::optional<Clock>& clock) {
    take({","});
    const bool said = take({"kl", "klokken", "at", "t"});
    if (said) take({"."});
    if (said || is_number()) {
      const std::optional<int> begin = read_time_of_day(said);
      if (!begin) return false;
      clock = Clock{*begin, take({"-", "til", "to"})};
      if (clock->is_span) {
        if (take({"kl", "klokken"})) take({"."});
        if (!read_time_of_day(said)) return false;
      }
    }
    take({"."});
    if (peek().kind == Token::Kind::end) return true;
    const std::string rest(peek().text);
    because("»" + rest + "« hører ikke til en dato; skriv den fx " + like().da,
            "\"" + rest + "\" is no part of a date; write it for example " + like().en);
    return false;
  }

  std::optional<int> read_time_of_day(bool said) {
    const Token hour = peek();
    const bool minutes = (peek(1).text == ":" || peek(1).text == ".") && is_number(2);
    if (hour.kind != Token::Kind::number || hour.text.size() > 2 || hour.number > 23 || (!minutes && !said))
      return no_time();
    ++at_;
    if (!minutes) return static_cast<int>(hour.number) * 3600;
    const Token minute = peek(1);
    at_ += 2;
    if (minute.text.size() != 2 || minute.number > 59) return no_time();
    int second = 0;
    if (peek().text == ":") {
      if (!is_number(1) || peek(1).text.size() != 2 || peek(1).number > 59) return no_time();
      second = static_cast<int>(peek(1).number);
      at_ += 2;
      if ((peek().text == "." || peek().text == ",") && is_number(1)) at_ += 2;  // fractions of a second
    }
    return static_cast<int>(hour.number * 3600 + minute.number * 60) + second;
  }

  std::nullopt_t no_time() {
    return because("klokkeslættet skal stå som kl. 13.00 eller 13:00", "the time must stand as 13:00 or kl. 13.00");
  }
  std::nullopt_t a_week() {
    return because("en uge er ingen dag; skriv dagen, fx " + like().da,
                   "a week is no day; write the day, for example " + like().en);
  }
  std::nullopt_t wrong_weekday(CivilDate date, int weekday) {
    const auto typed = static_cast<std::size_t>(weekday) - 1, right = static_cast<std::size_t>(date.weekday()) - 1;
    const Names &da = names_in(Language::da), &en = names_in(Language::en);
    return because(plain_date(date, Language::da) + " er en " + std::string(da.weekdays[right]) + ", ikke en " +
                       std::string(da.weekdays[typed]) + ". Ret ugedagen eller datoen",
                   plain_date(date, Language::en) + " is a " + std::string(en.weekdays[right]) + ", not a " +
                       std::string(en.weekdays[typed]) + ". Mend the weekday or the date");
  }
  static const Text& like() {
    static const Text text{"24. november 2022, 24-11-2022 eller 2022-11-24",
                           "24 November 2022, 24-11-2022 or 2022-11-24"};
    return text;
  }

  Text why_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  Years years_;
};

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what))
    text.replace(at, what.size(), by);
}

/// What was typed without what cannot be seen and without quotes around it; in lower case where `lower`.
std::string bare(std::string_view text, bool lower) {
  std::string seen = visible(text);
  if (lower) seen = folded(seen);
  for (const std::string_view quote : {"»", "«", "“", "”", "„", "’", "‘", "\u00a0"}) {
    replace_all(seen, quote, " ");
  }
  for (const std::string_view dash : {"–", "‐", "‑", "−"}) replace_all(seen, dash, "-");
  const std::size_t first = seen.find_first_not_of(kMarks);
  if (first == std::string::npos) return {};
  return seen.substr(first, seen.find_last_not_of(kMarks) - first + 1);
}

/// The sentence: what was typed is no `what`, and why.
tl::unexpected<Text> none(std::string_view text, const Text& what, const Text& why) {
  std::string shown(text.substr(0, kTypedBytesMax));
  while (invalid_utf8(shown) != std::string::npos && !shown.empty()) shown.pop_back();
  if (shown.size() < text.size()) shown += "…";
  return tl::unexpected<Text>(
      Text{"\"" + shown + "\" er " + what.da + ": " + why.da, "\"" + shown + "\" is " + what.en + ": " + why.en});
}

const Text kNoDate{"ingen dato", "no date"}, kNoTime{"intet tidspunkt", "no time"},
    kNoPeriod{"ingen varighed", "no duration"}, kTooLong{"den er for lang", "it is too long"};

bool can_be_meant(CivilDate date, Years years) {
  return date.year() >= years.first && date.year() <= years.last;
}

/// RFC 3339 with an offset, as this program's own JSON has it.
std::optional<Instant> instant_in(std::string_view text) {
  return Instant::parse(bare(text, false));
}

/// Months in `months`, days in `days`; empty where the word is no unit.
std::optional<Period> unit_of(std::string_view word) {
  struct Unit {
    std::array<std::string_view, 7> words;
    Period each;
  };
  static constexpr std::array<Unit, 4> kUnits{Unit{{"d", "dag", "dage", "dages", "døgn", "day", "days"}, {0, 1}},
                                              Unit{{"w", "uge", "uger", "ugers", "week", "weeks", "wk"}, {0, 7}},
                                              Unit{{"m", "måned", "måneder", "md", "mdr", "month", "months"}, {1, 0}},
                                              Unit{{"y", "år", "års", "årig", "year", "years", "yr"}, {12, 0}}};
  for (const Unit& unit : kUnits) {
    if (std::find(unit.words.begin(), unit.words.end(), word) != unit.words.end()) return unit.each;
  }
  return std::nullopt;
}

std::optional<std::int64_t> count_of(const Token& token) {
  using Named = std::pair<std::string_view, std::int64_t>;
  static constexpr std::array<Named, 33> kCounts{
      {{"en", 1},       {"et", 1},        {"én", 1},    {"ét", 1},      {"one", 1},     {"a", 1},     {"to", 2},
       {"two", 2},      {"tre", 3},       {"three", 3}, {"fire", 4},    {"four", 4},    {"fem", 5},   {"five", 5},
       {"seks", 6},     {"six", 6},       {"syv", 7},   {"seven", 7},   {"otte", 8},    {"eight", 8}, {"ni", 9},
       {"nine", 9},     {"ti", 10},       {"ten", 10},  {"elleve", 11}, {"eleven", 11}, {"tolv", 12}, {"twelve", 12},
       {"fjorten", 14}, {"fourteen", 14}, {"tyve", 20}, {"twenty", 20}, {"tredive", 30}}};
  if (token.kind == Token::Kind::number) return token.text.size() <= 5 ? std::optional(token.number) : std::nullopt;
  const auto found =
      std::find_if(kCounts.begin(), kCounts.end(), [&](const Named& each) { return each.first == token.text; });
  return found == kCounts.end() ? std::nullopt : std::optional(found->second);
}

/// `14 dage`, `1 år og 6 måneder`.
std::optional<Period> period_in_words(std::string_view text) {
  std::vector<Token> tokens = tokens_of(text);
  Period period;
  std::size_t at = 0;
  while (at + 1 < tokens.size()) {
    const std::optional<std::int64_t> count = count_of(tokens[at]);
    const std::optional<Period> unit = unit_of(tokens[at + 1].text);
    if (!count || !unit) return std::nullopt;
    period.months += *count * unit->months;
    period.days += *count * unit->days;
    at += 2;
    if (at < tokens.size() && tokens[at].text == ".") ++at;
    if (at == tokens.size()) return period;
    if (tokens[at].text == "og" || tokens[at].text == "and") ++at;
  }
  return std::nullopt;
}

}  // namespace

tl::expected<CivilDate, Text> typed_date(std::string_view text, Years years) {
  if (text.size() > kTypedBytesMax) return none(text, kNoDate, kTooLong);
  if (const std::optional<Instant> instant = instant_in(text)) {
    const Result<Zone> denmark = Zone::find("Europe/Copenhagen");
    if (denmark && can_be_meant(denmark->date_of(*instant), years)) return denmark->date_of(*instant);
  }
  const std::string typed = bare(text, true);
  DateReader reader(typed, years);
  const std::optional<Typed> date = reader.read();
  if (!date) return none(text, kNoDate, reader.why());
  return date->date;
}

tl::expected<DayAndTime, Text> typed_day_and_time(std::string_view text, Years years) {
  if (text.size() > kTypedBytesMax) return none(text, kNoTime, kTooLong);
  const std::string typed = bare(text, true);
  DateReader reader(typed, years);
  const std::optional<Typed> read = reader.read();
  if (!read) return none(text, kNoTime, reader.why());
  if (!read->clock) return DayAndTime{read->date, std::nullopt};
  if (read->clock->is_span)
    return none(text, kNoTime, {"skriv ét klokkeslæt, fx kl. 13.00", "write one time of day, such as 13:00"});
  return DayAndTime{read->date, read->clock->second_of_day};
}

tl::expected<Instant, Text> typed_moment(std::string_view text, const Zone& zone, DayAlone alone) {
  if (const std::optional<Instant> instant = text.size() > kTypedBytesMax ? std::nullopt : instant_in(text)) {
    if (can_be_meant(zone.date_of(*instant), kTypedYears)) return *instant;
  }
  const tl::expected<DayAndTime, Text> typed = typed_day_and_time(text);
  if (!typed) return tl::unexpected<Text>(typed.error());
  if (typed->second_of_day) return zone.instant_of(typed->date, *typed->second_of_day);
  if (alone == DayAlone::end) return Instant{zone.end_of(typed->date).micros - 1};
  return zone.instant_of(typed->date, 12 * 3600);
}

tl::expected<Period, Text> typed_period(std::string_view text) {
  if (text.size() > kTypedBytesMax) return none(text, kNoPeriod, kTooLong);
  const std::string typed = bare(text, true);
  if (const std::optional<Period> iso = Period::parse(bare(text, false))) return *iso;
  if (const std::optional<Period> words = period_in_words(typed)) return *words;
  return none(
      text, kNoPeriod,
      {"skriv fx 14 dage, 2 uger, 6 måneder eller P14D", "write for example 14 days, 2 weeks, 6 months or P14D"});
}

}  // namespace aftale::time
