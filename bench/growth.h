#pragma once
#include "bench/approval.h"
#include "bench/rows.h"

namespace aftale::bench {

/// What grows with the work of a secretariat: `load`, the largest workflow from its text to a checked definition, and
/// `decay`, W1 in a file with 100,000 waiting cases against an empty one.
void growth_rows(const Options& options, const Approval& approval);

}  // namespace aftale::bench
