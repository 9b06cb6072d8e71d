#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "engine/feel/syntax/token_stream.h"
#include "engine/feel/syntax/unit.h"

namespace aftale::feel {

/// Makes the nodes of a unit while its text is read. A node's place is where it began and where the tokens stand when
/// it is closed.
class Tree {
 public:
  /// All outlive this.
  Tree(Unit& unit, const TokenStream& tokens, Findings& findings) : unit_(unit), tokens_(tokens), findings_(findings) {}

  Node& make(Op op, std::size_t begin);
  /// The node, with its end set.
  Node* closed(Node& node);
  /// Null as a constant.
  Node* null_node(std::size_t begin);
  /// The finding now, or where only syntax errors are findings, when the node is evaluated.
  Node* failure(const char* code, std::size_t begin, Text message, std::vector<std::string> possible = {});
  /// The same; the finding is about bytes up to `marked_end` only.
  Node* failure(const char* code, std::size_t begin, std::size_t marked_end, Text message,
                std::vector<std::string> possible);

 private:
  Unit& unit_;
  const TokenStream& tokens_;
  Findings& findings_;
};

}  // namespace aftale::feel
