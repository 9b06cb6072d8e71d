#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace aftale::web {

/// The address of a request, decoded (RFC 3986).
struct Target {
  std::vector<std::string> segments;  ///< `/sager/a%20b` -> sager, a b
  std::map<std::string, std::string> query;

  /// Empty where it was not given.
  std::string value(const std::string& name) const;
};

/// None where it does not begin with `/`, is longer than 4 KB, or holds a wrong escape, a NUL, what is no UTF-8, an
/// empty segment, `.` or `..`, or a name twice.
std::optional<Target> read_target(std::string_view target);

/// Everything but letters of ASCII, digits and `-._~` as `%20` (RFC 3986, 2.3).
std::string encoded(std::string_view text);

using Query = std::vector<std::pair<std::string, std::string>>;
/// As an address is written, each part encoded. Values that are empty are left out.
std::string written(const std::vector<std::string>& segments, const Query& query);

}  // namespace aftale::web
