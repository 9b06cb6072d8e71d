#include "engine/loader/node.h"

namespace aftale::loader {

const Node* Node::find(std::string_view key) const {
  for (const auto& [name, value] : entries) {
    if (name.text == key) return &value;
  }
  return nullptr;
}

}  // namespace aftale::loader
