#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/feel/expression.h"
#include "engine/feel/function.h"
#include "engine/feel/type.h"

/// The names in scope while a text is parsed, with where each is found when it is evaluated.
namespace aftale::feel {

struct Symbol {
  enum class Kind : std::uint8_t { local, variable, host_function, builtin, item_member };
  Kind kind = Kind::local;
  std::string name;
  std::vector<std::string> parts;
  std::uint32_t index = 0;  ///< frame index, slot, place in Names::functions, or the local of the filtered item
  std::uint32_t level = 0;  ///< of a local: in how many function literals it is declared
  bool used = false;
  const Builtin* builtin = nullptr;
  Type type;
};

/// A stack: inner scopes push and truncate. The longest name wins, among equals the innermost. At its bottom are the
/// built-in functions, which all stacks share.
class Symbols {
 public:
  explicit Symbols(const Names& names);

  void push(Symbol symbol);
  std::size_t size() const { return builtins_.size() + own_.size(); }
  /// `size`: of an earlier moment.
  void truncate(std::size_t size) { own_.resize(size - builtins_.size()); }
  const Symbol& operator[](std::size_t place) const {
    return place < builtins_.size() ? builtins_[place] : own_[place - builtins_.size()];
  }
  /// Notes that a name was used; nobody asks it of a built-in function.
  void use(std::size_t place) {
    if (place >= builtins_.size()) own_[place - builtins_.size()].used = true;
  }

  struct Match {
    std::size_t place = 0, end = 0;  ///< in the stack; the byte after the name
  };
  /// The longest name that stands at `at`.
  std::optional<Match> match(std::string_view text, std::size_t at) const;
  /// The innermost function of the name with the same parts as the match.
  std::optional<std::size_t> function_like(std::size_t place) const;

  std::vector<std::string> value_names() const;
  std::vector<std::string> function_names() const;

 private:
  const std::vector<Symbol>& builtins_;
  std::vector<Symbol> own_;
};

/// The byte after the name of these parts at `at`, with any white space where the name has some; none where it
/// does not stand there. So `a - b` never means the name `a-b`.
std::optional<std::size_t> match_parts(std::string_view text, std::size_t at, const std::vector<std::string>& parts);

}  // namespace aftale::feel
