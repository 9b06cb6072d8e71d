#pragma once
#include <cstddef>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "engine/base/text.h"

namespace aftale::feel {

/// What running a pattern may cost. Matching goes in stretches of ten thousand steps of ICU's engine, which are
/// counted, not timed: the same pattern and text cost the same everywhere.
struct PatternLimits {
  std::function<bool()> stretch;  ///< asked before each further stretch; false ends the matching. Empty: no limit
  std::size_t room = std::numeric_limits<std::size_t>::max();  ///< bytes or parts; building ends soon after them
};

/// A regular expression of `matches`, `replace` and `split`: XQuery 1.0 and XPath 2.0 Functions, section 7.6, run
/// by ICU after a translation. Steps and stack are limited, so a pattern that runs wild is an error, never a hang.
/// Belongs to one thread. Errors are texts for the diagnostic.
class Pattern {
 public:
  /// `flags` are any of s (dot takes line ends), m (^ and $ at lines), i (no case), x (white space left out).
  static tl::expected<Pattern, Text> compile(std::string_view pattern, std::string_view flags);
  Pattern(Pattern&&) noexcept;
  Pattern& operator=(Pattern&&) noexcept;
  ~Pattern();

  /// Whether it is found anywhere in `text`.
  tl::expected<bool, Text> found_in(std::string_view text, const PatternLimits& limits = {}) const;
  /// Every match replaced; `$0` is the match, `$1` its first group, `\$` and `\\` the signs themselves.
  tl::expected<std::string, Text> replace(std::string_view text, std::string_view replacement,
                                          const PatternLimits& limits = {}) const;
  /// The parts between the matches, empty ones included.
  tl::expected<std::vector<std::string>, Text> split(std::string_view text, const PatternLimits& limits = {}) const;

 private:
  struct Compiled;
  explicit Pattern(std::unique_ptr<Compiled> compiled);
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace aftale::feel
