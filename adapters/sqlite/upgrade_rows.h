#pragma once
#include "adapters/sqlite/connection.h"

namespace aftale::sqlite {

/// Takes the rows of a file of layout 3, which carry every text themselves, to layout 4. Inside the caller's
/// transaction. Rows keep every value they have; facts of messages that this program would write otherwise stay as they
/// were written, and what a notification was superseded by becomes a code. SQLite's exceptions come out.
void make_rows_narrow(Connection& connection);

}  // namespace aftale::sqlite
