#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/drawing/drawing.h"

/// Texts made fit for a picture, whatever somebody has written into a title.
namespace aftale::drawing {

/// The text in lines of at most `width` letters: broken between words, and inside a word only where it is longer than
/// a line. Control characters count as spaces; what nobody sees (direction marks among it) is left out, and what is no
/// UTF-8 becomes U+FFFD. Never empty.
std::vector<std::string> broken(std::string_view text, std::size_t width);

/// The same as one line, however long.
std::string one_line(std::string_view text);

/// For XML and the HTML of DOT: `&`, `<`, `>`, `"` as entities.
std::string escaped_xml(std::string_view text);

/// All that leads along an edge, in one sentence: `afvist eller tilbagesendt`.
std::string sentence_of(const std::vector<std::string>& labels, Language language);

/// What stands beside an edge, one line each; of two ways `↓ ...` and `↑ ...`.
std::vector<std::string> edge_lines(const Edge& edge, Language language, std::size_t width);

}  // namespace aftale::drawing
