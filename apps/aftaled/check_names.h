#pragma once
#include <vector>

#include "adapters/folders/folder_sources.h"
#include "apps/aftaled/config.h"

namespace aftale::daemon {

/// Names of the configuration that lead nowhere, each at its place and with the nearest that would.
///
///   errors    what can never do anything as it is written: a role, party or body that no organisation in the folders
///             has (where there is any), a folder under `path` that is not there, a socket's group that is not there
///   warnings  what may be meant: users and groups that this machine does not know yet, a folder without anything to
///             read, a receiver whom no organisation names, a channel by which nothing goes, a folder for calendar
///             files that cannot be made
///
/// A daemon starts with most of them: `--check` counts errors, the log names all.
std::vector<Diagnostic> check_names(const Config& config, const folders::FolderSources& sources);

}  // namespace aftale::daemon
