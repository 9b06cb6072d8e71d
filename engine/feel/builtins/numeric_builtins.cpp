#include <array>

#include "engine/feel/builtins/builtins.h"
#include "engine/feel/builtins/inputs.h"
#include "engine/feel/value/temporal_instant.h"

namespace aftale::feel {
namespace {

Value round_to(Inputs& in, const Decimal& number, std::int64_t scale, Decimal::Rounding rounding) {
  if (in.failed()) return {};
  const std::optional<Decimal> rounded = number.rounded(scale, rounding);
  if (rounded) return Value(*rounded);
  return in.refuse("out-of-range", {"scale skal være fra -6111 til 6176, men er " + std::to_string(scale),
                                    "scale must be from -6111 to 6176, but is " + std::to_string(scale)});
}

/// n and a scale that must be there.
Value rounded(const char* name, Decimal::Rounding rounding, std::span<const Value> arguments, Call& call) {
  Inputs in(name, arguments, call);
  const Decimal number = in.number(0, "n");
  const std::int64_t scale = in.integer(1, "scale");
  return round_to(in, number, scale, rounding);
}

/// n and a scale that may be left out, but not be null.
Value cut(const char* name, Decimal::Rounding rounding, std::span<const Value> arguments, Call& call) {
  Inputs in(name, arguments, call);
  const Decimal number = in.number(0, "n");
  const std::int64_t scale = in.has(1) ? in.integer(1, "scale") : 0;
  return round_to(in, number, scale, rounding);
}

Value decimal(std::span<const Value> arguments, Call& call) {
  return rounded("decimal", Decimal::Rounding::half_even, arguments, call);
}
Value round_up(std::span<const Value> arguments, Call& call) {
  return rounded("round up", Decimal::Rounding::up, arguments, call);
}
Value round_down(std::span<const Value> arguments, Call& call) {
  return rounded("round down", Decimal::Rounding::down, arguments, call);
}
Value round_half_up(std::span<const Value> arguments, Call& call) {
  return rounded("round half up", Decimal::Rounding::half_up, arguments, call);
}
Value round_half_down(std::span<const Value> arguments, Call& call) {
  return rounded("round half down", Decimal::Rounding::half_down, arguments, call);
}
Value floor(std::span<const Value> arguments, Call& call) {
  return cut("floor", Decimal::Rounding::floor, arguments, call);
}
Value ceiling(std::span<const Value> arguments, Call& call) {
  return cut("ceiling", Decimal::Rounding::ceiling, arguments, call);
}

Value abs(std::span<const Value> arguments, Call& call) {
  Inputs in("abs", arguments, call);
  const Value& value = in.single(0);
  switch (value.kind()) {
    case Kind::number:
      return Value(value.number().absolute());
    case Kind::months: {
      const std::int64_t months = value.months().months;
      if (months == INT64_MIN) return in.no_result();
      return Value(MonthsDuration{months < 0 ? -months : months});
    }
    case Kind::days: {
      const WideNanos nanos = nanos_of(value.days());
      const std::optional<DaysDuration> size = duration_of_nanos(nanos < 0 ? -nanos : nanos);
      return size ? Value(*size) : in.no_result();
    }
    case Kind::null:
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
  return in.wrong(0, "n", {"et tal eller en varighed", "a number or a duration"});
}

Value modulo(std::span<const Value> arguments, Call& call) {
  Inputs in("modulo", arguments, call);
  const Decimal dividend = in.number(0, "dividend");
  const Decimal divisor = in.number(1, "divisor");
  if (in.failed()) return {};
  if (divisor.is_zero()) {
    return in.refuse("division-by-zero", {"divisor må ikke være 0", "divisor must not be 0"});
  }
  const std::optional<Decimal> quotient = dividend.over(divisor);
  const std::optional<Decimal> whole = quotient ? quotient->rounded(0, Decimal::Rounding::floor) : std::nullopt;
  const std::optional<Decimal> part = whole ? whole->times(divisor) : std::nullopt;
  return in.result(part ? dividend.minus(*part) : std::nullopt);
}

Value sqrt(std::span<const Value> arguments, Call& call) {
  Inputs in("sqrt", arguments, call);
  const Decimal number = in.number(0, "number");
  if (!in.failed() && number.is_negative()) {
    return in.wrong(0, "number", {"et tal, der ikke er negativt", "a number that is not negative"});
  }
  return in.result(number.square_root());
}

Value log(std::span<const Value> arguments, Call& call) {
  Inputs in("log", arguments, call);
  const Decimal number = in.number(0, "number");
  if (!in.failed() && (number.is_negative() || number.is_zero())) {
    return in.wrong(0, "number", {"et tal over 0", "a number above 0"});
  }
  return in.failed() ? Value() : in.result(number.natural_logarithm());
}

Value exp(std::span<const Value> arguments, Call& call) {
  Inputs in("exp", arguments, call);
  const Decimal number = in.number(0, "number");
  return in.failed() ? Value() : in.result(number.exponential());
}

/// The remainder by two, 0 or 1; none (reported) for a number with decimals.
std::optional<bool> is_odd(Inputs& in) {
  const Decimal number = in.number(0, "number");
  if (in.failed()) return std::nullopt;
  if (!number.is_integer()) {
    in.wrong(0, "number", {"et helt tal", "an integer"});
    return std::nullopt;
  }
  const std::optional<Decimal> half = number.over(Decimal(2));
  return half && !half->is_integer();
}

Value odd(std::span<const Value> arguments, Call& call) {
  Inputs in("odd", arguments, call);
  const std::optional<bool> odd_one = is_odd(in);
  return odd_one ? Value(*odd_one) : Value();
}

Value even(std::span<const Value> arguments, Call& call) {
  Inputs in("even", arguments, call);
  const std::optional<bool> odd_one = is_odd(in);
  return odd_one ? Value(!*odd_one) : Value();
}

}  // namespace

std::span<const Builtin> numeric_builtins() {
  using Type::Kind::boolean, Type::Kind::number;
  static const std::array builtins{
      Builtin{"decimal", 2, 2, {"n", "scale"}, decimal, number},
      Builtin{"floor", 1, 2, {"n", "scale"}, floor, number},
      Builtin{"ceiling", 1, 2, {"n", "scale"}, ceiling, number},
      Builtin{"round up", 2, 2, {"n", "scale"}, round_up, number},
      Builtin{"round down", 2, 2, {"n", "scale"}, round_down, number},
      Builtin{"round half up", 2, 2, {"n", "scale"}, round_half_up, number},
      Builtin{"round half down", 2, 2, {"n", "scale"}, round_half_down, number},
      Builtin{"abs", 1, 1, {"n"}, abs, {}},
      Builtin{"modulo", 2, 2, {"dividend", "divisor"}, modulo, number},
      Builtin{"sqrt", 1, 1, {"number"}, sqrt, number},
      Builtin{"log", 1, 1, {"number"}, log, number},
      Builtin{"exp", 1, 1, {"number"}, exp, number},
      Builtin{"odd", 1, 1, {"number"}, odd, boolean},
      Builtin{"even", 1, 1, {"number"}, even, boolean},
  };
  return builtins;
}

}  // namespace aftale::feel
