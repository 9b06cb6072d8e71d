#include "engine/feel/value.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "engine/feel/function.h"
#include "engine/feel/names.h"
#include "engine/feel/temporal_text.h"
#include "engine/feel/value/temporal_instant.h"

namespace aftale::feel {
namespace {

enum class Form : std::uint8_t { feel, plain };

void write(const Value& value, Form form, std::string& out);

void write_quoted(const std::string& text, std::string& out) {
  out.push_back('"');
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          std::array<char, 8> escape{};
          std::snprintf(escape.data(), escape.size(), "\\u%04X", static_cast<unsigned>(c));
          out += escape.data();
        } else {
          out.push_back(c);
        }
    }
  }
  out.push_back('"');
}

void write_temporal(const char* function, const Value& value, Form form, std::string& out) {
  if (form == Form::plain) {
    out += text_of(value);
    return;
  }
  out.append(function).append("(\"").append(text_of(value)).append("\")");
}

void write_list(const List& items, Form form, std::string& out) {
  out.push_back('[');
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += ", ";
    write(items[i], form, out);
  }
  out.push_back(']');
}

void write_context(const Context& context, Form form, std::string& out) {
  out.push_back('{');
  bool first = true;
  for (const auto& [name, value] : context.entries()) {
    if (!first) out += ", ";
    first = false;
    if (is_plain_name(name)) {
      out += name;
    } else {
      write_quoted(name, out);
    }
    out += ": ";
    write(value, form, out);
  }
  out.push_back('}');
}

void write_range(const Range& range, Form form, std::string& out) {
  if (!range.has_low || !range.has_high) {
    const bool low = range.has_low;
    out += low ? (range.low_included ? "(>=" : "(>") : (range.high_included ? "(<=" : "(<");
    write(low ? range.low : range.high, form, out);
    out.push_back(')');
    return;
  }
  out.push_back(range.low_included ? '[' : '(');
  write(range.low, form, out);
  out += "..";
  write(range.high, form, out);
  out.push_back(range.high_included ? ']' : ')');
}

void write(const Value& value, Form form, std::string& out) {
  switch (value.kind()) {
    case Kind::null:
      out += "null";
      return;
    case Kind::boolean:
      out += value.boolean() ? "true" : "false";
      return;
    case Kind::number:
      out += value.number().text();
      return;
    case Kind::string:
      write_quoted(value.text(), out);
      return;
    case Kind::date:
      write_temporal("date", value, form, out);
      return;
    case Kind::time:
      write_temporal("time", value, form, out);
      return;
    case Kind::date_time:
      write_temporal("date and time", value, form, out);
      return;
    case Kind::months:
    case Kind::days:
      write_temporal("duration", value, form, out);
      return;
    case Kind::list:
      write_list(value.items(), form, out);
      return;
    case Kind::context:
      write_context(value.entries(), form, out);
      return;
    case Kind::range:
      write_range(value.interval(), form, out);
      return;
    case Kind::function:
      out += value.callable()->feel();
      return;
  }
}

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

bool are_same(std::optional<std::partial_ordering> order) {
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

void Context::set(std::string name, Value value) {
  nesting_ = std::max(nesting_, value.nesting() + 1);
  for (auto& [known, old] : entries_) {
    if (known == name) {
      old = std::move(value);
      return;
    }
  }
  entries_.emplace_back(std::move(name), std::move(value));
}

const Value* Context::find(std::string_view name) const {
  for (const auto& [known, value] : entries_) {
    if (known == name) return &value;
  }
  return nullptr;
}

Value Value::string(std::string text) {
  return {Kind::string, std::make_shared<const std::string>(std::move(text))};
}

Value Value::time(Time time) {
  return {Kind::time, std::make_shared<const Time>(std::move(time))};
}

Value Value::date_time(DateTime moment) {
  return {Kind::date_time, std::make_shared<const DateTime>(std::move(moment))};
}

Value Value::list(List items) {
  Items held{std::move(items), 1};
  for (const Value& item : held.items) held.nesting = std::max(held.nesting, item.nesting() + 1);
  return {Kind::list, std::make_shared<const Items>(std::move(held))};
}

Value Value::context(Context entries) {
  return shared_context(std::make_shared<const Context>(std::move(entries)));
}

Value Value::shared_context(std::shared_ptr<const Context> entries) {
  return {Kind::context, std::move(entries)};
}

Value Value::range(Range range) {
  return {Kind::range, std::make_shared<const Range>(std::move(range))};
}

Value Value::function(std::shared_ptr<const Function> function) {
  return {Kind::function, std::move(function)};
}

std::shared_ptr<const Function> Value::callable() const {
  AFTALE_CHECK(kind_ == Kind::function);
  return std::static_pointer_cast<const Function>(std::get<Shared>(data_));
}

const Context* Value::context_identity() const {
  return kind_ == Kind::context ? &entries() : nullptr;
}

std::uint32_t Value::nesting() const {
  switch (kind()) {
    case Kind::list:
      return shared<Items>(Kind::list).nesting;
    case Kind::context:
      return entries().nesting();
    case Kind::function:
      return callable()->nesting();
    case Kind::range:
      return std::max(interval().low.nesting(), interval().high.nesting()) + 1;
    case Kind::null:
    case Kind::boolean:
    case Kind::number:
    case Kind::string:
    case Kind::date:
    case Kind::time:
    case Kind::date_time:
    case Kind::months:
    case Kind::days:
      return 0;
  }
  return 0;
}

std::string Value::feel() const {
  std::string out;
  write(*this, Form::feel, out);
  return out;
}

std::string Value::plain() const {
  if (kind() == Kind::string) return text();
  std::string out;
  write(*this, Form::plain, out);
  return out;
}

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
      return are_same(order(on_some_day(left.time_of_day()), on_some_day(right.time_of_day())));
    case Kind::date_time:
      return are_same(order(left.moment(), right.moment()));
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
