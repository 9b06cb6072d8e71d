#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/model/definition.h"

namespace aftale::model {

/// A template that messages of a bundle are made from. `at`: where the bundle names it; none: the engine's own.
struct NamedTemplate {
  std::string name;
  std::optional<Span> at;
};

/// Each once: those that actions and the table for escalation name, then what the engine sends of its own accord.
std::vector<NamedTemplate> templates_of(const Definition& definition);

}  // namespace aftale::model
