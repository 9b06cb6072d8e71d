#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"

namespace aftale::messages {

/// A tag of a template: `{{name}}`, `{{&name}}`, `{{#name}}`, `{{^name}}`, `{{/name}}`, `{{! note}}`.
struct Tag {
  enum class Kind : std::uint8_t { variable, section, inverted, end, note } kind = Kind::variable;
  std::string name;
  Span where;
};

struct Tags {
  std::vector<Tag> tags;
  std::vector<Diagnostic> findings;  ///< all `bad-template`
};

/// Reads the tags and what they enclose, with places: the mustache library tells byte offsets only, and follows
/// partials, which could run for ever.
Tags read_tags(std::string_view text, const std::string& file);

}  // namespace aftale::messages
