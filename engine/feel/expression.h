#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/base/limits.h"
#include "engine/base/result.h"
#include "engine/feel/type.h"
#include "engine/feel/value.h"
#include "engine/time/instant.h"
#include "engine/time/zone.h"

namespace aftale::feel {

/// A number that the host gives a name in scope; FEEL only hands it back to `Scope::value`.
using Slot = std::uint32_t;

/// What a function of the host takes and gives where its first argument is a literal text: what
/// `decision("quorum", {…})` asks is known before there is a case.
struct Signature {
  Text word;                        ///< what has these inputs: "tabellen `quorum`"
  Type inputs;                      ///< of the second argument, a record; any: not looked at
  std::vector<std::string> needed;  ///< its members that must be given
  Type result;
};
/// The signature for the literal; none where nothing is known of it.
using Signatures = std::function<std::optional<Signature>(const std::string& literal)>;

/// The names in scope while a text is parsed: variables with their slots and types, and the host's functions.
/// Names may hold spaces and operators (`Profit and loss`, `a-b`); the longest name in scope wins.
/// A value, made once per scope; not needed after compiling.
class Names {
 public:
  void add(std::string name, Slot slot, Type type = {});
  /// A function of the host: `id` comes back in `Host::call`. `arity_max` -1 is any number.
  void add_function(std::string name, int id, int arity_min, int arity_max, std::vector<std::string> parameters,
                    Type result = {}, Signatures signatures = {});
  /// A type that `instance of` and parameters of functions may name.
  void add_type(std::string name, Type type);

  struct Variable {
    std::string name;
    Slot slot;
    Type type;
  };
  struct HostFunction {
    std::string name;
    int id, arity_min, arity_max;
    std::vector<std::string> parameters;
    Type result;
    Signatures signatures;
  };
  const std::vector<Variable>& variables() const { return variables_; }
  const std::vector<HostFunction>& functions() const { return functions_; }
  const std::vector<std::pair<std::string, Type>>& types() const { return types_; }

 private:
  std::vector<Variable> variables_;
  std::vector<HostFunction> functions_;
  std::vector<std::pair<std::string, Type>> types_;
};

/// Where evaluation finds the values of slots; asked only for those that are reached.
class Scope {
 public:
  virtual ~Scope() = default;
  virtual Value value(Slot slot) const = 0;
  /// The value of a slot where it lies, for as long as the evaluation lasts; null where it must be made: `value`.
  virtual const Value* find(Slot slot) const;
  /// One member of the context in a slot, where the scope has it without making the whole; none: take `value`.
  virtual std::optional<Value> member(Slot slot, std::string_view name) const;
};

/// A scope over a plain array: slot n is element n.
class ArrayScope final : public Scope {
 public:
  explicit ArrayScope(std::span<const Value> values) : values_(values) {}
  Value value(Slot slot) const override { return slot < values_.size() ? values_[slot] : Value(); }
  const Value* find(Slot slot) const override { return slot < values_.size() ? &values_[slot] : nullptr; }

 private:
  std::span<const Value> values_;
};

/// What one evaluation may spend.
struct Budget {
  std::size_t steps = limits::kFeelSteps, depth = limits::kFeelDepth, size = limits::kFeelSize;
  /// What is left for work inside functions (limits::kFeelEffort), shared by all that is evaluated together; it counts
  /// down, and the steps of what is evaluated on the way count in it too. Null: what the host allows.
  std::size_t* effort = nullptr;
};

/// The host's functions, and what stands for the clock: `now()` and `today()` never read the machine's.
class Host {
 public:
  virtual ~Host() = default;
  /// The value of host function `id`. To fail, append to `diagnostics` and give null. `left` is for what is evaluated
  /// on the way.
  virtual Value call(int id, std::span<const Value> arguments, const Budget& left,
                     std::vector<Diagnostic>& diagnostics) const;
  /// What one evaluation may work inside functions: the same for the same case, whatever machine it runs on.
  virtual std::size_t effort() const { return limits::kFeelEffort; }
  virtual time::Instant now() const;
  virtual const time::Zone& zone() const;  ///< the zone of `today()` and `now()`
};

/// A value, and what went wrong on the way. FEEL never fails: an error is null with a diagnostic.
struct Evaluation {
  Value value;
  std::vector<Diagnostic> diagnostics;
};

struct Node;  // ast.h

/// A compiled expression: a cheap handle on an immutable tree; safe to share between threads.
class Expression {
 public:
  Expression() = default;  ///< empty: `operator bool` is false

  /// Parses `text` with `names` in scope. `at` is the place of the text's first character in its source, so that
  /// findings point into the file. Unknown names, unknown members of known types, wrong numbers of arguments
  /// and operations that can never work are findings; code `feel-syntax`, `unknown-name`, `unknown-member`,
  /// `unknown-function`, `wrong-arguments`, `wrong-type`; `unknown-input`, `missing-input` for what a signature says;
  /// `bad-date` for a constant date that is none. `==`, `&&`, `||`, `!` get the advice to write `=`, `and`, `or`,
  /// `not()`. With `lenient` (DMN conformance) an unknown name is no finding but null with a diagnostic when evaluated.
  static Checked<Expression> compile(std::string_view text, const Names& names, const Span& at, bool lenient = false);
  /// Unary tests (a cell of a decision table): `-`, `< 10`, `"a", "b"`, `not(...)`, `[1..5]`, `? > 1`, or a value
  /// to compare with. Evaluated with `matches`.
  static Checked<Expression> compile_unary_tests(std::string_view text, const Names& names, const Type& input,
                                                 const Span& at, bool lenient = false);

  explicit operator bool() const { return root_ != nullptr; }
  const std::string& text() const;
  const Span& at() const;
  /// The slots it may read, ascending, each once.
  std::span<const Slot> uses() const;
  /// What is known of its value.
  const Type& type() const;
  /// Its value where it is a literal (`"approve"`), else none.
  std::optional<Value> literal() const;
  /// The literals it can give where they are known, through `if` (`if body.decides then "approve" else
  /// "recommend"`): all of them, or empty if one of them is not a literal.
  std::vector<Value> possible_literals() const;

  Evaluation evaluate(const Scope& scope, const Host& host, const Budget& budget = {}) const;
  /// The value where it lies in the scope and nothing is to be computed (`party.council`), neither copied nor counted;
  /// null otherwise: `evaluate`.
  const Value* find(const Scope& scope) const;
  /// Whether a small condition holds, by the same rules as `evaluate` and within any budget; none where it is not small
  /// or its value is neither: `evaluate`.
  std::optional<bool> holds(const Scope& scope) const;
  /// Of unary tests: whether `input` passes. True or false, or null with a diagnostic.
  Evaluation matches(const Value& input, const Scope& scope, const Host& host, const Budget& budget = {}) const;

 private:
  struct Compiled;
  std::shared_ptr<const Compiled> root_;
};

}  // namespace aftale::feel
