#pragma once
#include "engine/machine/bodies/ballot.h"

namespace aftale::machine {

/// Reads what the minutes say: the word and the event. Errors: wrong-word, ambiguous-word with a command for each way
/// to read it, missing-data.
Result<void> read_word(const Run& run, const Record& record, Ballot& ballot);

}  // namespace aftale::machine
