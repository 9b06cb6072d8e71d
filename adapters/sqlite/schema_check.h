#pragma once
#include <SQLiteCpp/SQLiteCpp.h>

#include <vector>

#include "engine/base/text.h"

namespace aftale::sqlite {

/// How tables, indexes, triggers and views of the file differ from those of this layout: what is foreign, missing or
/// another, each named. Empty if well. SQLite's statistics (ANALYZE) may be there.
std::vector<Text> schema_differences(SQLite::Database& database);

}  // namespace aftale::sqlite
