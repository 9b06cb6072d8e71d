#pragma once
#include <libical/ical.h>

#include <optional>
#include <string>

/// Internal to engine/time.
namespace aftale::time {

/// A rule as libical reads it; empty where it does not take the text.
std::optional<icalrecurrencetype> read_rrule(const std::string& text);

}  // namespace aftale::time
