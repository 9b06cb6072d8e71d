#include "engine/feel/value/properties.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "engine/feel/temporal_text.h"
#include "engine/feel/value/temporal_instant.h"

namespace aftale::feel {
namespace {

using NameList = std::vector<std::string>;

const NameList kDate{"year", "month", "day", "weekday"};
const NameList kTime{"hour", "minute", "second", "time offset", "timezone"};
const NameList kDateTime{"year", "month", "day", "weekday", "hour", "minute", "second", "time offset", "timezone"};
const NameList kMonths{"years", "months"};
const NameList kDays{"days", "hours", "minutes", "seconds"};
const NameList kRange{"start", "end", "start included", "end included"};
const NameList kLong{"time offset", "start included", "end included"};
const NameList kNone;

Value whole_number(std::int64_t integer) {
  return Value::integer(integer);
}

std::optional<Value> date_property(time::CivilDate date, std::string_view name) {
  if (name == "year") return whole_number(date.year());
  if (name == "month") return whole_number(date.month());
  if (name == "day") return whole_number(date.day());
  if (name == "weekday") return whole_number(static_cast<std::int64_t>(date.weekday()));
  return std::nullopt;
}

Value offset_value(std::optional<std::int32_t> seconds) {
  return seconds ? Value(DaysDuration{*seconds, 0}) : Value();
}

std::optional<Value> time_property(const Time& time, std::string_view name) {
  const std::int64_t seconds = time.nanos_of_day / kNanosPerSecond;
  if (name == "hour") return whole_number(seconds / 3600);
  if (name == "minute") return whole_number(seconds / 60 % 60);
  if (name == "second") return whole_number(seconds % 60);
  if (name == "time offset") return offset_value(time.offset_seconds);
  if (name == "timezone") return time.zone.empty() ? Value() : Value::string(time.zone);
  return std::nullopt;
}

std::optional<Value> days_property(DaysDuration duration, std::string_view name) {
  // Cut towards zero, so that all parts of a negative duration are negative.
  const auto seconds = static_cast<std::int64_t>(nanos_of(duration) / kNanosPerSecond);
  if (name == "days") return whole_number(seconds / kSecondsPerDay);
  if (name == "hours") return whole_number(seconds % kSecondsPerDay / 3600);
  if (name == "minutes") return whole_number(seconds % 3600 / 60);
  if (name == "seconds") return whole_number(seconds % 60);
  return std::nullopt;
}

std::optional<Value> range_property(const Range& range, std::string_view name) {
  if (name == "start") return range.has_low ? range.low : Value();
  if (name == "end") return range.has_high ? range.high : Value();
  if (name == "start included") return Value(range.has_low && range.low_included);
  if (name == "end included") return Value(range.has_high && range.high_included);
  return std::nullopt;
}

std::optional<Value> find_property(const Value& value, std::string_view name) {
  switch (value.kind()) {
    case Kind::date:
      return date_property(value.date(), name);
    case Kind::time:
      return time_property(value.time_of_day(), name);
    case Kind::date_time: {
      if (name == "time offset") return offset_value(offset_of(value.moment()));
      const std::optional<Value> of_date = date_property(value.moment().date, name);
      return of_date ? of_date : time_property(value.moment().time, name);
    }
    case Kind::months:
      if (name == "years") return whole_number(value.months().months / 12);
      if (name == "months") return whole_number(value.months().months % 12);
      return std::nullopt;
    case Kind::days:
      return days_property(value.days(), name);
    case Kind::range:
      return range_property(value.interval(), name);
    case Kind::null:
    case Kind::boolean:
    case Kind::number:
    case Kind::string:
    case Kind::list:
    case Kind::context:
    case Kind::function:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

const NameList& property_names(Type::Kind kind) {
  switch (kind) {
    case Type::Kind::date:
      return kDate;
    case Type::Kind::time:
      return kTime;
    case Type::Kind::date_time:
      return kDateTime;
    case Type::Kind::months:
      return kMonths;
    case Type::Kind::days:
      return kDays;
    case Type::Kind::range:
      return kRange;
    case Type::Kind::any:
    case Type::Kind::null:
    case Type::Kind::boolean:
    case Type::Kind::number:
    case Type::Kind::string:
    case Type::Kind::list:
    case Type::Kind::context:
    case Type::Kind::function:
      return kNone;
  }
  return kNone;
}

const NameList& long_property_names() {
  return kLong;
}

Type property_type(const Type& type, std::string_view name) {
  const NameList& names = property_names(type.kind());
  if (std::find(names.begin(), names.end(), name) == names.end()) return Type();
  if (name == "time offset") return Type::Kind::days;
  if (name == "timezone") return Type::Kind::string;
  if (name == "start" || name == "end") return type.element();
  if (type.kind() == Type::Kind::range) return Type::Kind::boolean;
  return Type::Kind::number;
}

Value property(const Value& value, std::string_view name, bool& found) {
  std::optional<Value> out = find_property(value, name);
  found = out.has_value();
  return out ? *std::move(out) : Value();
}

}  // namespace aftale::feel
