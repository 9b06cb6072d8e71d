#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/machine/bodies/roles.h"
#include "engine/machine/chart/macrostep.h"

/// Internal: which place a command reaches (language section 5).
namespace aftale::machine {

/// The place of a full address; `approval/1081` is its newest round, `approval/1081#1` the first.
/// Error: unknown-step, with the steps that are open now.
Result<Place> place_of(const Run& run, std::string_view address);

/// A leaf: an innermost active state, branches included.
struct Leaf {
  BranchNo branch;
  model::StateIx state;
};
using Leaves = Few<Leaf, 16>;
/// The leaves at or under a place, in document and branch order.
Leaves leaves_under(const Run& run, Place place);
/// One step outwards, over the edge of a branch too; false at the top.
bool outwards(const Run& run, Leaf& at);

/// A state that answers an event; without a transition it ignores it.
struct Answer {
  BranchNo branch = 0;
  model::StateIx state = 0;
  const model::Transition* transition = nullptr;
  TriedList tried;
};
/// The answers of a place, and why others did not.
struct Answers {
  Few<Answer, 2> found;
  std::string guard;        ///< the first that said no, as it is written
  std::vector<Role> roles;  ///< that would have been allowed where the actor was not
  bool guard_said_no = false, role_said_no = false, comes_from_record = false;
};
/// Does this state answer `event`? Guards and roles are looked at. False in `went_on` where the search ends here.
Result<bool> answer_at(Run& run, Macrostep& macrostep, Leaf at, model::EventIx event, Answers& answers);
Result<Answers> answers_to(Run& run, Macrostep& macrostep, Place place, const std::string& event);

/// The open questions about changed documents at or under a place.
std::vector<Place> renewals_under(const Run& run, Place place);

/// `step: event` of what can be done now, for refusals: what lies in the same branch as `near` where anything does,
/// else the first ones, with a last entry `…` where there are more.
std::vector<std::string> what_is_possible(const Run& run, std::string_view near = {});
/// Some chart of the definition has a state that takes it.
bool is_known_event(const model::Definition& definition, const std::string& event);

// Refusals.
tl::unexpected<ErrorPtr> refuse(const char* code, Text message, std::vector<std::string> possible = {});
tl::unexpected<ErrorPtr> refuse_ambiguous(const Run& run, const std::string& what, const std::vector<Leaf>& places);
/// kept-branch, or no-open-step for a branch that waits, has ended or is not there any more.
Result<void> must_be_open(const Run& run, Place place);

}  // namespace aftale::machine
