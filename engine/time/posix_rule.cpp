#include "engine/time/posix_rule.h"

#include "engine/time/civil.h"

namespace aftale::time {

class PosixRule::Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  bool at_end() const { return rest_.empty(); }
  bool take(char wanted) {
    if (!rest_.starts_with(wanted)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  /// `CET` or `<-02>`.
  bool name() {
    const bool quoted = take('<');
    std::size_t size = 0;
    while (size < rest_.size() && (quoted ? rest_[size] != '>' : is_letter(rest_[size]))) ++size;
    if (size < 3) return false;
    rest_.remove_prefix(size);
    return !quoted || take('>');
  }
  /// `[+-]H[H[H]][:MM[:SS]]` in seconds.
  std::optional<std::int64_t> clock() {
    const bool negative = take('-');
    if (!negative) take('+');
    const auto hours = number(167);
    if (!hours) return std::nullopt;
    std::int64_t seconds = *hours * 3600;
    for (const int unit : {60, 1}) {
      if (!take(':')) break;
      const auto part = number(59);
      if (!part) return std::nullopt;
      seconds += *part * unit;
    }
    return negative ? -seconds : seconds;
  }
  /// `,M3.5.0/3`.
  std::optional<Day> day() {
    if (!take(',') || !take('M')) return std::nullopt;
    const auto month = number(12);
    const auto week = take('.') ? number(5) : std::nullopt;
    const auto weekday = take('.') ? number(6) : std::nullopt;
    if (!month || !week || !weekday || *month < 1 || *week < 1) return std::nullopt;
    Day day{*month, *week, *weekday};
    if (take('/')) {
      const auto seconds = clock();
      if (!seconds) return std::nullopt;
      day.seconds = *seconds;
    }
    return day;
  }
  bool at_comma() const { return rest_.starts_with(','); }

 private:
  static bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
  std::optional<int> number(int most) {
    int value = 0;
    std::size_t size = 0;
    for (; size < rest_.size() && size < 3 && rest_[size] >= '0' && rest_[size] <= '9'; ++size) {
      value = value * 10 + (rest_[size] - '0');
    }
    if (size == 0 || value > most) return std::nullopt;
    rest_.remove_prefix(size);
    return value;
  }

  std::string_view rest_;
};

std::optional<PosixRule> PosixRule::parse(std::string_view text) {
  Reader reader(text);
  PosixRule rule;
  if (!reader.name()) return std::nullopt;
  const auto west = reader.clock();
  if (!west || reader.at_end() || !reader.name()) return std::nullopt;
  rule.standard_ = -*west;
  rule.summer_ = rule.standard_ + 3600;
  if (!reader.at_comma()) {
    const auto summer_west = reader.clock();
    if (!summer_west) return std::nullopt;
    rule.summer_ = -*summer_west;
  }
  const auto start = reader.day();
  const auto end = reader.day();
  if (!start || !end || !reader.at_end()) return std::nullopt;
  rule.start_ = *start;
  rule.end_ = *end;
  return rule;
}

std::int64_t PosixRule::Day::local_seconds(std::int64_t year) const {
  const CivilDate first = *CivilDate::from_ymd(year, month, 1);
  const int first_weekday = static_cast<int>(first.weekday()) % 7;
  int day = 1 + (weekday - first_weekday + 7) % 7 + 7 * (week - 1);
  while (day > days_in_month(year, month)) day -= 7;
  return first.plus_days(day - 1).days() * 86'400 + seconds;
}

std::pair<PosixRule::Change, PosixRule::Change> PosixRule::changes(std::int64_t year) const {
  const Change summer{start_.local_seconds(year) - standard_, summer_};
  const Change winter{end_.local_seconds(year) - summer_, standard_};
  return summer.at < winter.at ? std::pair(summer, winter) : std::pair(winter, summer);
}

}  // namespace aftale::time
