#pragma once
#include <string>

#include "engine/base/result.h"

namespace aftale::sqlite {

/// Where the database really is that `path` names: without links, so that its WAL and its locks are the same whatever
/// name it is opened by. It need not be there yet. Errors: unavailable, `not-writable` where the path leads to a
/// folder, a device, a pipe or a socket, or a link leads nowhere; `several-names` where the file has hard links,
/// because SQLite keeps a WAL for each name; what the system says.
Result<std::string> place_of(const std::string& path);

/// Refuses (`own-file`) to write `path` where it is, or would be, the database at `database` or one of the files beside
/// it: its WAL, its locks, its head, the daemon's clock; or where it would be in their way while it is written.
Result<void> refuse_own_file(const std::string& path, const std::string& database);

}  // namespace aftale::sqlite
