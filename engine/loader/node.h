#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"

namespace aftale::loader {

/// A YAML source as a tree with positions. Scalars are text until a reader types them (`no`, `on`, `010` stay words).
/// Used for workflows, organisations, calendars, tables, scenarios and configuration.
struct Node {
  enum class Kind : std::uint8_t { null, scalar, sequence, mapping };
  Kind kind = Kind::null;
  Span at;              ///< of a scalar: the text itself, quotes left out
  std::string text;     ///< of a scalar; of a null the word for it (`null`, `~`), empty where nothing stands
  bool quoted = false;  ///< written in quotes or as a block: certainly meant as text
  bool flow = false;    ///< of a mapping or sequence: written in `{}` or `[]`
  std::vector<Node> items;
  struct Entry;
  std::vector<Entry> entries;  ///< of a mapping, in order; keys are scalars

  const Node* find(std::string_view key) const;
  bool is_scalar() const { return kind == Kind::scalar; }
  bool is_mapping() const { return kind == Kind::mapping; }
  bool is_sequence() const { return kind == Kind::sequence; }
  bool is_null() const { return kind == Kind::null; }
};
struct Node::Entry {
  Node key, value;
};

}  // namespace aftale::loader
