#pragma once
#include <array>
#include <string_view>

namespace aftale::scxml_suite {

/// Charts of SCION in which a transition of one region resets another one under SCXML 1.0; deviation D1 leaves it
/// alone.
inline constexpr std::array<std::string_view, 7> kDifferByDesign{
    "more-parallel/test2", "more-parallel/test3",  "more-parallel/test3b", "more-parallel/test5",
    "more-parallel/test6", "more-parallel/test6b", "more-parallel/test7"};

}  // namespace aftale::scxml_suite
