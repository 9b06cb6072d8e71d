#pragma once
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/result.h"

namespace aftale::folders {

/// Tells when what a check reads has changed: YAML files and templates in and below some folders (inotify). Whatever an
/// editor does to save a file is seen: writing it, renaming another one to its name, deleting it; and new folders,
/// renamed ones and those that went away. Symbolic links are not followed into folders, as FolderSources does.
/// One thread. What changes while nobody waits is not lost: the next wait returns at once.
class Watch {
 public:
  enum class Woken {
    changed,  ///< and nothing more has changed for a while
    stopped,  ///< SIGINT or SIGTERM
    unread    ///< nobody reads standard output any more
  };

  /// Folders, and files by the folder they lie in; what is not there yet is waited for in the folder around it. From
  /// here until the end SIGINT and SIGTERM are kept for `wait`. Errors: unavailable (`watch-limit`) where the system,
  /// or kFoldersMax, allows no more folders; unavailable (`no-watch`) where it watches none at all.
  static Result<std::unique_ptr<Watch>> begin(std::vector<std::string> paths);
  ~Watch();
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

  /// Until something has changed and then nothing for `quiet`, so that files that are saved together are one change;
  /// what changes without end is told after ten times that. Errors: as `begin`.
  Result<Woken> wait(std::chrono::milliseconds quiet);

  static constexpr std::size_t kFoldersMax = 4'096;

 private:
  struct Descriptors;
  explicit Watch(std::vector<std::string> paths);
  Result<void> look_at_folders();
  bool read_events();

  std::vector<std::string> paths_;
  std::unique_ptr<Descriptors> descriptors_;
};

}  // namespace aftale::folders
