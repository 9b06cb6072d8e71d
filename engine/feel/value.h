#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/check.h"
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

/// A FEEL value: immutable, cheap to copy (larger ones are shared), safe to read from any thread. More than 25 methods,
/// because each kind has a maker and an accessor.
class Value {
 public:
  Value() = default;                                                        ///< null
  Value(bool truth) : kind_(Kind::boolean), data_(truth) {}                 // NOLINT(google-explicit-constructor)
  Value(Decimal number) : kind_(Kind::number), data_(number) {}             // NOLINT
  Value(time::CivilDate date) : kind_(Kind::date), data_(date) {}           // NOLINT
  Value(MonthsDuration duration) : kind_(Kind::months), data_(duration) {}  // NOLINT
  Value(DaysDuration duration) : kind_(Kind::days), data_(duration) {}      // NOLINT
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

  Kind kind() const { return kind_; }
  bool is_null() const { return kind() == Kind::null; }
  bool is_true() const { return kind_ == Kind::boolean && std::get<bool>(data_); }
  bool is_false() const { return kind_ == Kind::boolean && !std::get<bool>(data_); }

  // Each is a broken invariant on another kind.
  bool boolean() const { return std::get<bool>(data_); }
  const Decimal& number() const { return std::get<Decimal>(data_); }
  const std::string& text() const { return shared<std::string>(Kind::string); }
  time::CivilDate date() const { return std::get<time::CivilDate>(data_); }
  const Time& time_of_day() const { return shared<Time>(Kind::time); }
  const DateTime& moment() const { return shared<DateTime>(Kind::date_time); }
  MonthsDuration months() const { return std::get<MonthsDuration>(data_); }
  DaysDuration days() const { return std::get<DaysDuration>(data_); }
  const List& items() const;
  const Context& entries() const { return shared<Context>(Kind::context); }
  const Range& interval() const { return shared<Range>(Kind::range); }
  std::shared_ptr<const Function> callable() const;

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
  struct Items;
  using Shared = std::shared_ptr<const void>;  // what kind_ says it is
  Value(Kind kind, Shared shared) : kind_(kind), data_(std::move(shared)) {}
  template <class T>
  const T& shared(Kind kind) const {
    AFTALE_CHECK(kind_ == kind);
    return *static_cast<const T*>(std::get_if<Shared>(&data_)->get());
  }

  Kind kind_ = Kind::null;
  // Few alternatives: with more than eleven every copy is a call through a table.
  std::variant<std::monostate, bool, Decimal, time::CivilDate, MonthsDuration, DaysDuration, Shared> data_;
};

struct Value::Items {
  List items;
  std::uint32_t nesting = 1;
};
inline const List& Value::items() const {
  return shared<Items>(Kind::list).items;
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
