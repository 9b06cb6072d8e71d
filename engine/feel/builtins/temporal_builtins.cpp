#include <array>

#include "engine/feel/builtins/builtins.h"
#include "engine/feel/builtins/inputs.h"
#include "engine/feel/temporal_text.h"

namespace aftale::feel {
namespace {

std::optional<time::CivilDate> date_of(Inputs& in) {
  const Value& value = in.single(0);
  if (value.kind() == Kind::date) return value.date();
  if (value.kind() == Kind::date_time) return value.moment().date;
  in.wrong(0, "date", {"en dato", "a date"});
  return std::nullopt;
}

Value day_of_year(std::span<const Value> arguments, Call& call) {
  Inputs in("day of year", arguments, call);
  const std::optional<time::CivilDate> date = date_of(in);
  return date ? Value::integer(date->day_of_year()) : Value();
}

Value week_of_year(std::span<const Value> arguments, Call& call) {
  Inputs in("week of year", arguments, call);
  const std::optional<time::CivilDate> date = date_of(in);
  return date ? Value::integer(date->iso_week()) : Value();
}

// DMN names the days and months in English, whatever language the reader has.
Value day_of_week(std::span<const Value> arguments, Call& call) {
  constexpr std::array kDays{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
  Inputs in("day of week", arguments, call);
  const std::optional<time::CivilDate> date = date_of(in);
  if (!date) return {};
  return Value::string(kDays.at(static_cast<std::size_t>(date->weekday()) - 1));
}

Value month_of_year(std::span<const Value> arguments, Call& call) {
  constexpr std::array kMonths{"January", "February", "March",     "April",   "May",      "June",
                               "July",    "August",   "September", "October", "November", "December"};
  Inputs in("month of year", arguments, call);
  const std::optional<time::CivilDate> date = date_of(in);
  if (!date) return {};
  return Value::string(kMonths.at(static_cast<std::size_t>(date->month()) - 1));
}

Value today(std::span<const Value>, Call& call) {
  return Value(call.zone().date_of(call.now()));
}

Value now(std::span<const Value>, Call& call) {
  const time::Instant instant = call.now();
  const time::Zone& zone = call.zone();
  DateTime moment;
  moment.date = zone.date_of(instant);
  const std::int64_t micros = instant.micros - instant.unix_seconds() * 1'000'000;
  moment.time.nanos_of_day = zone.second_of_day(instant) * kNanosPerSecond + micros * 1'000;
  // The offset and not the name: in the hour that comes twice only the offset tells which one it is.
  moment.time.offset_seconds = static_cast<std::int32_t>(zone.offset_seconds(instant));
  return Value::date_time(std::move(moment));
}

}  // namespace

std::span<const Builtin> temporal_builtins() {
  using Type::Kind::number, Type::Kind::string, Type::Kind::date, Type::Kind::date_time;
  static const std::array builtins{
      Builtin{"day of year", 1, 1, {"date"}, day_of_year, number},
      Builtin{"week of year", 1, 1, {"date"}, week_of_year, number},
      Builtin{"day of week", 1, 1, {"date"}, day_of_week, string},
      Builtin{"month of year", 1, 1, {"date"}, month_of_year, string},
      Builtin{"today", 0, 0, {}, today, date},
      Builtin{"now", 0, 0, {}, now, date_time},
  };
  return builtins;
}

}  // namespace aftale::feel
