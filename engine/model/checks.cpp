#include "engine/model/checks.h"

#include <algorithm>

namespace aftale::model {

bool may_answer(const Transition& transition, SlotMeaning::Kind known, const feel::Scope& scope) {
  if (!transition.guard) return true;
  const auto uses = transition.guard.uses();
  const auto is_known = [known](feel::Slot slot) { return SlotMeaning::of(slot).kind == known; };
  if (!std::all_of(uses.begin(), uses.end(), is_known)) return true;
  const feel::Evaluation evaluation = transition.guard.evaluate(scope, feel::Host());
  return evaluation.value.is_true() || !evaluation.diagnostics.empty();
}

bool has(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::vector<Diagnostic> check(const Definition& definition) {
  std::vector<Diagnostic> findings;
  check_names(definition, findings);
  check_targets(definition, findings);
  check_reachable(definition, findings);
  check_ways_out(definition, findings);
  check_order(definition, findings);
  check_always(definition, findings);
  check_completion(definition, findings);
  check_decide(definition, findings);
  check_calls(definition, findings);
  check_ballots(definition, findings);
  check_events(definition, findings);
  check_tables(definition, findings);
  check_unused(definition, findings);
  return findings;
}

}  // namespace aftale::model
