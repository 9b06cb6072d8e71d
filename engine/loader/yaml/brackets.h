#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

namespace aftale::loader {

/// What a first look over the brackets and quotes of a source tells.
struct Brackets {
  std::optional<std::size_t> too_deep;      ///< the bracket that opens one level too many
  std::optional<std::size_t> open_bracket;  ///< that is never closed
  std::optional<std::size_t> open_quote;    ///< that is never closed
  std::optional<std::size_t> cut;           ///< a `#` with no space behind it inside a bracket
};
/// Looks before yaml-cpp does: it reads a bracketed text whole before it tells of its beginning, so that a megabyte of
/// `[` costs a quarter of a gigabyte. Counts roughly and stops only far over the limit.
Brackets look_at_brackets(std::string_view text);

}  // namespace aftale::loader
