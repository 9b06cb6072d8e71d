#pragma once
#include <string_view>

namespace aftale::web {

/// The one sheet that says how every page looks, on a screen of any width and on paper.
std::string_view style();

}  // namespace aftale::web
