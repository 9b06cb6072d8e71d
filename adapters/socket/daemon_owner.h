#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "engine/base/result.h"

namespace aftale::socket {

/// Whether the process at the other end of a connection may answer for a database: whatever listens at a path that
/// somebody else could have made would read what it is given and say that it was done. `descriptor` is connected to
/// `path`. The kernel says whose the process is. Root and the caller himself always may. Else, where the database and
/// its lock name an `owner`, the process must be his. Where only the socket was named, the process must be of the user
/// who owns the socket file, in a folder that nobody but he, the caller and root can change.
/// Error: refused (`foreign-daemon`).
Result<void> admit_daemon(int descriptor, const std::string& path, std::optional<std::uint32_t> owner);

}  // namespace aftale::socket
