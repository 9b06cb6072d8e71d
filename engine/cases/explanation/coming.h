#pragma once
#include <string>
#include <vector>

#include "engine/cases/answers.h"
#include "engine/machine/case.h"
#include "engine/model/definition.h"
#include "engine/time/instant.h"

namespace aftale::cases::explanation {

/// What happens in a case if nobody does anything: what `settle` really does, on a copy, until kHappeningsMax things
/// have happened or a year is over. Everything of one day is told, however much. Pure; by date. With `step` (an
/// address) what concerns that step and those inside it.
std::vector<SituationAnswer::Coming> what_comes(const model::Definition& definition, const machine::Case& instance,
                                                time::Instant now, const std::string& step = {});

/// Things that are told: days on which something happens count, not each of the messages of that day.
inline constexpr std::size_t kHappeningsMax = 3;

}  // namespace aftale::cases::explanation
