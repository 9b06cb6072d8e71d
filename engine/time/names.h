#pragma once
#include <array>
#include <string_view>

#include "engine/base/text.h"

namespace aftale::time {

/// The names of months (January first) and weekdays (Monday first) as one language writes them in a sentence.
struct Names {
  std::array<std::string_view, 12> months, short_months;
  std::array<std::string_view, 7> weekdays;
};

/// Danish short months are cut only where that saves something (Dansk Sprognævn, Retskrivningsordbogen § 42).
const Names& names_in(Language language);

}  // namespace aftale::time
