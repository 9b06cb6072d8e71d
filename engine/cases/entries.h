#pragma once
#include <vector>

#include "engine/cases/read_model.h"

namespace aftale::cases {

/// Entries of a case as Store::journal gives them, each compared with its hash. Error: damaged, with the first that was
/// changed. Audit reads the store itself, because it names all of them.
Result<std::vector<records::JournalRow>> entries_of(const ReadModel& in, CaseId id, std::int64_t after = 0,
                                                    std::size_t limit = ~std::size_t{0} >> 1);
/// Entries of the file itself, the newest first.
Result<std::vector<records::JournalRow>> entries_of_file(const ReadModel& in);

}  // namespace aftale::cases
