#pragma once
#include <memory>
#include <string>
#include <vector>

#include "adapters/folders/folder_sources.h"
#include "apps/aftale/settings.h"
#include "engine/base/result.h"

namespace aftale::app {

/// What `aftale check` found.
struct CheckedFiles {
  std::size_t files = 0;                            ///< how many were read
  std::vector<Diagnostic> findings;                 ///< each once, file by file
  std::unique_ptr<folders::FolderSources> sources;  ///< the lines that the findings stand in
};

/// The folders in which what the files at `paths` name is looked for: their own come first, so that the files beside a
/// file are the ones it means; then those of the search path.
std::vector<std::string> folders_of(const std::vector<std::string>& paths, const Settings& settings);

/// The YAML files and templates among `paths`, which are files and folders. Errors: not_found (`no-file`) where there
/// is none, unavailable where a folder may not be read.
Result<std::vector<std::string>> files_to_check(const std::vector<std::string>& paths);

/// Reads and checks every of them. Errors as those of `files_to_check`.
Result<CheckedFiles> check_files(const std::vector<std::string>& paths, const Settings& settings);

}  // namespace aftale::app
