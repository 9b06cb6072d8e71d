#include "engine/feel/value/arithmetic.h"

#include <limits>

#include "engine/feel/temporal_text.h"
#include "engine/feel/value/temporal_instant.h"
#include "engine/time/zone.h"

namespace aftale::feel {
namespace {

constexpr std::int64_t kMonthsMax = 4 * 12 * kYearMax;

Value give(std::optional<Decimal> number, Trouble& trouble) {
  if (!number) trouble = Trouble::overflow;
  return number ? Value(*number) : Value();
}

Value give(std::optional<DaysDuration> duration, Trouble& trouble) {
  if (!duration) trouble = Trouble::overflow;
  return duration ? Value(*duration) : Value();
}

bool in_years(time::CivilDate date) {
  static const std::int64_t first = time::CivilDate::from_ymd(-kYearMax, 1, 1)->days();
  static const std::int64_t last = time::CivilDate::from_ymd(kYearMax, 12, 31)->days();
  return date.days() >= first && date.days() <= last;
}

std::optional<time::CivilDate> plus_months(time::CivilDate date, std::int64_t months) {
  if (months < -kMonthsMax || months > kMonthsMax) return std::nullopt;
  const time::CivilDate out = date.plus_months(months);
  return in_years(out) ? std::optional(out) : std::nullopt;
}

/// A date as its midnight in UTC.
DateTime midnight(time::CivilDate date) {
  DateTime out;
  out.date = date;
  out.time.offset_seconds = 0;
  return out;
}

Value date_plus_days(time::CivilDate date, WideNanos nanos, Trouble& trouble) {
  const WideNanos day = static_cast<WideNanos>(kSecondsPerDay) * kNanosPerSecond;
  const WideNanos at = nanos >= 0 ? nanos / day : -((-nanos + day - 1) / day);
  const WideNanos wide = date.days() + at;
  if (wide > 4 * 366 * kYearMax || wide < -4 * 366 * kYearMax) {
    trouble = Trouble::overflow;
    return Value();
  }
  const time::CivilDate out = time::CivilDate::from_days(static_cast<std::int64_t>(wide));
  if (!in_years(out)) trouble = Trouble::overflow;
  return in_years(out) ? Value(out) : Value();
}

/// Of a moment in a zone: the same instant later, so that the hour may differ when the clocks change.
Value moment_plus_nanos(const DateTime& moment, WideNanos nanos, Trouble& trouble) {
  DateTime local = moment;
  local.time.offset_seconds.reset();
  local.time.zone.clear();
  std::optional<DateTime> out = local_from_nanos(nanos_since_epoch(local) + nanos);
  if (!moment.time.zone.empty()) {
    const std::optional<std::int32_t> before = offset_of(moment);
    if (out && before) {
      const WideNanos utc = nanos_since_epoch(moment) + nanos;
      DateTime guess = *out;
      guess.time.zone = moment.time.zone;
      // The offset found for the local time without a change; where it differs, the clocks were changed between.
      if (const std::optional<std::int32_t> after = offset_of(guess); after && *after != *before) {
        out = local_from_nanos(utc + static_cast<WideNanos>(*after) * kNanosPerSecond);
      }
    }
  }
  if (!out || !in_years(out->date)) {
    trouble = Trouble::overflow;
    return Value();
  }
  out->time.offset_seconds = moment.time.offset_seconds;
  out->time.zone = moment.time.zone;
  return Value::date_time(*std::move(out));
}

Value moment_plus_months(const DateTime& moment, std::int64_t months, Trouble& trouble) {
  const std::optional<time::CivilDate> date = plus_months(moment.date, months);
  if (!date) {
    trouble = Trouble::overflow;
    return Value();
  }
  DateTime out = moment;
  out.date = *date;
  return Value::date_time(std::move(out));
}

Value time_plus_nanos(const Time& time, WideNanos nanos) {
  const WideNanos day = static_cast<WideNanos>(kSecondsPerDay) * kNanosPerSecond;
  WideNanos of_day = (time.nanos_of_day + nanos) % day;
  if (of_day < 0) of_day += day;
  Time out = time;
  out.nanos_of_day = static_cast<std::int64_t>(of_day);
  return Value::time(std::move(out));
}

/// A moment, date or time plus or minus a duration.
Value shifted(const Value& moment, const Value& duration, int sign, Trouble& trouble) {
  if (duration.kind() == Kind::months) {
    const std::int64_t months = duration.months().months;
    if (months < -kMonthsMax || months > kMonthsMax) {
      trouble = Trouble::overflow;
      return Value();
    }
    if (moment.kind() == Kind::date_time) return moment_plus_months(moment.moment(), sign * months, trouble);
    const std::optional<time::CivilDate> date = plus_months(moment.date(), sign * months);
    if (!date) trouble = Trouble::overflow;
    return date ? Value(*date) : Value();
  }
  const WideNanos nanos = sign * nanos_of(duration.days());
  if (moment.kind() == Kind::date) return date_plus_days(moment.date(), nanos, trouble);
  if (moment.kind() == Kind::time) return time_plus_nanos(moment.time_of_day(), nanos);
  return moment_plus_nanos(moment.moment(), nanos, trouble);
}

bool shifts(Kind moment, Kind duration) {
  if (duration == Kind::days) return moment == Kind::date || moment == Kind::time || moment == Kind::date_time;
  return duration == Kind::months && (moment == Kind::date || moment == Kind::date_time);
}

bool is_moment(Kind kind) {
  return kind == Kind::date || kind == Kind::date_time;
}

Value between_moments(const DateTime& left, const DateTime& right, Trouble& trouble) {
  const auto local = [](const DateTime& moment) { return !moment.time.offset_seconds && moment.time.zone.empty(); };
  if (local(left) != local(right)) {
    trouble = Trouble::zones;
    return Value();
  }
  return give(duration_of_nanos(nanos_since_epoch(left) - nanos_since_epoch(right)), trouble);
}

Value signed_sum(const Value& left, const Value& right, int sign, Trouble& trouble) {
  const Kind a = left.kind(), b = right.kind();
  if (a == Kind::number && b == Kind::number) {
    return give(sign > 0 ? left.number().plus(right.number()) : left.number().minus(right.number()), trouble);
  }
  if (a == Kind::string && b == Kind::string && sign > 0) return Value::string(left.text() + right.text());
  if (a == Kind::days && b == Kind::days) {
    return give(duration_of_nanos(nanos_of(left.days()) + sign * nanos_of(right.days())), trouble);
  }
  if (a == Kind::months && b == Kind::months) {
    std::int64_t months = 0;
    const bool lost = sign > 0 ? __builtin_add_overflow(left.months().months, right.months().months, &months)
                               : __builtin_sub_overflow(left.months().months, right.months().months, &months);
    if (lost) trouble = Trouble::overflow;
    return lost ? Value() : Value(MonthsDuration{months});
  }
  if (shifts(a, b)) return shifted(left, right, sign, trouble);
  if (sign > 0 && shifts(b, a)) return shifted(right, left, sign, trouble);
  if (sign < 0 && is_moment(a) && is_moment(b)) {
    return between_moments(a == Kind::date ? midnight(left.date()) : left.moment(),
                           b == Kind::date ? midnight(right.date()) : right.moment(), trouble);
  }
  if (sign < 0 && a == Kind::time && b == Kind::time) {
    const time::CivilDate day = time::CivilDate::from_days(10'957);
    return between_moments(DateTime{day, left.time_of_day()}, DateTime{day, right.time_of_day()}, trouble);
  }
  trouble = Trouble::kinds;
  return Value();
}

std::optional<Decimal> nanos_number(DaysDuration duration) {
  const std::optional<Decimal> seconds = Decimal(duration.seconds).times(Decimal(kNanosPerSecond));
  return seconds ? seconds->plus(Decimal(duration.nanos)) : std::nullopt;
}

Value days_of(std::optional<Decimal> nanos, Trouble& trouble) {
  trouble = Trouble::overflow;
  if (!nanos) return Value();
  const std::optional<Decimal> whole = nanos->rounded(0, Decimal::Rounding::down);
  const std::optional<Decimal> ratio = whole ? whole->over(Decimal(kNanosPerSecond)) : std::nullopt;
  const std::optional<Decimal> floored = ratio ? ratio->rounded(0, Decimal::Rounding::floor) : std::nullopt;
  const std::optional<std::int64_t> seconds = floored ? floored->integer() : std::nullopt;
  if (!seconds) return Value();
  const std::optional<Decimal> used = floored->times(Decimal(kNanosPerSecond));
  const std::optional<Decimal> left = used ? whole->minus(*used) : std::nullopt;
  const std::optional<std::int64_t> rest = left ? left->integer() : std::nullopt;
  if (!rest) return Value();
  trouble = Trouble::none;
  return Value(DaysDuration{*seconds, static_cast<std::int32_t>(*rest)});
}

Value months_of(std::optional<Decimal> number, Trouble& trouble) {
  const std::optional<Decimal> whole = number ? number->rounded(0, Decimal::Rounding::down) : std::nullopt;
  const std::optional<std::int64_t> months = whole ? whole->integer() : std::nullopt;
  if (!months) trouble = Trouble::overflow;
  return months ? Value(MonthsDuration{*months}) : Value();
}

Value product_of(const Value& left, const Value& right, Trouble& trouble) {
  const Kind a = left.kind(), b = right.kind();
  if (a == Kind::number && b == Kind::number) return give(left.number().times(right.number()), trouble);
  if (a == Kind::number && (b == Kind::days || b == Kind::months)) return product_of(right, left, trouble);
  if (a == Kind::days && b == Kind::number) {
    const std::optional<Decimal> nanos = nanos_number(left.days());
    return days_of(nanos ? nanos->times(right.number()) : std::nullopt, trouble);
  }
  if (a == Kind::months && b == Kind::number) {
    return months_of(Decimal(left.months().months).times(right.number()), trouble);
  }
  trouble = Trouble::kinds;
  return Value();
}

Value quotient(const Value& left, const Value& right, Trouble& trouble) {
  const Kind a = left.kind(), b = right.kind();
  const auto divided = [&](std::optional<Decimal> over, const std::optional<Decimal>& under) -> std::optional<Decimal> {
    if (!over || !under) return std::nullopt;
    if (under->is_zero()) trouble = Trouble::zero;
    return over->over(*under);
  };
  const auto result = [&](std::optional<Decimal> number) {
    if (!number && trouble == Trouble::none) trouble = Trouble::overflow;
    return number ? Value(*number) : Value();
  };
  if (a == Kind::number && b == Kind::number) return result(divided(left.number(), right.number()));
  if (a == Kind::days && b == Kind::days) return result(divided(nanos_number(left.days()), nanos_number(right.days())));
  if (a == Kind::months && b == Kind::months) {
    return result(divided(Decimal(left.months().months), Decimal(right.months().months)));
  }
  if ((a == Kind::days || a == Kind::months) && b == Kind::number) {
    const std::optional<Decimal> amount = a == Kind::days ? nanos_number(left.days()) : Decimal(left.months().months);
    const std::optional<Decimal> part = divided(amount, right.number());
    if (!part) return result(part);
    return a == Kind::days ? days_of(part, trouble) : months_of(part, trouble);
  }
  trouble = Trouble::kinds;
  return Value();
}

using TypeKind = Type::Kind;

bool is_duration(TypeKind kind) {
  return kind == TypeKind::days || kind == TypeKind::months;
}

bool shifts(TypeKind moment, TypeKind duration) {
  if (duration == TypeKind::days) {
    return moment == TypeKind::date || moment == TypeKind::time || moment == TypeKind::date_time;
  }
  return duration == TypeKind::months && (moment == TypeKind::date || moment == TypeKind::date_time);
}

std::optional<Type> sum_type(TypeKind a, TypeKind b, bool plus) {
  const bool moments =
      (a == TypeKind::date || a == TypeKind::date_time) && (b == TypeKind::date || b == TypeKind::date_time);
  if (a == b && (a == TypeKind::number || is_duration(a) || (a == TypeKind::string && plus))) return Type(a);
  if (shifts(a, b)) return Type(a);
  if (plus && shifts(b, a)) return Type(b);
  if (!plus && (moments || (a == TypeKind::time && b == TypeKind::time))) return Type(TypeKind::days);
  return std::nullopt;
}

}  // namespace

Value arithmetic(Op op, const Value& left, const Value& right, Trouble& trouble) {
  trouble = Trouble::none;
  if (left.is_null() || right.is_null()) return Value();
  switch (op) {
    case Op::add:
      return signed_sum(left, right, 1, trouble);
    case Op::subtract:
      return signed_sum(left, right, -1, trouble);
    case Op::multiply:
      return product_of(left, right, trouble);
    case Op::divide:
      return quotient(left, right, trouble);
    case Op::power:
      if (left.kind() == Kind::number && right.kind() == Kind::number) {
        return give(left.number().power(right.number()), trouble);
      }
      trouble = Trouble::kinds;
      return Value();
    default:
      break;
  }
  trouble = Trouble::kinds;
  return Value();
}

Value negated(const Value& value, Trouble& trouble) {
  trouble = Trouble::none;
  switch (value.kind()) {
    case Kind::null:
      return Value();
    case Kind::number:
      return Value(value.number().negated());
    case Kind::months:
      if (value.months().months != std::numeric_limits<std::int64_t>::min()) {
        return Value(MonthsDuration{-value.months().months});
      }
      trouble = Trouble::overflow;
      return Value();
    case Kind::days:
      return give(duration_of_nanos(-nanos_of(value.days())), trouble);
    case Kind::boolean:
    case Kind::string:
    case Kind::date:
    case Kind::time:
    case Kind::date_time:
    case Kind::list:
    case Kind::context:
    case Kind::range:
    case Kind::function:
      break;
  }
  trouble = Trouble::kinds;
  return Value();
}

std::optional<Type> arithmetic_type(Op op, const Type& left, const Type& right) {
  const TypeKind a = left.kind(), b = right.kind();
  const auto unknown = [](TypeKind kind) { return kind == TypeKind::any || kind == TypeKind::null; };
  if (unknown(a) || unknown(b)) {
    if (op == Op::power) return Type(TypeKind::number);
    return Type();
  }
  switch (op) {
    case Op::add:
      return sum_type(a, b, true);
    case Op::subtract:
      return sum_type(a, b, false);
    case Op::multiply:
      if (a == TypeKind::number && (b == TypeKind::number || is_duration(b))) return Type(b);
      if (is_duration(a) && b == TypeKind::number) return Type(a);
      return std::nullopt;
    case Op::divide:
      if (a == b && (a == TypeKind::number || is_duration(a))) return Type(TypeKind::number);
      if (is_duration(a) && b == TypeKind::number) return Type(a);
      return std::nullopt;
    case Op::power:
      if (a == TypeKind::number && b == TypeKind::number) return Type(TypeKind::number);
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

}  // namespace aftale::feel
