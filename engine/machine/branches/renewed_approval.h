#pragma once
#include "engine/machine/chart/documents.h"
#include "engine/machine/chart/macrostep.h"

/// Texts that change after they were approved.
namespace aftale::machine::branches {

/// The two answers to a question whether a changed text is to be approved again.
inline constexpr const char* kKeep = "keep";
inline constexpr const char* kReapprove = "reapprove";

/// A new version of a document; one that is too large is kept by reference, with a note.
Result<void> attach(Run& run, const Held& held, const Attach& attach);
/// From now on the newest version is what bodies treat. Error: version-missing; of the table `renewed-approval`
/// expression-failed.
Result<void> freeze(Macrostep& macrostep, const Held& held);
/// Looks at the ended branches of an outermost for_each whose text has changed since: by the document's policy a new
/// round begins, or the secretariat is asked. Error: expression-failed.
Result<void> renew_approvals(Macrostep& macrostep, BranchNo parent, model::StateIx state);
/// `do KEY reapprove|keep` at the renewal of `document` in `branch`.
Result<void> answer_renewal(Macrostep& macrostep, BranchNo branch, std::uint16_t document, bool reapprove);

}  // namespace aftale::machine::branches
