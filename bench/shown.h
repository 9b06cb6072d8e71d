#pragma once
#include "bench/rows.h"

namespace aftale::bench {

/// What is shown of a case with twenty parties on a day when some have answered, and pictures of all shipped workflows,
/// each by the program from its start to its exit: `explain`, `html`, `xlsx`, `draw`.
void shown_rows(const Options& options);

}  // namespace aftale::bench
