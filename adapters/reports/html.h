#pragma once
#include <string>
#include <string_view>

namespace aftale::reports {

/// A text as HTML shows it, in an element or between the quotes of an attribute: nothing in it is markup, and control
/// characters, marks of direction among them, are U+FFFD; a new line stays.
std::string escaped(std::string_view text);

/// `escaped` text that keeps its own direction of writing to itself.
std::string isolated(std::string_view text);

}  // namespace aftale::reports
