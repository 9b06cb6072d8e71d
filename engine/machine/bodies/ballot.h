#pragma once
#include <string>
#include <utility>
#include <vector>

#include "engine/machine/chart/leaf.h"

/// One ballot while it is looked at.
namespace aftale::machine {

struct Ballot {
  Leaf at{};
  bool late = false;  ///< of a body that was passed over: what it said is kept, and has no effect
  std::string kind;   ///< approve, recommend ...
  std::string word;   ///< the word of the table that stands for what the minutes say
  std::string event;  ///< what it means: approved, recommended ...
  const model::Body* body = nullptr;
  feel::Value body_value;
};
/// The document and the version of it that was before a body.
using Versions = std::vector<std::pair<std::uint16_t, std::uint32_t>>;

}  // namespace aftale::machine
