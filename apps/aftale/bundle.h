#pragma once
#include <string>

#include "adapters/folders/folder_sources.h"
#include "apps/aftale/settings.h"
#include "engine/loader/loader.h"

namespace aftale::app {

/// A workflow with everything it names, as it lies on the path. `version` 0: any; `organisation` empty: as the workflow
/// says. Errors: the loader's findings, refused; not_found, with the folders that were looked in.
Result<loader::Loaded> load_bundle(const folders::FolderSources& sources, const Settings& settings,
                                   const std::string& name, int version, const std::string& organisation);

}  // namespace aftale::app
