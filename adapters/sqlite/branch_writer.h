#pragma once
#include "adapters/sqlite/connection.h"
#include "engine/records/store.h"

namespace aftale::sqlite {

/// Branches and work items of a commit: an open item goes into its branch's row where it fits (item_in_branch.h), the
/// others into `work_item`. SQLite's exceptions come out.
void write_branches(Connection& connection, const records::Commit& commit);

}  // namespace aftale::sqlite
