#pragma once
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/loader/yaml/yaml_source.h"

/// Characters that nobody sees and that are read as something else; internal to this folder.
namespace aftale::loader {

/// A space that YAML takes for a letter (no-break and the like), or a character without width (zero-width, soft hyphen,
/// direction marks).
struct Invisible {
  std::size_t begin = 0, size = 0;  ///< bytes
  char32_t point = 0;
  bool space = false;
};

/// The first one in a valid text from byte `from` on.
std::optional<Invisible> invisible_in(std::string_view text, std::size_t from = 0);
/// The finding `invisible-character`, which names it.
Diagnostic invisible_finding(const Invisible& found, const Span& at);
/// The same in an expression that begins at `at`; none where every character can be seen.
std::optional<Diagnostic> invisible_in_expression(std::string_view text, const Span& at);

/// Where YAML stumbled over what nobody sees, that becomes the finding; true then.
bool name_invisible(const SourceText& source, std::vector<Diagnostic>& findings);

}  // namespace aftale::loader
