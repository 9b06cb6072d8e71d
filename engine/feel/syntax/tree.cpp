#include "engine/feel/syntax/tree.h"

#include <algorithm>

namespace aftale::feel {

Node& Tree::make(Op op, std::size_t begin) {
  Node& node = unit_.nodes.emplace_back();
  node.op = op;
  node.begin = node.end = static_cast<std::uint32_t>(begin);
  return node;
}

Node* Tree::closed(Node& node) {
  node.end = static_cast<std::uint32_t>(std::max<std::size_t>(tokens_.position(), node.begin));
  return &node;
}

Node* Tree::null_node(std::size_t begin) {
  Node& node = make(Op::constant, begin);
  node.type = Type::Kind::null;
  return closed(node);
}

Node* Tree::failure(const char* code, std::size_t begin, Text message, std::vector<std::string> possible) {
  const std::size_t end = std::max(tokens_.position(), begin);
  return failure(code, begin, end, std::move(message), std::move(possible));
}

Node* Tree::failure(const char* code, std::size_t begin, std::size_t marked_end, Text message,
                    std::vector<std::string> possible) {
  Node& node = make(Op::failure, begin);
  closed(node);
  node.finding = std::make_unique<Diagnostic>();
  node.finding->code = code;
  node.finding->message = message;
  node.finding->possible = possible;
  findings_.add(code, node.begin, marked_end, std::move(message), std::move(possible));
  return &node;
}

}  // namespace aftale::feel
