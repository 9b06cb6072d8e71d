#pragma once
#include <vector>

#include "apps/aftaled/config.h"

namespace aftale::daemon {

/// What is probably not meant under `people`, with its place: two users who stand in the journal under one name, a user
/// with two names, two users with one number on this machine. A daemon starts with all of them: `--check` counts them
/// as errors, the log names them.
std::vector<Diagnostic> check_people(const Config& config);

}  // namespace aftale::daemon
