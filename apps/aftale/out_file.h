#pragma once
#include <string>

#include "apps/aftale/settings.h"
#include "engine/base/result.h"

namespace aftale::app {

/// Writes what `-o FILE` asks for, whole or not at all; what it replaces is said on stderr. A new file is 0600, one
/// that is there keeps its permissions, and a link still leads to it. Errors: refused (`own-file`) where it is the
/// database or belongs to it, unavailable (`not-writable`) where it cannot be written or is no regular file.
Result<void> write_out(const Settings& settings, const std::string& path, const std::string& text);

/// `not-writable`: the file at `path` for the reason that the system gives.
tl::unexpected<ErrorPtr> not_writable(const std::string& path, const Text& why);

}  // namespace aftale::app
