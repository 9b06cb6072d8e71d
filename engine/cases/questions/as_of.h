#pragma once
#include <functional>
#include <string>
#include <vector>

#include "engine/cases/read_model.h"
#include "engine/cases/service.h"

namespace aftale::cases {

/// Asks `question` of the file as it stood: of every case, or of the one with `key`. The in it is given holds those
/// rows instead of the stored ones, and its day is the one that was asked about. Errors: those of the question;
/// not_found `not-yet`, where the case was opened later.
Result<Answer> ask_as_of(const ReadModel& in, const AsOf& as_of, const std::string& key, const time::Zone& zone,
                         const std::function<Result<Answer>(const ReadModel& then, time::CivilDate day)>& question);

/// Everything that was known then, and with it what is struck.
std::vector<records::JournalRow> known(std::vector<records::JournalRow> entries, const AsOf& as_of);

}  // namespace aftale::cases
