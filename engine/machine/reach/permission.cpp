#include <algorithm>

#include "engine/base/words.h"
#include "engine/machine/bodies/roles.h"
#include "engine/machine/chart/address.h"
#include "engine/machine/chart/evaluate.h"
#include "engine/machine/possible.h"
#include "engine/machine/reach/candidates.h"

namespace aftale::machine {
namespace {

bool is_meant(const Candidate& candidate, std::string_view event) {
  if (candidate.event == event) return true;
  if (candidate.words.empty()) return false;
  const std::string word = folded(event);
  return event == "record" || std::any_of(candidate.words.begin(), candidate.words.end(),
                                          [&](const std::string& one) { return folded(one) == word; });
}

std::optional<Span> span_or_none(const Span& at) {
  return at.line == 0 ? std::nullopt : std::optional(at);
}

/// A changed document: only the secretariat answers.
Permission of_renewal(const Run& run, const Candidate& candidate) {
  Permission out;
  out.step = renewal_address(run, candidate.step.branch, candidate.renewal);
  out.step_title = {"Fornyet godkendelse", "Renewed approval"};
  out.event = candidate.event;
  const std::vector<Role> roles = roles_for(run, candidate.step.branch, 0, {"secretariat"});
  out.roles = words_of(roles);
  out.people = people_of(roles);
  const Result<std::string_view> through = acting_role(run, candidate.step.branch, 0, {"secretariat"});
  if (through) out.through = *through;
  out.allowed = !out.through.empty();
  out.decided_by = span_or_none(run.definition().root().documents[candidate.renewal].at);
  return out;
}

Permission of_transitions(Run& run, const Candidate& candidate) {
  const auto [branch, state] = candidate.answers;
  Permission out;
  out.step = address_of(run, candidate.step.branch, candidate.step.state);
  out.step_title = step_title(run, candidate.step);
  out.event = candidate.event;
  out.ballot = !candidate.words.empty();
  run.event() = CurrentEvent{};
  run.event().name = candidate.event;
  std::vector<Role> roles;
  const model::Transition* decides = nullptr;
  bool holds = false;
  for (const model::Transition& transition : *candidate.transitions) {
    add_roles(roles, roles_for(run, branch, state, transition.by));
    const Result<std::string_view> through = acting_role(run, branch, state, transition.by);
    const bool may = through && !through->empty();
    // A guard that needs the event's data cannot be asked before they are given.
    const Result<bool> held = truth_of(run, branch, state, transition.guard);
    const bool could = !held || *held;
    // The transition that would be taken decides; else the first that he may take, else the first.
    if (!decides || (may && (!out.allowed || (could && !holds)))) {
      decides = &transition;
      holds = could;
      out.through = may ? std::string(*through) : std::string();
    }
    out.allowed = out.allowed || may;
  }
  out.guard_holds = holds;
  out.roles = words_of(roles);
  out.people = people_of(roles);
  out.by_default = decides->by.empty();
  out.decided_by = span_or_none(out.by_default ? decides->at : decides->by_at);
  if (!out.decided_by) out.decided_by = span_or_none(run.chart(branch).states[state].at);
  out.four_eyes = decides->four_eyes;
  if (const Proposal* proposal = find_proposal(run, candidate)) out.proposed_by = proposal->by;
  return out;
}

}  // namespace

std::vector<Permission> permissions(const model::Definition& definition, const Case& instance, const Moment& moment,
                                    std::string_view event) {
  Run run(definition, instance, moment);
  std::vector<Permission> out;
  for (const Candidate& candidate : candidates(run)) {
    if (!is_meant(candidate, event)) continue;
    out.push_back(candidate.renewal != model::kNone ? of_renewal(run, candidate) : of_transitions(run, candidate));
  }
  return out;
}

}  // namespace aftale::machine
