#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/feel/decimal.h"
#include "engine/time/civil.h"

namespace aftale::feel {

class Value;
using List = std::vector<Value>;

/// A FEEL context: entries in their order, names unique.
class Context {
 public:
  void set(std::string name, Value value);  ///< replaces an entry of that name in its place
  const Value* find(std::string_view name) const;
  const std::vector<std::pair<std::string, Value>>& entries() const { return entries_; }
  std::uint32_t nesting() const { return nesting_; }  ///< see Value::nesting

 private:
  std::vector<std::pair<std::string, Value>> entries_;
  std::uint32_t nesting_ = 1;
};

/// A time of day, with or without an offset or a zone (DMN 1.5 section 10.3.2.3.5).
struct Time {
  std::int64_t nanos_of_day = 0;               ///< 0 to 86,399,999,999,999
  std::optional<std::int32_t> offset_seconds;  ///< set for an offset; for a zone it is found with the date
  std::string zone;                            ///< IANA name or empty
};

struct DateTime {
  time::CivilDate date;
  Time time;
};

/// A duration of years and months.
struct MonthsDuration {
  std::int64_t months = 0;
};

/// A duration of days and time, nanoseconds: |seconds| up to 2^63, nanos 0 to 999,999,999 added to them.
struct DaysDuration {
  std::int64_t seconds = 0;
  std::int32_t nanos = 0;
};

struct Range;
class Function;  // function.h

enum class Kind : std::uint8_t {
  null,
  boolean,
  number,
  string,
  date,
  time,
  date_time,
  months,
  days,
  list,
  context,
  range,
  function
};

/// A FEEL value: immutable, cheap to copy (larger ones are shared), safe to read from any thread.
class Value {
 public:
  Value() = default;                                   ///< null
  Value(bool truth) : data_(truth) {}                  // NOLINT(google-explicit-constructor)
  Value(Decimal number) : data_(number) {}             // NOLINT
  Value(time::CivilDate date) : data_(date) {}         // NOLINT
  Value(MonthsDuration duration) : data_(duration) {}  // NOLINT
  Value(DaysDuration duration) : data_(duration) {}    // NOLINT
  static Value integer(std::int64_t number) { return Value(Decimal(number)); }
  static Value string(std::string text);
  static Value time(Time time);
  static Value date_time(DateTime moment);
  static Value list(List items);
  static Value context(Context entries);
  /// Shares the caller's context: the identity (see `context_identity`) is kept.
  static Value shared_context(std::shared_ptr<const Context> entries);
  static Value range(Range range);
  static Value function(std::shared_ptr<const Function> function);

  Kind kind() const { return static_cast<Kind>(data_.index()); }
  bool is_null() const { return kind() == Kind::null; }
  bool is_true() const { return kind() == Kind::boolean && std::get<bool>(data_); }
  bool is_false() const { return kind() == Kind::boolean && !std::get<bool>(data_); }

  // Each is a broken invariant on another kind.
  bool boolean() const { return std::get<bool>(data_); }
  const Decimal& number() const { return std::get<Decimal>(data_); }
  const std::string& text() const { return *std::get<StringPtr>(data_); }
  time::CivilDate date() const { return std::get<time::CivilDate>(data_); }
  const Time& time_of_day() const { return *std::get<TimePtr>(data_); }
  const DateTime& moment() const { return *std::get<DateTimePtr>(data_); }
  MonthsDuration months() const { return std::get<MonthsDuration>(data_); }
  DaysDuration days() const { return std::get<DaysDuration>(data_); }
  const List& items() const;
  const Context& entries() const { return *std::get<ContextPtr>(data_); }
  const Range& interval() const { return *std::get<RangePtr>(data_); }
  const std::shared_ptr<const Function>& callable() const { return std::get<FunctionPtr>(data_); }

  /// The address of a context's entries, so that a value that came from a register (a party, a body) can be
  /// told from a copy; null for other kinds.
  const Context* context_identity() const;

  /// How deep lists, contexts and closures lie in each other: 0 for a scalar, 1 for `[1]`. Evaluation limits it,
  /// so that walking a value never exhausts the stack.
  std::uint32_t nesting() const;

  /// FEEL text that reads back as this value: `"a"`, `12.5`, `date("2022-11-24")`, `[1, 2]`, `{a: 1}`.
  std::string feel() const;
  /// What FEEL's string() gives: text as it is, a date as `2022-11-24`.
  std::string plain() const;

 private:
  using StringPtr = std::shared_ptr<const std::string>;
  using TimePtr = std::shared_ptr<const Time>;
  using DateTimePtr = std::shared_ptr<const DateTime>;
  struct Items;
  using ListPtr = std::shared_ptr<const Items>;
  using ContextPtr = std::shared_ptr<const Context>;
  using RangePtr = std::shared_ptr<const Range>;
  using FunctionPtr = std::shared_ptr<const Function>;
  std::variant<std::monostate, bool, Decimal, StringPtr, time::CivilDate, TimePtr, DateTimePtr, MonthsDuration,
               DaysDuration, ListPtr, ContextPtr, RangePtr, FunctionPtr>
      data_;
};

struct Value::Items {
  List items;
  std::uint32_t nesting = 1;
};
inline const List& Value::items() const {
  return std::get<ListPtr>(data_)->items;
}

/// [low..high] and its kin. A missing end is unbounded; `(<10)` has no low.
struct Range {
  Value low, high;
  bool has_low = true, has_high = true;
  bool low_included = true, high_included = true;
};

/// Equality as FEEL's `=` has it (DMN 1.5 table 53): none where the kinds cannot be compared. Null equals null.
std::optional<bool> equal(const Value& left, const Value& right);
/// The order of two values of one ordered kind; none where there is none.
std::optional<std::partial_ordering> compare(const Value& left, const Value& right);
/// Equal in kind and all parts, numbers by value; for tests, sets and replay.
bool identical(const Value& left, const Value& right);

}  // namespace aftale::feel
