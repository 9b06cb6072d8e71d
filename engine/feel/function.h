#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/feel/type.h"
#include "engine/feel/value.h"
#include "engine/time/instant.h"
#include "engine/time/zone.h"

namespace aftale::feel {

/// What a function may use while it runs: the evaluation it is part of. Lives for that evaluation only.
class Call {
 public:
  virtual ~Call() = default;
  /// Records why the result is null and gives null: `return call.error("bad-argument", {...});`.
  virtual Value error(const char* code, Text message) = 0;
  /// Spends budget for `amount` elements or bytes about to be built; false (with a diagnostic) when it is used up.
  virtual bool spend(std::size_t amount) = 0;
  /// What may still be spent on building.
  virtual std::size_t room() const = 0;
  /// Spends effort (limits::kFeelEffort) for work that builds nothing; false (with a diagnostic) when it is used up.
  virtual bool work(std::size_t effort) = 0;
  /// Calls a function value (a user's literal in `sort`, a built-in handed on).
  virtual Value invoke(const Function& function, std::span<const Value> arguments) = 0;
  virtual time::Instant now() const = 0;
  virtual const time::Zone& zone() const = 0;
};

/// A function as a value: a literal with its closure, a built-in, or one of the host.
class Function {
 public:
  virtual ~Function() = default;
  virtual std::vector<std::string> parameters() const = 0;
  virtual Value call(std::span<const Value> arguments, Call& call) const = 0;
  virtual std::string feel() const { return "function"; }
  /// What is known of its parameters and result, for `instance of`.
  virtual Type type() const { return Type::Kind::function; }
  /// As Value::nesting: a closure counts what it holds.
  virtual std::uint32_t nesting() const { return 1; }
};

/// One built-in. Arguments come positional, named ones already put in their places (an absent optional is null).
struct Builtin {
  const char* name;                     ///< `string length`
  int arity_min, arity_max;             ///< arity_max -1: any number
  std::vector<const char*> parameters;  ///< for named arguments; alternatives of one place as "from|date"
  Value (*call)(std::span<const Value> arguments, Call& call);
  Type result = {};
};

/// The built-in of that name (inner white space normalised), or null.
const Builtin* find_builtin(std::string_view name);
/// All names, for the lexer and for "did you mean".
const std::vector<std::string>& builtin_names();

}  // namespace aftale::feel
