#include "engine/feel/function.h"
#include "engine/feel/temporal_text.h"
#include "engine/feel/value.h"

namespace aftale::feel {
namespace {

bool is_local(const Time& time) {
  return !time.offset_seconds && time.zone.empty();
}

/// A zone's offset depends on the date; a time of day alone takes the one of this winter's day.
constexpr std::int64_t kDayOfZonedTimes = 10'957;  // 2000-01-01

DateTime on_some_day(const Time& time) {
  return DateTime{time::CivilDate::from_days(kDayOfZonedTimes), time};
}

/// None where one is local and the other is not, or a zone is not known.
std::optional<std::partial_ordering> order(const DateTime& left, const DateTime& right) {
  if (is_local(left.time) != is_local(right.time)) return std::nullopt;
  if (!is_local(left.time) && (!offset_of(left) || !offset_of(right))) return std::nullopt;
  const WideNanos a = nanos_since_epoch(left), b = nanos_since_epoch(right);
  return a < b   ? std::partial_ordering::less
         : a > b ? std::partial_ordering::greater
                 : std::partial_ordering::equivalent;
}

bool same(std::optional<std::partial_ordering> order) {
  return order && *order == std::partial_ordering::equivalent;
}

/// Of parts: the first difference decides, and where there is none, what cannot be compared.
std::optional<bool> equal_lists(const List& left, const List& right) {
  if (left.size() != right.size()) return false;
  bool known = true;
  for (std::size_t i = 0; i < left.size(); ++i) {
    const std::optional<bool> part = equal(left[i], right[i]);
    if (part && !*part) return false;
    known = known && part;
  }
  return known ? std::optional(true) : std::nullopt;
}

std::optional<bool> equal_contexts(const Context& left, const Context& right) {
  if (left.entries().size() != right.entries().size()) return false;
  bool known = true;
  for (const auto& [name, value] : left.entries()) {
    const Value* other = right.find(name);
    if (other == nullptr) return false;
    const std::optional<bool> part = equal(value, *other);
    if (part && !*part) return false;
    known = known && part;
  }
  return known ? std::optional(true) : std::nullopt;
}

std::optional<bool> equal_ranges(const Range& left, const Range& right) {
  if (left.has_low != right.has_low || left.has_high != right.has_high) return false;
  if (left.has_low && left.low_included != right.low_included) return false;
  if (left.has_high && left.high_included != right.high_included) return false;
  const std::optional<bool> low = left.has_low ? equal(left.low, right.low) : true;
  const std::optional<bool> high = left.has_high ? equal(left.high, right.high) : true;
  if ((low && !*low) || (high && !*high)) return false;
  return low && high ? std::optional(true) : std::nullopt;
}

bool identical_times(const Time& left, const Time& right) {
  return left.nanos_of_day == right.nanos_of_day && left.offset_seconds == right.offset_seconds &&
         left.zone == right.zone;
}

bool identical_contexts(const Context& left, const Context& right) {
  if (left.entries().size() != right.entries().size()) return false;
  for (const auto& [name, value] : left.entries()) {
    const Value* other = right.find(name);
    if (other == nullptr || !identical(value, *other)) return false;
  }
  return true;
}

bool identical_lists(const List& left, const List& right) {
  if (left.size() != right.size()) return false;
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (!identical(left[i], right[i])) return false;
  }
  return true;
}

bool identical_ranges(const Range& left, const Range& right) {
  return left.has_low == right.has_low && left.has_high == right.has_high && left.low_included == right.low_included &&
         left.high_included == right.high_included && identical(left.low, right.low) &&
         identical(left.high, right.high);
}

template <class T>
std::partial_ordering ordered(const T& left, const T& right) {
  return left < right   ? std::partial_ordering::less
         : right < left ? std::partial_ordering::greater
                        : std::partial_ordering::equivalent;
}

}  // namespace

std::optional<bool> equal(const Value& left, const Value& right) {
  if (left.is_null() || right.is_null()) return left.is_null() && right.is_null();
  if (left.kind() != right.kind()) return std::nullopt;
  switch (left.kind()) {
    case Kind::null:
      return true;
    case Kind::boolean:
      return left.boolean() == right.boolean();
    case Kind::number:
      return left.number() == right.number();
    case Kind::string:
      return left.text() == right.text();
    case Kind::date:
      return left.date() == right.date();
    case Kind::time:
      return same(order(on_some_day(left.time_of_day()), on_some_day(right.time_of_day())));
    case Kind::date_time:
      return same(order(left.moment(), right.moment()));
    case Kind::months:
      return left.months().months == right.months().months;
    case Kind::days:
      return nanos_of(left.days()) == nanos_of(right.days());
    case Kind::list:
      return equal_lists(left.items(), right.items());
    case Kind::context:
      return equal_contexts(left.entries(), right.entries());
    case Kind::range:
      return equal_ranges(left.interval(), right.interval());
    case Kind::function:
      return left.callable() == right.callable() ? std::optional(true) : std::nullopt;
  }
  return std::nullopt;
}

std::optional<std::partial_ordering> compare(const Value& left, const Value& right) {
  if (left.kind() != right.kind()) return std::nullopt;
  switch (left.kind()) {
    case Kind::number:
      return left.number() <=> right.number();
    case Kind::string:
      return ordered(left.text(), right.text());
    case Kind::date:
      return left.date() <=> right.date();
    case Kind::time:
      return order(on_some_day(left.time_of_day()), on_some_day(right.time_of_day()));
    case Kind::date_time:
      return order(left.moment(), right.moment());
    case Kind::months:
      return left.months().months <=> right.months().months;
    case Kind::days:
      return ordered(nanos_of(left.days()), nanos_of(right.days()));
    case Kind::null:
    case Kind::boolean:
    case Kind::list:
    case Kind::context:
    case Kind::range:
    case Kind::function:
      return std::nullopt;
  }
  return std::nullopt;
}

bool identical(const Value& left, const Value& right) {
  if (left.kind() != right.kind()) return false;
  switch (left.kind()) {
    case Kind::null:
      return true;
    case Kind::boolean:
      return left.boolean() == right.boolean();
    case Kind::number:
      return left.number() == right.number();
    case Kind::string:
      return left.text() == right.text();
    case Kind::date:
      return left.date() == right.date();
    case Kind::time:
      return identical_times(left.time_of_day(), right.time_of_day());
    case Kind::date_time:
      return left.moment().date == right.moment().date && identical_times(left.moment().time, right.moment().time);
    case Kind::months:
      return left.months().months == right.months().months;
    case Kind::days:
      return nanos_of(left.days()) == nanos_of(right.days());
    case Kind::list:
      return identical_lists(left.items(), right.items());
    case Kind::context:
      return identical_contexts(left.entries(), right.entries());
    case Kind::range:
      return identical_ranges(left.interval(), right.interval());
    case Kind::function:
      return left.callable() == right.callable();
  }
  return false;
}

}  // namespace aftale::feel
