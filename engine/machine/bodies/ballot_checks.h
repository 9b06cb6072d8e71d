#pragma once
#include <vector>

#include "engine/machine/bodies/ballot.h"

/// Whether what the minutes say can be true.
namespace aftale::machine {

/// What the body has said at this step before, in earlier rounds too, newest last; empty where the branch does not tell
/// whose a word was.
std::vector<Decision> said_before(const Run& run, const Ballot& ballot);
/// Whether the body can have met that day. Errors: meeting-in-future, and out-of-order where the day does not fit what
/// is known of the case or the calendar; `even_so` lets it pass.
Result<void> check_meeting(const Run& run, const Record& record, const Ballot& ballot, const Versions& versions);
/// Leaves the note `meeting-before-step`: bodies treat a matter before its turn has come, and that holds; but it may be
/// a wrong date as well.
void note_early_meeting(Run& run, const Record& record, const Ballot& ballot);
/// Whether the numbers can be true and carry the word. Errors: bad-value, and what the table `quorum` refuses.
Result<void> check_votes(const Run& run, const Record& record, const Ballot& ballot);

}  // namespace aftale::machine
