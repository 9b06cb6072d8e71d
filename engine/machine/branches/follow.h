#pragma once
#include "engine/machine/chart/macrostep.h"
#include "engine/machine/deadlines/rearm.h"

/// Dates, lists and titles of states that go on, taken anew. Errors, everywhere: expression-failed, those of a list's
/// keys, and too-large where a case gets too many branches.
namespace aftale::machine::branches {

/// What reads variables that have changed follows them. Branches that come to be on the way are armed by today's values
/// already; what they change themselves is followed next. Nothing is done for cases of older semantics
/// (model::kSemantics), which note no changes.
Result<void> follow_changes(Macrostep& macrostep);
/// The case follows another definition: computes every deadline, timed rule and living list of every running branch
/// that is not kept anew; dates that read `event` stay. A timed rule that has fired fires for no day before the move.
/// In cases before semantics 5 one that is not new and has no timer has fired. `Macrostep::rest` follows.
Result<void> rearm_all(Macrostep& macrostep, const deadlines::IsNew& is_new);

}  // namespace aftale::machine::branches
