#pragma once
#include <vector>

#include "adapters/folders/folder_sources.h"
#include "apps/aftaled/config.h"

namespace aftale::daemon {

/// What is probably not meant under `people`, with its place: two users who stand in the journal under one name, a user
/// with two names, two users with one number on this machine, and parties and bodies that no organisation in the
/// folders has (where there is any). A daemon starts with all of them: `--check` counts them as errors, the log names
/// them.
std::vector<Diagnostic> check_people(const Config& config, const folders::FolderSources& sources);

}  // namespace aftale::daemon
