#pragma once
#include <optional>
#include <string>

#include "engine/base/diagnostic.h"

/// Numbers as they are written by hand in Danish, where FEEL reads something else; internal to this folder.
namespace aftale::loader {

/// The finding `danish-number` for `1,5` (in FEEL two numbers), `10.000` (ten) and `5-10` (minus five) in a text that
/// is to be a number, or, with `tests`, a test of one; with what to write instead. A warning for `1.125`, which may be
/// meant.
std::optional<Diagnostic> danish_number(const std::string& text, const Span& at, bool tests);

}  // namespace aftale::loader
