#pragma once
#include "bench/rows.h"

namespace aftale::bench {

/// What is replayed from the journal of a case with 2,000 entries: striking its first event (`correct`), and the case
/// as it stood on days all over its life (`at`).
void long_case_rows(const Options& options);

}  // namespace aftale::bench
