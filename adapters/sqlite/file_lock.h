#pragma once
#include <chrono>
#include <memory>
#include <string>

#include "engine/base/result.h"

namespace aftale::sqlite {

/// The right to write a database file, shared by no two processes (design decision 10): SQLite before 3.51.3 can
/// corrupt a WAL file when several processes commit and checkpoint, and its own lock is unfair. `FILE.gate` is the
/// queue, `FILE.lock` the right itself; both are locked with flock, 0600 and closed on exec. Held until destroyed.
class FileLock {
 public:
  /// `place`: the database without links (place.h); `shown`: as people call it. `socket` (of a daemon; empty: none) is
  /// written into FILE.lock, so that others know where to ask. Error: unavailable, code `busy`, after `patience`.
  static Result<std::unique_ptr<FileLock>> take(const std::string& place, const std::string& shown,
                                                std::chrono::milliseconds patience, const std::string& socket);
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

  /// Whether FILE.lock is still the file that is locked: of one that was deleted or replaced another may hold the next.
  bool stands() const;

 private:
  FileLock(std::string path, int descriptor) : path_(std::move(path)), descriptor_(descriptor) {}
  std::string path_;  // of FILE.lock
  int descriptor_;
};

}  // namespace aftale::sqlite
