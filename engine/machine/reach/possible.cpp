#include "engine/machine/possible.h"

#include "engine/machine/bodies/roles.h"
#include "engine/machine/chart/address.h"
#include "engine/machine/chart/evaluate.h"
#include "engine/machine/reach/candidates.h"

namespace aftale::machine {

namespace {

std::optional<Offer> renewal(const Run& run, const Candidate& candidate) {
  static const std::vector<std::string> by{"secretariat"};
  const Result<bool> may = may_act(run, candidate.step.branch, 0, by);
  if (!may || !*may) return std::nullopt;
  Offer offer;
  offer.step = renewal_address(run, candidate.step.branch, candidate.renewal);
  offer.step_title = {"Fornyet godkendelse", "Renewed approval"};
  offer.event = candidate.event;
  return offer;
}

std::optional<Offer> offer_of(Run& run, const Candidate& candidate) {
  if (candidate.renewal != model::kNone) return renewal(run, candidate);
  const auto [branch, state] = candidate.answers;
  run.event() = CurrentEvent{};
  run.event().name = candidate.event;
  bool allowed = false, holds = false;
  for (const model::Transition& transition : *candidate.transitions) {
    const Result<bool> may = may_act(run, branch, state, transition.by);
    if (!may || !*may) continue;
    allowed = true;
    const Result<bool> held = truth_of(run, branch, state, transition.guard);
    // A guard that needs the event's data cannot be asked before they are given.
    if (!held || *held) holds = true;
  }
  if (!allowed) return std::nullopt;
  Offer offer;
  offer.step = address_of(run, candidate.step.branch, candidate.step.state);
  offer.step_title = step_title(run, candidate.step);
  offer.event = candidate.event;
  offer.ballot = !candidate.words.empty();
  offer.words = candidate.words;
  offer.guard_holds = holds;
  if (const Proposal* proposal = find_proposal(run, candidate)) {
    offer.proposed_by = proposal->by;
    offer.proposed_at = proposal->at;
  }
  return offer;
}

}  // namespace

std::vector<Offer> possible(const model::Definition& definition, const Case& instance, const Moment& moment) {
  Run run(definition, instance, moment);
  std::vector<Offer> offers;
  for (const Candidate& candidate : candidates(run)) {
    if (std::optional<Offer> offer = offer_of(run, candidate)) offers.push_back(std::move(*offer));
  }
  return offers;
}

}  // namespace aftale::machine
