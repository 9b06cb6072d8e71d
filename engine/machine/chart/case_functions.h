#pragma once
#include <span>
#include <vector>

#include "engine/feel/expression.h"
#include "engine/machine/chart/run.h"

namespace aftale::machine {

/// The functions that a case adds to FEEL: working days, add working days, branches, document, decision. `id` is a
/// model::CaseFunction; `branch` is where the expression stands, `host` evaluates the cells of a decision table within
/// what is `left`. Null with a diagnostic where the arguments do not fit.
feel::Value call_case_function(const Run& run, BranchNo branch, int id, std::span<const feel::Value> arguments,
                               const feel::Host& host, const feel::Budget& left, std::vector<Diagnostic>& diagnostics);

}  // namespace aftale::machine
