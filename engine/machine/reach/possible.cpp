#include <algorithm>

#include "engine/machine/bodies/addressees.h"
#include "engine/machine/bodies/four_eyes.h"
#include "engine/machine/branches/renewals.h"
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

namespace {

// "approval/0851/chain/council" lies in "approval/0851".
std::string_view outermost_branch(std::string_view address) {
  const std::size_t first = address.find('/');
  return first == std::string_view::npos ? std::string_view() : address.substr(0, address.find('/', first + 1));
}

bool lies_in(const std::string& entry, std::string_view branch) {
  return entry.size() > branch.size() && entry.compare(0, branch.size(), branch) == 0 && entry[branch.size()] == '/';
}

}  // namespace

std::vector<std::string> what_is_possible(const Run& run, std::string_view near) {
  constexpr std::size_t kShownMax = 10;
  std::vector<std::string> out;
  for (const Offer& offer : possible(run.definition(), run.instance(), run.moment())) {
    if (!offer.guard_holds) continue;  // known, but refused at this moment
    std::string entry = offer.step.empty() ? std::string() : offer.step + ": ";
    entry += offer.ballot ? std::string("record") : offer.event;
    if (std::find(out.begin(), out.end(), entry) == out.end()) out.push_back(std::move(entry));
  }
  const std::string_view branch = outermost_branch(near);
  const auto beside = [&](const std::string& entry) { return !branch.empty() && lies_in(entry, branch); };
  if (std::any_of(out.begin(), out.end(), beside))
    std::erase_if(out, [&](const std::string& entry) { return !beside(entry); });
  if (out.size() > kShownMax) {
    out.resize(kShownMax);
    out.emplace_back("…");
  }
  return out;
}

}  // namespace aftale::machine
