#pragma once
#include "adapters/sqlite/connection.h"

namespace aftale::sqlite {

/// Writes one transaction. SQLite's exceptions come out; a false `expected head` is refused as `conflict` with nothing
/// written.
Result<void> write(Connection& connection, const records::Commit& commit);

}  // namespace aftale::sqlite
