#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/feel/function.h"
#include "engine/feel/value.h"
#include "engine/feel/value/wording.h"

/// What the built-ins share for reading their arguments and saying what is wrong with them.
namespace aftale::feel {

/// Reads the arguments of one call. The first one that does not fit is reported to the call, code
/// `bad-argument`; from then on `failed()` holds and every reader gives an empty value. Lives on the stack of
/// one built-in. A list of one item stands for that item where no list is wanted (DMN 1.5 section 10.3.2.9.4).
class Inputs {
 public:
  Inputs(const char* function, std::span<const Value> arguments, Call& call)
      : function_(function), arguments_(arguments), call_(call) {}

  bool failed() const { return failed_; }
  std::size_t count() const { return arguments_.size(); }
  /// Whether the argument was written at all; null counts as written.
  bool has(std::size_t place) const { return place < arguments_.size(); }
  /// Whether it is there and not null.
  bool given(std::size_t place) const { return has(place) && !arguments_[place].is_null(); }
  /// Any value, null included; null where it was not written.
  const Value& any(std::size_t place) const;
  /// As `any`, a list of one item as that item.
  const Value& single(std::size_t place) const;

  const std::string& text(std::size_t place, const char* parameter);
  Decimal number(std::size_t place, const char* parameter);
  /// A number cut to its integer part.
  std::int64_t integer(std::size_t place, const char* parameter);
  bool boolean(std::size_t place, const char* parameter);
  const Context& context(std::size_t place, const char* parameter);
  /// A list, or a single value as a list of one.
  std::span<const Value> list(std::size_t place, const char* parameter);
  /// The items of the one list given, or all arguments where they are several: `sum([1, 2])` and `sum(1, 2)`.
  std::span<const Value> items(const char* parameter);

  /// Reports the argument as not being `wanted` and gives null.
  Value wrong(std::size_t place, const char* parameter, Text wanted);
  /// Reports something else: `advice` is a whole sentence behind the function's name.
  Value refuse(const char* code, Text advice);
  /// Refuses what comes out as being no number of 34 digits, code `no-result`.
  Value no_result();
  /// What comes out, or `no_result` where there is none; null after a failure.
  Value result(const std::optional<Decimal>& number);
  /// Spends for something about to be built; `failed()` afterwards where the budget is used up.
  bool spend(std::size_t amount);
  /// Spends effort for looking at what is there; `failed()` afterwards where it is used up.
  bool work(std::size_t effort);

 private:
  const char* function_;
  std::span<const Value> arguments_;
  Call& call_;
  bool failed_ = false;
};

}  // namespace aftale::feel
