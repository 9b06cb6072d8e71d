#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "engine/base/text.h"
#include "engine/cases/answers.h"

/// Where a case stands, in words that every way of showing it shares.
namespace aftale::reports {

/// The titles of the open steps of the case's own chart, and its status where that is another than running.
Text stands_at(const cases::CaseSummary& summary);

/// `om 9 dage`, `i dag`, `for 3 dage siden`.
Text distance(time::CivilDate from, time::CivilDate to);

/// The deadline that a heading tells: of the list that is under way, else the nearest.
std::optional<time::CivilDate> due_of(const cases::CaseSummary& summary, const std::vector<cases::Matrix>& matrices);

/// `17 for, 2 imod, 19 til stede`; empty where nobody counted.
Text votes_in_words(const commands::Votes& votes);

/// `agreement 2, appendices 1`
std::string versions_of(const cases::Minuted& said);

}  // namespace aftale::reports
