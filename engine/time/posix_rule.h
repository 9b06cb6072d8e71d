#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace aftale::time {

/// The rule for years past a zone's table: the footer of a TZif file (RFC 9636, 3.3), as
/// `CET-1CEST,M3.5.0,M10.5.0/3`. Most tables end in 2037, small ones with the last change that the rule does not say.
class PosixRule {
 public:
  /// Empty for a zone without summer time and for rules by day of the year, which tzdata does not use.
  static std::optional<PosixRule> parse(std::string_view text);

  struct Change {
    std::int64_t at;      ///< Unix seconds
    std::int64_t offset;  ///< seconds east of UTC from then on
  };
  /// The two changes of a year, the earlier first.
  std::pair<Change, Change> changes(std::int64_t year) const;

 private:
  /// The `week`-th `weekday` (0 is Sunday) of a month, 5 for the last, at `seconds` of that local day.
  struct Day {
    int month = 1, week = 1, weekday = 0;
    std::int64_t seconds = 2 * 3600;
    std::int64_t local_seconds(std::int64_t year) const;
  };
  class Reader;

  std::int64_t standard_ = 0, summer_ = 0;
  Day start_, end_;
};

}  // namespace aftale::time
