#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/diagnostic.h"

/// Periods as they are written by hand, in Danish and English; internal to this folder.
namespace aftale::loader {

/// `14 dage`, `to uger`, `P14`, `3 md.`, `14` as the language writes them: `P14D`, `P14D`, `P14D`, `P3M`, `P14D`. Empty
/// where the text is no such period, or one already.
std::string danish_period(std::string_view text);

/// The first `14 dage` in an expression that begins at `at`, outside its quotes.
std::optional<Diagnostic> danish_period_in_expression(std::string_view text, const Span& at);

}  // namespace aftale::loader
