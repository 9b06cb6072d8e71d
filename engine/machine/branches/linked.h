#pragma once
#include "engine/machine/chart/run.h"

/// What a case does to others, and hears from them (language, section 12: other cases). The machine
/// only says what is to be done; the host does it, in the same transaction.
namespace aftale::machine {

/// The name under which a case remembers its next cycle.
inline constexpr const char* kNextCycle = "next";

// Errors: expression-failed, where a key is no text of one line and at most limits::kKeyBytesMax bytes.
Result<void> open_other(Run& run, BranchNo branch, model::StateIx state, const model::OpenAction& action);
Result<void> tell_other(Run& run, BranchNo branch, model::StateIx state, const model::TellAction& action);
/// The case has come to its end, or was withdrawn: whoever opened it is told.
void tell_opener(Run& run, const std::string& outcome, const feel::Value& result);

/// Opens the next cycle by hand. Errors: already-exists (it has one), missing-data (no key and no `recurs`),
/// unknown-name.
Result<void> renew(Run& run, const Renew& renew);

/// What became of a told event that nothing takes: a note, and the step's meaning is `unheard`.
void leave_unheard(Run& run, const Heard& heard, const ErrorPtr& why);
/// Whether nothing took an event, as against a mistake in what it did.
bool is_unheard(const ErrorPtr& why);

}  // namespace aftale::machine
