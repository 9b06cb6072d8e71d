#pragma once
#include <string>

#include "engine/machine/chart/leaf.h"
#include "engine/machine/chart/macrostep.h"

/// Bodies of a chain that are passed over because their minutes have not come (language, section 8: ballots).
namespace aftale::machine {

/// Where a record that says `skip` names a body whose turn has not come: those before it that are still open count as
/// not reported, and it begins, with those that are treated at the same time. False where nothing stood in its way.
/// Errors: unknown-step, and what keeps the chain from taking commands.
Result<bool> pass_over_earlier(Macrostep& macrostep, const Record& record);

/// The step at which a body that was passed over would have treated the matter. Error: no-open-step.
Result<Leaf> step_of_passed_over(const Run& run, BranchNo branch);
/// A body that waits for others in its chain: the refusal says how they are passed over.
Result<void> must_have_begun(const Run& run, Place place);
/// Of what takes two people, one must not pass over others.
tl::unexpected<ErrorPtr> refuse_alone(const std::string& word);
/// Noted in the journal: the word was filled in late.
void note_without_effect(Run& run, BranchNo branch, const std::string& word);

}  // namespace aftale::machine
