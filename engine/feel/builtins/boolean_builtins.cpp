#include <array>

#include "engine/feel/builtins/builtins.h"
#include "engine/feel/builtins/inputs.h"

namespace aftale::feel {
namespace {

Value logical_not(std::span<const Value> arguments, Call& call) {
  Inputs in("not", arguments, call);
  const bool negand = in.boolean(0, "negand");
  return in.failed() ? Value() : Value(!negand);
}

bool same_time(const Time& left, const Time& right) {
  return left.nanos_of_day == right.nanos_of_day && left.offset_seconds == right.offset_seconds &&
         left.zone == right.zone;
}

/// The same element of the semantic domain (DMN 1.5 table 77): kinds and representations count, so
/// 12:00+01:00 is not 11:00Z, while `=` takes them as equal.
bool same_element(const Value& left, const Value& right) {
  if (left.kind() != right.kind()) return false;
  if (left.kind() == Kind::time) return same_time(left.time_of_day(), right.time_of_day());
  if (left.kind() == Kind::date_time) {
    return left.moment().date == right.moment().date && same_time(left.moment().time, right.moment().time);
  }
  return identical(left, right);
}

Value is(std::span<const Value> arguments, Call& call) {
  const Inputs in("is", arguments, call);
  return Value(same_element(in.any(0), in.any(1)));
}

}  // namespace

std::span<const Builtin> boolean_builtins() {
  // `is` may be called with one name only; the other value is null then, and null is nothing else.
  static const std::array builtins{
      Builtin{"not", 1, 1, {"negand"}, logical_not, Type::Kind::boolean},
      Builtin{"is", 1, 2, {"value1", "value2"}, is, Type::Kind::boolean},
  };
  return builtins;
}

}  // namespace aftale::feel
