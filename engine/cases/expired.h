#pragma once
#include <vector>

#include "engine/base/result.h"
#include "engine/machine/input.h"
#include "engine/machine/step.h"
#include "engine/records/rows.h"

namespace aftale::cases {

/// Minutes of a meeting that was held in time, for a step that a missed deadline has left meanwhile (language section
/// 8): the refusal, with the journal entry that would have to be struck. Any other refusal as it is. `journal` is the
/// case's, from its first entry.
ErrorPtr with_entry_to_strike(const model::Definition& definition, const machine::Case& instance,
                              const std::vector<records::JournalRow>& journal, const machine::Record& record,
                              ErrorPtr refused);

}  // namespace aftale::cases
