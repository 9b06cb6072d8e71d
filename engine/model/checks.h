#pragma once
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/model/definition.h"

namespace aftale::model {

/// The static checks: what can be said of a bundle before any case runs on it, one file each (`check_*.cpp`).
/// Guards are ignored where ways through a chart are followed, so "unreachable" is certain and "reachable" is not.
/// The bundle may be one that was read with errors, as long as its indices hold; the findings are then about what
/// could be read. Errors and warnings, in no order.
std::vector<Diagnostic> check(const Definition& definition);

/// Whether a transition may be taken under `scope`, which knows names of the kind `known` alone: what depends on
/// others, or cannot be computed, may.
bool may_answer(const Transition& transition, SlotMeaning::Kind known, const feel::Scope& scope);
bool has(const std::vector<std::string>& words, const std::string& word);

// The single checks, appended to `findings`.
void check_names(const Definition& definition, std::vector<Diagnostic>& findings);
void check_reachable(const Definition& definition, std::vector<Diagnostic>& findings);
void check_ways_out(const Definition& definition, std::vector<Diagnostic>& findings);
void check_order(const Definition& definition, std::vector<Diagnostic>& findings);
void check_always(const Definition& definition, std::vector<Diagnostic>& findings);
void check_targets(const Definition& definition, std::vector<Diagnostic>& findings);
void check_completion(const Definition& definition, std::vector<Diagnostic>& findings);
void check_decide(const Definition& definition, std::vector<Diagnostic>& findings);
void check_calls(const Definition& definition, std::vector<Diagnostic>& findings);
void check_ballots(const Definition& definition, std::vector<Diagnostic>& findings);
void check_events(const Definition& definition, std::vector<Diagnostic>& findings);
void check_tables(const Definition& definition, std::vector<Diagnostic>& findings);
void check_unused(const Definition& definition, std::vector<Diagnostic>& findings);

/// Appends a warning for each meeting plan that gives some month of the three years from `today` on no meeting, because
/// the day of its rule is no working day. No part of `check`, which says the same of the same sources on any day.
void check_meetings(const Organisation& organisation, const time::Calendar& calendar, time::CivilDate today,
                    std::vector<Diagnostic>& findings);

}  // namespace aftale::model
