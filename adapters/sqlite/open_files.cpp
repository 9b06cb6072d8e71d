#include "adapters/sqlite/open_files.h"

#include <sys/stat.h>

namespace aftale::sqlite {

OpenFiles::OpenFiles(const std::string& database, bool writes)
    : files_{{{database, 0, 0, true}, {database + "-wal", 0, 0, writes}, {database + "-shm", 0, 0, writes}}} {
  for (File& file : files_) {
    struct stat found {};
    if (::stat(file.path.c_str(), &found) != 0) continue;
    file.device = found.st_dev;
    file.number = found.st_ino;
  }
}

bool OpenFiles::same(const File& file) {
  if (!file.watched) return true;
  struct stat found {};
  return ::stat(file.path.c_str(), &found) == 0 && found.st_dev == file.device && found.st_ino == file.number;
}

std::optional<std::string> OpenFiles::gone() const {
  for (const File& file : files_) {
    if (!same(file)) return file.path;
  }
  return std::nullopt;
}

}  // namespace aftale::sqlite
