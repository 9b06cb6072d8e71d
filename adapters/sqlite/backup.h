#pragma once
#include <string>

#include "adapters/sqlite/connection.h"

namespace aftale::sqlite {

/// Copies the whole file to `target`, which must not exist: written under another name, synced, opened and checked,
/// then renamed. Errors: refused (`already-exists`), unavailable, damaged where the copy does not verify.
Result<void> copy_verified(Connection& connection, const std::string& target);

}  // namespace aftale::sqlite
