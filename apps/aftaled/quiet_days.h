#pragma once
#include <functional>

#include "adapters/folders/folder_sources.h"
#include "apps/aftaled/config.h"

namespace aftale::daemon {

/// Whether a day is quiet: a day off in the calendar that the configuration names, or in one of its periods; no
/// function where none is. Errors, at their place in the configuration: not_found (`unknown-name`); refused, with what
/// is wrong with the calendar.
Result<std::function<bool(time::CivilDate)>> quiet_days(const Config& config, const folders::FolderSources& sources);

}  // namespace aftale::daemon
