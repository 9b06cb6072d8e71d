#pragma once
#include "engine/feel/expression.h"
#include "engine/feel/syntax/unit.h"
#include "engine/feel/value.h"

namespace aftale::feel {

/// The variables of one running text or function.
struct Frame {
  const Unit& unit;
  const Scope* scope;  ///< null inside functions, which hold what they read
  Value* locals;
};

}  // namespace aftale::feel
