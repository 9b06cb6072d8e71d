#pragma once
#include <string>

#include "engine/machine/chart/run.h"

/// A table of the secretariat's says who is told about a deadline, how, and when it is looked at again.
///
/// It is asked for each owner of each step that is still open, and once for the secretariat's list of a deadline that
/// holds for several. Inputs: `days` past the due date, `body` (id of the body in its party's chain, `common`, `party`,
/// `secretariat`, `other`), `decides`, `earlier` (messages to this owner about this due date). Outputs: `to` (`owner`,
/// `party`, `secretariat`), `template`, `channel` (null: the default), `again` (working days; null: no more).
///
/// A contact is told of one deadline and step once a day at most, whomever it stands for. Errors: expression-failed,
/// where the table cannot be evaluated or gives something else than this (D3).
namespace aftale::machine {

/// The table of the case's workflow, or null: then owner and secretariat are told.
const decisions::Table* escalation_of(const Run& run);

/// At a reminder's moment or the overdue mark (`moment`: its part of the messages' keys): everybody is asked for.
Result<void> escalate(Run& run, BranchNo branch, DeadlineState& deadline, const std::string& moment);
/// At a moment that the table has asked for: those whose day has come, and steps that were opened since.
Result<void> look_again(Run& run, BranchNo branch, DeadlineState& deadline, std::uint16_t moment);
/// A moment that is passed over: everybody is asked for as above, nobody is told, and the next look is set. `again`: it
/// was one that the table had asked for.
Result<void> look_in_silence(Run& run, BranchNo branch, DeadlineState& deadline, bool again);
/// The state is entered again: what the table had asked for is not forgotten.
void look_again_on_return(Run& run, BranchNo branch, DeadlineState& deadline);

}  // namespace aftale::machine
