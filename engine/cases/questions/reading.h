#pragma once
#include "engine/cases/read_model.h"
#include "engine/cases/service.h"

/// What somebody may read: everything as `secretariat`, `operator`, `auditor` or `*`. Everybody else reads of a case
/// what all its parties know (its title, where it stands, the matrix, steps of no party, frozen versions) and
/// what is his own: the branches of his parties and bodies, the steps in which he may act, and the entries he made.
/// docs/rights.md has the table.
namespace aftale::cases {

bool reads_everything(const machine::Actor& actor);

/// Questions that are only answered whole, to those who read everything: the outbox and messages that wait, the
/// entries of the file itself, an audit, a correction that is tried. Error: refused `not-allowed`.
Result<void> may_ask(const machine::Actor& actor, const Question& question);

/// Leaves out of an answer what `actor` may not read, and counts it in Answer::not_shown.
void leave_out(const ReadModel& in, const machine::Actor& actor, const Question& question, time::Instant now,
               Answer& answer);

}  // namespace aftale::cases
