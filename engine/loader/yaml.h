#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/loader/node.h"
#include "engine/loader/reading.h"

/// A text to a tree with positions, and what reads the tree.
namespace aftale::loader {

/// What becomes of the text of a source. `nfc`: it is put into normal form C before anything else, as is what escapes
/// give, and invisible characters are refused where they would be read as something else. `written`: as it is.
enum class Form : std::uint8_t { written, nfc };

/// Reads one document. Places count the characters of normal form C: what people see as one letter is one. Refused
/// with position and advice: over limits::kSourceBytesMax, kNestingMax, kYamlNodesMax, invalid UTF-8, control
/// characters, anchors, aliases, merge keys, tags, duplicate keys, keys that are no scalars, several documents, and the
/// traps of the language: a comment right behind an unquoted text.
Checked<Node> parse_yaml(std::string_view text, const std::string& file, Form form = Form::nfc);

}  // namespace aftale::loader
