#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/diagnostic.h"
#include "engine/loader/yaml/brackets.h"
#include "engine/loader/yaml/yaml_source.h"

/// Why a text is no YAML that can be read; internal to this folder.
namespace aftale::loader {

/// The finding that keeps a text from being read at all: size, encoding, control characters.
std::optional<Diagnostic> unreadable(std::string_view text, const std::string& file);
/// What to do about a text that a `#` cuts; `line` is the line to copy.
Text comment_advice(const std::string& line);
/// What an error of yaml-cpp means, with advice; `at` is where it was noticed.
Diagnostic syntax_error(const SourceText& source, std::string_view said, std::size_t at, const Brackets& brackets);

}  // namespace aftale::loader
