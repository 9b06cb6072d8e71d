#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/feel/expression.h"
#include "engine/feel/syntax/ast.h"

namespace aftale::feel {

/// One compiled text. Immutable once made; closures keep it alive.
struct Unit : std::enable_shared_from_this<Unit> {
  std::string text;
  Span at;
  std::deque<Node> nodes;
  const Node* root = nullptr;
  std::uint32_t frame_size = 0;
  bool unary_tests = false;  ///< local 0 is `?`
  std::vector<Slot> uses;

  /// The place of bytes [begin, end) in the source.
  Span span(std::size_t begin, std::size_t end) const;
};

}  // namespace aftale::feel
