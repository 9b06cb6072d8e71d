#pragma once
#include <array>
#include <cstddef>
#include <vector>

#include "engine/feel/value.h"

namespace aftale::feel {

/// The places of a frame's variables; small frames need no heap.
class Locals {
 public:
  explicit Locals(std::size_t count) {
    if (count > few_.size()) many_.resize(count);
  }
  Value* data() { return many_.empty() ? few_.data() : many_.data(); }

 private:
  std::array<Value, 6> few_;
  std::vector<Value> many_;
};

}  // namespace aftale::feel
