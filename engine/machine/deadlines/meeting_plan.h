#pragma once
#include <optional>

#include "engine/machine/chart/run.h"

/// When the body that owns a state meets.
namespace aftale::machine {

/// The next planned meeting of the body that owns a state, on or after `from`, its agenda still open then.
std::optional<time::CivilDate> next_meeting(const Run& run, BranchNo branch, model::StateIx state,
                                            time::CivilDate from);
/// The meeting at which a body is to treat the matter has changed: the rows of those that wait for it say when they
/// can.
void refresh_followers(Run& run, BranchNo branch);

}  // namespace aftale::machine
