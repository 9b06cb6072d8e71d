#pragma once
#include <string>

#include "engine/machine/chart/documents.h"

namespace aftale::machine {

/// By its address. The branch may be left out where only one that is open has it. Errors: unknown-document, ambiguous,
/// unknown-step, kept-branch, no-open-step where the branch was cancelled.
Result<Held> document_at(const Run& run, const std::string& address);

}  // namespace aftale::machine
