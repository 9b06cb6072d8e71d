#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/machine/chart/run.h"

/// Receivers: the parties, bodies and offices that expressions and roles stand for.
namespace aftale::machine {

/// Somebody an expression or a role stands for.
struct Target {
  model::ReceiverPtr receiver;
  const model::Party* party = nullptr;
  const model::Body* body = nullptr;
  std::string_view role;  ///< of a role; lies in the Definition
  bool borrowed = false;  ///< the contact is the secretariat's, for want of its own
};
using Targets = Few<Target, 2>;

/// The party of the organisation that a value is, or null.
const model::Party* party_of(const Run& run, const feel::Value& value);
/// The body that a value is, or null; its party, or null for a common body.
const model::Body* body_of(const Run& run, const feel::Value& value, const model::Party** party = nullptr);
/// What people call it: of a party or body its title, else the value as text.
TextPtr title_of(const Run& run, const feel::Value& value);

inline const model::ReceiverPtr& secretariat_of(const Run& run) {
  return run.definition().organisation_values.secretariat();
}
bool is_secretariat(const Run& run, const model::ReceiverPtr& receiver);

/// In the order they are written, each once; the secretariat where nobody is named or all are null.
Result<Targets> targets_of(const Run& run, BranchNo branch, model::StateIx state,
                           const std::vector<model::Addressee>& addressees);
/// The owner of a state, as people see it: the first, with all titles joined.
model::ReceiverPtr joined_receiver(const Targets& targets);

}  // namespace aftale::machine
