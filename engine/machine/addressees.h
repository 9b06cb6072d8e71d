#pragma once
#include <string>
#include <vector>

#include "engine/machine/run.h"

/// Internal: who somebody is, and who may act.
namespace aftale::machine {

/// Somebody an expression or a role stands for.
struct Target {
  Receiver receiver;
  const model::Party* party = nullptr;
  const model::Body* body = nullptr;
  std::string role;       ///< of a role
  bool borrowed = false;  ///< the contact is the secretariat's, for want of its own
};

/// The party of the organisation that a value is, or null.
const model::Party* party_of(const Run& run, const feel::Value& value);
/// The body that a value is, or null; its party, or null for a common body.
const model::Body* body_of(const Run& run, const feel::Value& value, const model::Party** party = nullptr);
/// What people call it: of a party or body its title, else the value as text.
Text title_of(const Run& run, const feel::Value& value);

Receiver secretariat_of(const Run& run);
bool is_secretariat(const Run& run, const Receiver& receiver);

/// In the order they are written, each once; the secretariat where nobody is named or all are null.
Result<std::vector<Target>> targets_of(const Run& run, BranchNo branch, model::StateIx state,
                                       const std::vector<model::Addressee>& addressees);
/// The owner of a state, as people see it: the first, with all titles joined.
Receiver joined_receiver(const std::vector<Target>& targets);

/// Whether the actor has one of the roles `by` (none: owner and secretariat). An actor's roles are "*" (all), names,
/// `party:CODE` (people of a party), `body:CODE/ID` or `body:ID` (people of a body).
Result<bool> may_act(const Run& run, BranchNo branch, model::StateIx state, const std::vector<std::string>& by);

/// `approval/1081/chain/council/treats`; of the chart itself the branch's key.
std::string address_of(const Run& run, BranchNo branch, model::StateIx state);
/// `/ # % *` as `%2F %23 %25 %2A`.
std::string escaped(std::string_view key);

}  // namespace aftale::machine
