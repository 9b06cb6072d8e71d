#pragma once
#include <string>
#include <vector>

#include "engine/machine/bodies/roles.h"
#include "engine/machine/chart/leaf.h"

/// Which open states answer an event, and which do not, and why.
namespace aftale::machine {

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
/// Whether this state answers `event`; guards and roles are looked at, and what is found goes into `answers`.
Result<bool> answer_at(const Run& run, Leaf at, model::EventIx event, Answers& answers);
/// The answers at or under a place and around it, inner states before outer ones.
Result<Answers> answers_to(const Run& run, Place place, const std::string& event);
/// Some chart of the definition has a state that takes it.
bool is_known_event(const model::Definition& definition, const std::string& event);

}  // namespace aftale::machine
