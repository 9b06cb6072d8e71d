#include "engine/feel/temporal_text.h"

#include <cstdlib>

#include "engine/base/check.h"
#include "engine/feel/value/temporal_instant.h"

namespace aftale::feel {
namespace {

using time::CivilDate;

/// Reads from the front of a text; every step either takes what it asked for or leaves the text as it was.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  bool done() const { return rest_.empty(); }
  std::string_view rest() const { return rest_; }
  bool take(char wanted) {
    if (rest_.empty() || rest_.front() != wanted) return false;
    rest_.remove_prefix(1);
    return true;
  }
  std::string_view digits() {
    std::size_t count = 0;
    while (count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9') ++count;
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
  }
  /// Exactly `count` digits, and no further digit behind them.
  std::optional<int> number_of(std::size_t count) {
    const std::string_view taken = digits();
    if (taken.size() != count) return std::nullopt;
    int number = 0;
    for (const char digit : taken) number = number * 10 + (digit - '0');
    return number;
  }

 private:
  std::string_view rest_;
};

std::optional<std::int64_t> integer_of(std::string_view digits) {
  if (digits.empty()) return std::nullopt;
  std::int64_t number = 0;
  for (const char digit : digits) {
    if (__builtin_mul_overflow(number, std::int64_t{10}, &number)) return std::nullopt;
    if (__builtin_add_overflow(number, std::int64_t{digit - '0'}, &number)) return std::nullopt;
  }
  return number;
}

/// Digits behind a decimal point, cut to nanoseconds.
std::int64_t nanos_of_fraction(std::string_view digits) {
  std::int64_t nanos = 0;
  for (std::size_t place = 0; place < 9; ++place) {
    nanos = nanos * 10 + (place < digits.size() ? digits[place] - '0' : 0);
  }
  return nanos;
}

std::optional<CivilDate> read_date(Reader& reader) {
  const bool negative = reader.take('-');
  const std::string_view year_digits = reader.digits();
  if (year_digits.size() < 4 || year_digits.size() > 9) return std::nullopt;
  if (year_digits.size() > 4 && year_digits.front() == '0') return std::nullopt;
  const std::int64_t year = *integer_of(year_digits);
  if (!reader.take('-')) return std::nullopt;
  const std::optional<int> month = reader.number_of(2);
  if (!month || !reader.take('-')) return std::nullopt;
  const std::optional<int> day = reader.number_of(2);
  if (!day) return std::nullopt;
  return CivilDate::from_ymd(negative ? -year : year, *month, *day);
}

std::optional<std::int32_t> read_offset(Reader& reader, bool negative) {
  const std::optional<int> hours = reader.number_of(2);
  if (!hours || !reader.take(':')) return std::nullopt;
  const std::optional<int> minutes = reader.number_of(2);
  if (!minutes || *minutes > 59) return std::nullopt;
  std::optional<int> seconds = 0;
  if (reader.take(':')) {
    seconds = reader.number_of(2);
    if (!seconds || *seconds > 59) return std::nullopt;
  }
  const std::int32_t total = *hours * 3600 + *minutes * 60 + *seconds;
  if (total > kOffsetSecondsMax) return std::nullopt;
  return negative ? -total : total;
}

/// Reads `Z`, an offset or a zone to the end of the text; nothing left is a local time.
bool read_zone(Reader& reader, Time& time) {
  if (reader.done()) return true;
  if (reader.take('Z')) {
    time.offset_seconds = 0;
    return reader.done();
  }
  if (reader.take('@')) {
    if (!is_zone_name(reader.rest())) return false;
    time.zone = std::string(reader.rest());
    return true;
  }
  const bool negative = reader.take('-');
  if (!negative && !reader.take('+')) return false;
  time.offset_seconds = read_offset(reader, negative);
  return time.offset_seconds.has_value() && reader.done();
}

struct ReadTime {
  Time time;
  bool next_day = false;  ///< it was 24:00:00
};

std::optional<ReadTime> read_time(Reader& reader) {
  const std::optional<int> hour = reader.number_of(2);
  if (!hour || !reader.take(':')) return std::nullopt;
  const std::optional<int> minute = reader.number_of(2);
  if (!minute || !reader.take(':')) return std::nullopt;
  const std::optional<int> second = reader.number_of(2);
  if (!second) return std::nullopt;
  std::int64_t nanos = 0;
  if (reader.take('.')) {
    const std::string_view fraction = reader.digits();
    if (fraction.empty()) return std::nullopt;
    nanos = nanos_of_fraction(fraction);
  }
  ReadTime read;
  read.next_day = *hour == 24 && *minute == 0 && *second == 0 && nanos == 0;
  if (!read.next_day && (*hour > 23 || *minute > 59 || *second > 59)) return std::nullopt;
  const std::int64_t seconds = read.next_day ? 0 : *hour * 3600 + *minute * 60 + *second;
  read.time.nanos_of_day = seconds * kNanosPerSecond + nanos;
  if (!read_zone(reader, read.time)) return std::nullopt;
  return read;
}

/// The parts of a duration, each absent or a number before its letter.
struct DurationParts {
  std::optional<std::int64_t> years, months, days, hours, minutes, seconds;
  std::int64_t nanos = 0;
  bool has_time_mark = false;
};

/// Takes `<digits><letter>`; leaves `digits` for the next letter when this one is not there.
bool take_part(std::string_view digits, char letter, Reader& reader, std::optional<std::int64_t>& part, bool& good) {
  if (!reader.take(letter)) return false;
  part = integer_of(digits);
  good = good && part.has_value();
  return true;
}

bool read_date_parts(Reader& reader, DurationParts& parts) {
  int last = 0;
  bool good = true;
  while (good && !reader.done() && reader.rest().front() != 'T') {
    const std::string_view digits = reader.digits();
    if (last < 1 && take_part(digits, 'Y', reader, parts.years, good))
      last = 1;
    else if (last < 2 && take_part(digits, 'M', reader, parts.months, good))
      last = 2;
    else if (last < 3 && take_part(digits, 'D', reader, parts.days, good))
      last = 3;
    else
      good = false;
  }
  return good;
}

bool read_time_parts(Reader& reader, DurationParts& parts) {
  if (!reader.take('T')) return reader.done();
  parts.has_time_mark = true;
  int last = 0;
  bool good = true;
  while (good && !reader.done()) {
    const std::string_view digits = reader.digits();
    if (last < 1 && take_part(digits, 'H', reader, parts.hours, good)) {
      last = 1;
    } else if (last < 2 && take_part(digits, 'M', reader, parts.minutes, good)) {
      last = 2;
    } else if (last < 3) {
      if (reader.take('.')) parts.nanos = nanos_of_fraction(reader.digits());
      last = 3;
      good = take_part(digits, 'S', reader, parts.seconds, good) && good;
    } else {
      good = false;
    }
  }
  return good && last > 0;
}

std::optional<Value> months_duration_of(const DurationParts& parts, bool negative) {
  const WideNanos months = WideNanos{parts.years.value_or(0)} * 12 + parts.months.value_or(0);
  constexpr WideNanos kMost = INT64_MAX;
  if (months > kMost) return std::nullopt;
  return Value(MonthsDuration{static_cast<std::int64_t>(negative ? -months : months)});
}

std::optional<Value> days_duration_of(const DurationParts& parts, bool negative) {
  const WideNanos seconds = WideNanos{parts.days.value_or(0)} * kSecondsPerDay +
                            WideNanos{parts.hours.value_or(0)} * 3600 + WideNanos{parts.minutes.value_or(0)} * 60 +
                            parts.seconds.value_or(0);
  const WideNanos nanos = seconds * kNanosPerSecond + parts.nanos;
  const std::optional<DaysDuration> duration = duration_of_nanos(negative ? -nanos : nanos);
  if (!duration) return std::nullopt;
  return Value(*duration);
}

std::string two_digits(std::int64_t number) {
  const std::string digits = std::to_string(number);
  return digits.size() < 2 ? "0" + digits : digits;
}

/// `.5`, or nothing for none.
std::string fraction_text(std::int64_t nanos) {
  if (nanos == 0) return {};
  std::string digits = std::to_string(kNanosPerSecond + nanos);
  digits.front() = '.';
  digits.erase(digits.find_last_not_of('0') + 1);
  return digits;
}

std::string offset_text(std::int32_t offset) {
  if (offset == 0) return "Z";
  const std::int32_t size = std::abs(offset);
  std::string text = (offset < 0 ? "-" : "+") + two_digits(size / 3600) + ":" + two_digits(size / 60 % 60);
  if (size % 60 != 0) text += ":" + two_digits(size % 60);
  return text;
}

}  // namespace

std::optional<Value> parse_date(std::string_view text) {
  Reader reader(text);
  const std::optional<CivilDate> date = read_date(reader);
  if (!date || !reader.done()) return std::nullopt;
  return Value(*date);
}

std::optional<Value> parse_time(std::string_view text) {
  Reader reader(text);
  std::optional<ReadTime> read = read_time(reader);
  if (!read) return std::nullopt;
  return Value::time(std::move(read->time));
}

std::optional<Value> parse_date_time(std::string_view text) {
  Reader reader(text);
  std::optional<CivilDate> date = read_date(reader);
  if (!date || !reader.take('T')) return std::nullopt;
  std::optional<ReadTime> read = read_time(reader);
  if (!read) return std::nullopt;
  if (read->next_day) {
    date = date->plus_days(1);
    if (date->year() > kYearMax) return std::nullopt;
  }
  return Value::date_time(DateTime{*date, std::move(read->time)});
}

std::optional<Value> parse_duration(std::string_view text) {
  Reader reader(text);
  const bool negative = reader.take('-');
  if (!reader.take('P') || reader.done()) return std::nullopt;
  DurationParts parts;
  if (!read_date_parts(reader, parts) || !read_time_parts(reader, parts)) {
    if (!reader.done() || parts.has_time_mark) return std::nullopt;
  }
  const bool of_months = parts.years || parts.months;
  const bool of_days = parts.days || parts.has_time_mark;
  if (of_months == of_days) return std::nullopt;
  return of_months ? months_duration_of(parts, negative) : days_duration_of(parts, negative);
}

std::optional<Value> parse_temporal(std::string_view text) {
  if (std::optional<Value> value = parse_date(text)) return value;
  if (std::optional<Value> value = parse_date_time(text)) return value;
  if (std::optional<Value> value = parse_time(text)) return value;
  return parse_duration(text);
}

std::string text_of(const Time& time) {
  const std::int64_t seconds = time.nanos_of_day / kNanosPerSecond;
  std::string text = two_digits(seconds / 3600) + ":" + two_digits(seconds / 60 % 60) + ":" + two_digits(seconds % 60) +
                     fraction_text(time.nanos_of_day % kNanosPerSecond);
  if (!time.zone.empty()) return text + "@" + time.zone;
  if (time.offset_seconds) text += offset_text(*time.offset_seconds);
  return text;
}

std::string text_of(const DateTime& moment) {
  return moment.date.iso() + "T" + text_of(moment.time);
}

std::string text_of(MonthsDuration duration) {
  if (duration.months == 0) return "P0M";
  WideNanos months = duration.months;
  std::string text = months < 0 ? "-P" : "P";
  if (months < 0) months = -months;
  if (const auto years = static_cast<std::int64_t>(months / 12); years != 0) text += std::to_string(years) + "Y";
  if (const auto rest = static_cast<std::int64_t>(months % 12); rest != 0) text += std::to_string(rest) + "M";
  return text;
}

std::string text_of(DaysDuration duration) {
  WideNanos nanos = nanos_of(duration);
  if (nanos == 0) return "PT0S";
  std::string text = nanos < 0 ? "-P" : "P";
  if (nanos < 0) nanos = -nanos;
  const auto seconds = static_cast<std::uint64_t>(nanos / kNanosPerSecond);
  const auto fraction = static_cast<std::int64_t>(nanos % kNanosPerSecond);
  if (const std::uint64_t days = seconds / kSecondsPerDay; days != 0) text += std::to_string(days) + "D";
  const std::uint64_t of_day = seconds % kSecondsPerDay;
  if (of_day == 0 && fraction == 0) return text;
  text += "T";
  if (of_day / 3600 != 0) text += std::to_string(of_day / 3600) + "H";
  if (of_day / 60 % 60 != 0) text += std::to_string(of_day / 60 % 60) + "M";
  if (of_day % 60 != 0 || fraction != 0) text += std::to_string(of_day % 60) + fraction_text(fraction) + "S";
  return text;
}

std::string text_of(const Value& value) {
  switch (value.kind()) {
    case Kind::date:
      return value.date().iso();
    case Kind::time:
      return text_of(value.time_of_day());
    case Kind::date_time:
      return text_of(value.moment());
    case Kind::months:
      return text_of(value.months());
    case Kind::days:
      return text_of(value.days());
    case Kind::null:
    case Kind::boolean:
    case Kind::number:
    case Kind::string:
    case Kind::list:
    case Kind::context:
    case Kind::range:
    case Kind::function:
      break;
  }
  AFTALE_CHECK(false && "text_of takes dates, times and durations only");
  return {};
}

}  // namespace aftale::feel
