#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace aftale::time {

/// A compiled time zone as tzdata installs it: the parts of a TZif file (RFC 9636, section 3) of version 2 and later
/// that say which offset holds when. Leap seconds and names of offsets are passed over.
struct Tzif {
  struct Change {
    std::int64_t at = 0;      ///< Unix seconds
    std::int64_t offset = 0;  ///< seconds east of UTC from then on
  };
  std::int64_t first_offset = 0;  ///< before the first change
  std::vector<Change> changes;    ///< in ascending order
  std::string_view footer;        ///< the rule after the last change (posix_rule.h); lies in the bytes that were read

  /// None where `bytes` are no such file, or a damaged one.
  static std::optional<Tzif> read(std::string_view bytes);
};

}  // namespace aftale::time
