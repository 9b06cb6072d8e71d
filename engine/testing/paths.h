#pragma once
#include <string>
#include <string_view>

namespace aftale::testing {

/// Whether `address` is what `path` names; in `path`, `*` stands for any one segment.
bool names(std::string_view path, std::string_view address);
/// Whether `address` is what `path` names, or lies in it.
bool names_or_holds(std::string_view path, std::string_view address);

}  // namespace aftale::testing
