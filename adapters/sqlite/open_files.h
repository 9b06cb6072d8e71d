#pragma once
#include <sys/types.h>

#include <array>
#include <optional>
#include <string>

namespace aftale::sqlite {

/// Which files a connection has open: the database, and for a writer its WAL and the WAL's index. What is written into
/// a file that has been deleted or replaced is lost when it is closed, so each is looked for under its name again.
class OpenFiles {
 public:
  /// Those that lie under the names now.
  OpenFiles(const std::string& database, bool writes);
  /// The name of the first that is not the one it was; none where all are.
  std::optional<std::string> gone() const;

 private:
  struct File {
    std::string path;
    dev_t device = 0;
    ino_t number = 0;
    bool watched = false;
  };
  static bool same(const File& file);
  std::array<File, 3> files_;
};

}  // namespace aftale::sqlite
