#pragma once
#include <vector>

#include "engine/feel/function.h"

namespace aftale::feel {

/// The list functions that give one answer about all items: count, min, max, sum, mean, median, stddev, mode,
/// product, all, any. Part of `list_builtins()`.
std::vector<Builtin> statistics_builtins();

}  // namespace aftale::feel
