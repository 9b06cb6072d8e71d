#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/feel/syntax/ast.h"
#include "engine/feel/syntax/symbols.h"

namespace aftale::feel {

/// A filter being read: names in it may be members of the filtered item.
struct FilterScope {
  std::size_t first_symbol = 0;
  std::uint32_t item = 0, level = 0;
  bool open = true;   ///< the item may have members that are not known here
  bool used = false;  ///< the filter looks at the item
};

/// The names in scope while a text is read, and the frames that hold their values when it is evaluated: one of the
/// text itself and one of each function literal around the place where reading is. Lives as long as one text is read.
class Scopes {
 public:
  /// What a function literal needs when it is called.
  struct Level {
    std::uint32_t frame_size = 0;
    std::vector<FunctionShape::Capture> captures;
  };

  /// `names` outlives this.
  explicit Scopes(const Names& names) : symbols_(names) {}

  Symbols& symbols() { return symbols_; }
  std::vector<FilterScope>& filters() { return filters_; }

  /// A place in the innermost frame.
  std::uint32_t new_local() { return levels_.back().frame_size++; }
  /// Brings a name into scope whose value stands at `index` of the innermost frame.
  void push_local(std::string name, std::uint32_t index, Type type);

  /// In how many function literals reading is; 0 in the text itself.
  std::uint32_t level() const { return static_cast<std::uint32_t>(levels_.size() - 1); }
  void begin_function() { levels_.emplace_back(); }
  Level end_function();
  /// How many places the text itself needs.
  std::uint32_t frame_size() const { return levels_.front().frame_size; }

  /// The place in the innermost frame of a local, which may belong to an outer function and is then captured.
  std::uint32_t local_of(const Symbol& symbol) { return local_of(symbol, level()); }
  /// The place in the innermost frame of the value of a slot; only inside a function literal, which captures it.
  std::uint32_t local_of_slot(Slot slot);

  /// Notes that the name at `place` of the symbols was read, so that filters know whether they look at their item.
  void note_filters(std::size_t place);
  /// Notes that `?` was read.
  void note_input() { ++input_uses_; }
  std::size_t input_uses() const { return input_uses_; }

 private:
  std::uint32_t local_of(const Symbol& symbol, std::uint32_t at);
  std::uint32_t captured(bool from_slot, std::uint32_t from, std::uint32_t at);

  Symbols symbols_;
  std::vector<Level> levels_{1};
  std::vector<FilterScope> filters_;
  std::size_t input_uses_ = 0;
};

}  // namespace aftale::feel
