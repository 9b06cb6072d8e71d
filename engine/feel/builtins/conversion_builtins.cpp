#include <array>

#include "engine/feel/builtins/builtins.h"
#include "engine/feel/builtins/inputs.h"
#include "engine/feel/temporal_text.h"
#include "engine/feel/value/range_text.h"

namespace aftale::feel {
namespace {

/// The text in place 0 read by `parse`, or an error with an example of how to write it.
Value read_text(Inputs& in, std::optional<Value> (*parse)(std::string_view text), const Text& what,
                const char* example) {
  const std::string& text = in.text(0, "from");
  if (in.failed()) return {};
  if (std::optional<Value> value = parse(text)) return *value;
  return in.refuse("bad-value", {"\"" + text + "\" er ikke " + what.da + "; skriv den som \"" + example + "\"",
                                 "\"" + text + "\" is not " + what.en + "; write it as \"" + example + "\""});
}

Value date_of_numbers(Inputs& in) {
  const std::int64_t year = in.integer(0, "year"), month = in.integer(1, "month"), day = in.integer(2, "day");
  if (in.failed()) return {};
  const bool in_reach = year >= -kYearMax && year <= kYearMax && month >= 1 && month <= 12 && day >= 1 && day <= 31;
  const std::optional<time::CivilDate> date =
      in_reach ? time::CivilDate::from_ymd(year, static_cast<int>(month), static_cast<int>(day)) : std::nullopt;
  if (date) return Value(*date);
  const std::string given = std::to_string(year) + ", " + std::to_string(month) + ", " + std::to_string(day);
  return in.refuse("bad-value", {"der er ingen dato med år, måned og dag " + given,
                                 "there is no date with year, month and day " + given});
}

Value date(std::span<const Value> arguments, Call& call) {
  Inputs in("date", arguments, call);
  if (in.count() == 3) return date_of_numbers(in);
  if (in.count() == 2) {
    return in.refuse("wrong-arguments", {"skriv date(år, måned, dag) eller date(\"2022-11-24\")",
                                         "write date(year, month, day) or date(\"2022-11-24\")"});
  }
  const Value& from = in.single(0);
  if (from.kind() == Kind::date) return from;
  if (from.kind() == Kind::date_time) return Value(from.moment().date);
  return read_text(in, parse_date, {"en dato", "a date"}, "2022-11-24");
}

/// Nanoseconds of a number of seconds, cut; none where it is not from 0 to below 60.
std::optional<std::int64_t> nanos_of_seconds(const Decimal& seconds) {
  if (seconds.is_negative() || seconds >= Decimal(60)) return std::nullopt;
  const std::optional<Decimal> nanos = seconds.times(Decimal(kNanosPerSecond));
  const std::optional<Decimal> whole = nanos ? nanos->rounded(0, Decimal::Rounding::down) : std::nullopt;
  return whole ? whole->integer() : std::nullopt;
}

Value time_of_numbers(Inputs& in) {
  const std::int64_t hour = in.integer(0, "hour"), minute = in.integer(1, "minute");
  const Decimal second = in.number(2, "second");
  if (in.failed()) return {};
  const std::optional<std::int64_t> nanos = nanos_of_seconds(second);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || !nanos) {
    const std::string given = std::to_string(hour) + ", " + std::to_string(minute) + ", " + second.text();
    return in.refuse("bad-value", {"der er intet klokkeslæt med time, minut og sekund " + given,
                                   "there is no time with hour, minute and second " + given});
  }
  Time time;
  time.nanos_of_day = (hour * 3600 + minute * 60) * kNanosPerSecond + *nanos;
  if (in.given(3)) {
    const Value& offset = in.single(3);
    const bool fits = offset.kind() == Kind::days && offset.days().seconds >= -kOffsetSecondsMax &&
                      offset.days().seconds <= kOffsetSecondsMax && offset.days().nanos == 0;
    if (!fits) {
      return in.wrong(3, "offset",
                      {"en varighed på højst 18 timer, som duration(\"PT1H\")",
                       "a duration of at most 18 hours, like duration(\"PT1H\")"});
    }
    time.offset_seconds = static_cast<std::int32_t>(offset.days().seconds);
  }
  return Value::time(std::move(time));
}

Value time(std::span<const Value> arguments, Call& call) {
  Inputs in("time", arguments, call);
  if (in.count() >= 3) return time_of_numbers(in);
  if (in.count() == 2) {
    return in.refuse("wrong-arguments", {"skriv time(time, minut, sekund) eller time(\"12:00:00\")",
                                         "write time(hour, minute, second) or time(\"12:00:00\")"});
  }
  const Value& from = in.single(0);
  if (from.kind() == Kind::time) return from;
  if (from.kind() == Kind::date_time) return Value::time(from.moment().time);
  if (from.kind() == Kind::date) return Value::time(Time{0, 0, {}});  // a date is read as its midnight in UTC
  return read_text(in, parse_time, {"et klokkeslæt", "a time"}, "12:00:00");
}

/// A date alone is its midnight.
std::optional<Value> parse_moment(std::string_view text) {
  if (std::optional<Value> moment = parse_date_time(text)) return moment;
  const std::optional<Value> date = parse_date(text);
  if (!date) return std::nullopt;
  return Value::date_time(DateTime{date->date(), {}});
}

Value date_and_time(std::span<const Value> arguments, Call& call) {
  Inputs in("date and time", arguments, call);
  const Value& from = in.single(0);
  if (in.count() == 1) {
    if (from.kind() == Kind::date_time) return from;
    if (from.kind() == Kind::date) return Value::date_time(DateTime{from.date(), Time{0, 0, {}}});
    return read_text(in, parse_moment, {"en dato med klokkeslæt", "a date and time"}, "2022-11-24T12:00:00");
  }
  if (from.kind() != Kind::date && from.kind() != Kind::date_time) {
    return in.wrong(0, "date", kind_words(Type::Kind::date));
  }
  const Value& time = in.single(1);
  if (time.kind() != Kind::time) return in.wrong(1, "time", kind_words(Type::Kind::time));
  const time::CivilDate day = from.kind() == Kind::date ? from.date() : from.moment().date;
  return Value::date_time(DateTime{day, time.time_of_day()});
}

/// A separator of `number`: none for null; reported where it is not one of `allowed`.
std::string separator(Inputs& in, std::size_t place, const char* parameter, std::string_view allowed, Text wanted) {
  if (in.failed() || !in.given(place)) return {};
  const std::string& text = in.text(place, parameter);
  if (!in.failed() && (text.size() != 1 || allowed.find(text) == std::string_view::npos)) {
    in.wrong(place, parameter, std::move(wanted));
  }
  return in.failed() ? std::string() : text;
}

Value number(std::span<const Value> arguments, Call& call) {
  Inputs in("number", arguments, call);
  const std::string& text = in.text(0, "from");
  const std::string grouping = separator(in, 1, "grouping separator", " ,.",
                                         {"mellemrum, komma, punktum eller null", "a space, comma, period or null"});
  const std::string point =
      separator(in, 2, "decimal separator", ",.", {"komma, punktum eller null", "a comma, period or null"});
  if (in.failed()) return {};
  if (!grouping.empty() && grouping == point) {
    return in.refuse("bad-argument", {"de to skilletegn skal være forskellige", "the two separators must differ"});
  }
  std::string plain;
  for (const char letter : text) {
    const std::string sign(1, letter);
    if (sign == grouping) continue;
    // With a comma as the decimal separator a period has no place left.
    if (sign == "." && point == ",")
      plain += '?';
    else
      plain += sign == point ? '.' : letter;
  }
  if (const std::optional<Decimal> read = Decimal::parse(plain)) return Value(*read);
  return in.refuse("bad-value", {"\"" + text + "\" er ikke et tal", "\"" + text + "\" is not a number"});
}

Value string(std::span<const Value> arguments, Call& call) {
  Inputs in("string", arguments, call);
  const Value& from = in.any(0);
  if (from.is_null()) return in.wrong(0, "from", {"en værdi", "a value"});
  std::string text = from.plain();
  if (!in.spend(text.size())) return {};
  return Value::string(std::move(text));
}

Value duration(std::span<const Value> arguments, Call& call) {
  Inputs in("duration", arguments, call);
  const Value& from = in.single(0);
  if (from.kind() == Kind::days || from.kind() == Kind::months) return from;
  return read_text(in, parse_duration, {"en varighed", "a duration"}, "P14D");
}

/// The date of a date or a date and time, as it is written: zones play no part.
std::optional<time::CivilDate> day_of(Inputs& in, std::size_t place, const char* parameter) {
  const Value& value = in.single(place);
  if (value.kind() == Kind::date) return value.date();
  if (value.kind() == Kind::date_time) return value.moment().date;
  in.wrong(place, parameter, kind_words(Type::Kind::date));
  return std::nullopt;
}

Value years_and_months_duration(std::span<const Value> arguments, Call& call) {
  Inputs in("years and months duration", arguments, call);
  const std::optional<time::CivilDate> from = day_of(in, 0, "from"), to = day_of(in, 1, "to");
  if (!from || !to) return {};
  std::int64_t months = (to->year() - from->year()) * 12 + (to->month() - from->month());
  if (months > 0 && to->day() < from->day()) --months;
  if (months < 0 && to->day() > from->day()) ++months;
  return Value(MonthsDuration{months});
}

Value range(std::span<const Value> arguments, Call& call) {
  Inputs in("range", arguments, call);
  const std::string& text = in.text(0, "from");
  if (in.failed()) return {};
  if (std::optional<Range> read = parse_range(text)) return Value::range(std::move(*read));
  return in.refuse("bad-value", {"\"" + text + "\" er ikke et interval; skriv det som \"[1..5]\"",
                                 "\"" + text + "\" is not a range; write it as \"[1..5]\""});
}

}  // namespace

std::span<const Builtin> conversion_builtins() {
  using enum Type::Kind;
  static const std::array builtins{
      Builtin{"date", 1, 3, {"from|year", "month", "day"}, feel::date, Type::Kind::date},
      Builtin{"time", 1, 4, {"from|hour", "minute", "second", "offset"}, feel::time, Type::Kind::time},
      Builtin{"date and time", 1, 2, {"from|date", "time"}, date_and_time, date_time},
      Builtin{"number", 1, 3, {"from", "grouping separator", "decimal separator"}, feel::number, Type::Kind::number},
      Builtin{"string", 1, 1, {"from"}, feel::string, Type::Kind::string},
      Builtin{"duration", 1, 1, {"from"}, duration, any},
      Builtin{"years and months duration", 2, 2, {"from", "to"}, years_and_months_duration, months},
      Builtin{"range", 1, 1, {"from"}, feel::range, Type::Kind::range},
  };
  return builtins;
}

}  // namespace aftale::feel
