#pragma once
#include <vector>

#include "apps/aftale/command.h"
#include "engine/cases/service.h"

namespace aftale::app {

/// --at and --known-at, for questions about another day than now.
std::vector<Option> as_of_options();
/// What they say. A day without a time is known at its end. Error: usage.
Result<cases::AsOf> read_as_of(const Arguments& arguments);

}  // namespace aftale::app
