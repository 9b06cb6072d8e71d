#pragma once
#include "engine/machine/chart/behaviour.h"

namespace aftale::machine::branches {

/// How the states of a case behave: deadlines, work items, messages and branches. One object, for everybody and for
/// good.
const Behaviour& case_behaviour();

}  // namespace aftale::machine::branches
