#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "apps/aftale/settings.h"

namespace aftale::app::render {

/// `text` in lines of at most `width` columns: broken at spaces, else behind `/` or `,`, else anywhere. Nothing is
/// left out. Colours take no columns.
std::vector<std::string> folded_to(const std::string& text, std::size_t width);
/// The columns that the longest part takes that is not broken at a good place.
std::size_t longest_part(const std::string& text);

/// An answer as the terminal of `settings` takes it: longer lines go on in the next one, further in; a command goes on
/// behind `\`, so that it can be copied; a line of a source, with its number, is left as it is.
std::string fitted(const std::string& text, const Settings& settings);

}  // namespace aftale::app::render
