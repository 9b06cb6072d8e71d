#pragma once
#include "engine/decisions/table.h"

namespace aftale::decisions {

/// What a call of the table takes and gives. Needed are the columns that some row looks at; null may be given.
feel::Signature signature_of(const Table& table);

}  // namespace aftale::decisions
