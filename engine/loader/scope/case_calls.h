#pragma once
#include <string>

#include "engine/loader/scope/place.h"

namespace aftale::loader {

/// Looks at what `text` hands to `decision`, `branches` and `document` as a literal: tables are noted, unknown
/// states and documents are findings.
void check_case_calls(Bundle& bundle, const std::string& text, const Span& at, const Place& place);

}  // namespace aftale::loader
