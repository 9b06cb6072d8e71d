#pragma once
#include "bench/approval.h"
#include "bench/rows.h"

namespace aftale::bench {

/// What the daemon is measured by: many clients over its socket, a million open timers, many due at one instant.
void daemon_rows(const Options& options, const Approval& approval);

}  // namespace aftale::bench
