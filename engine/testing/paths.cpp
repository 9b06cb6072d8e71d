#include "engine/testing/paths.h"

namespace aftale::testing {
namespace {

/// The first segment, which is taken off.
std::string_view take(std::string_view& path) {
  const std::size_t end = path.find('/');
  const std::string_view segment = path.substr(0, end);
  path = end == std::string_view::npos ? std::string_view() : path.substr(end + 1);
  return segment;
}

}  // namespace

bool names_or_holds(std::string_view path, std::string_view address) {
  while (!path.empty()) {
    if (address.empty()) return false;
    const std::string_view wanted = take(path), found = take(address);
    if (wanted != "*" && wanted != found) return false;
  }
  return true;
}

bool names(std::string_view path, std::string_view address) {
  const auto segments = [](std::string_view text) {
    std::size_t count = 1;
    for (const char letter : text) count += letter == '/' ? 1 : 0;
    return count;
  };
  return segments(path) == segments(address) && names_or_holds(path, address);
}

}  // namespace aftale::testing
