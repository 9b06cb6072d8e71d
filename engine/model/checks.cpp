#include "engine/model/checks.h"

namespace aftale::model {

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
