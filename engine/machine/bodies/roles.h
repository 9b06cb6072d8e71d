#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/machine/chart/run.h"

/// Which roles may do something, in the words of `by`, of those who give roles to people, and of people.
///
/// `by` names `secretariat`, `owner` (people of the step's body or its party), `party` (people of any party that the
/// branch is about) or a role of the organisation; an actor's roles are "*" (all), names, `party:CODE`, `body:CODE/ID`
/// and `body:ID`.
namespace aftale::machine {

/// What `by` means where it says nothing.
const std::vector<std::string>& usual_roles();
inline const std::vector<std::string>& roles_or_usual(const std::vector<std::string>& by) {
  return by.empty() ? usual_roles() : by;
}

/// The role of the actor by which he may act, or empty. Lies in Moment::actor.
Result<std::string_view> acting_role(const Run& run, BranchNo branch, model::StateIx state,
                                     const std::vector<std::string>& by);
/// Whether he has one.
Result<bool> may_act(const Run& run, BranchNo branch, model::StateIx state, const std::vector<std::string>& by);

/// A role that would do.
struct Role {
  std::string word;  ///< as it is given to people: `body:0851/committee`
  Text title;        ///< as people say it: "Aalborg Kommune, Socialudvalget"; empty: said with the one before it
};
/// The roles that may, each once.
std::vector<Role> roles_for(const Run& run, BranchNo branch, model::StateIx state, const std::vector<std::string>& by);
void add_roles(std::vector<Role>& to, std::vector<Role> more);
std::vector<std::string> words_of(const std::vector<Role>& roles);
/// "sekretariatet eller Aalborg Kommune, Socialudvalget"; at most five, then `…`.
Text people_of(const std::vector<Role>& roles);

/// `not-allowed`: `what` takes one of these roles, which are what is possible.
tl::unexpected<ErrorPtr> refuse_role(const Text& what, const std::vector<Role>& roles);

}  // namespace aftale::machine
