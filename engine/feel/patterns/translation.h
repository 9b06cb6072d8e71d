#pragma once
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "engine/base/text.h"

namespace aftale::feel {

/// The flags of an expression: s, m, i and x.
struct PatternFlags {
  bool dot_all = false, lines = false, ignore_case = false, ignore_space = false;
};
/// The expression as ICU writes it, or what is wrong with it.
tl::expected<std::u16string, Text> translate_pattern(std::u32string_view pattern, const PatternFlags& flags);

}  // namespace aftale::feel
