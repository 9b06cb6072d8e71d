#pragma once
#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "engine/base/result.h"
#include "engine/records/journal_head.h"

namespace aftale::sqlite {

/// The head of the journal once more, in FILE.head beside the database (0600): a database that has lost its newest
/// entries still looks whole by itself, for instance when its WAL was removed.
///
/// Two slots of one line each, in sectors of their own, written in turn and with a check, so that one that was torn
/// leaves the other. A head is written after its COMMIT, so it may lag behind the file and is never ahead of it: after
/// a kill by one commit at most, after a loss of power by what was written in the last second.
class HeadFile {
 public:
  /// What FILE.head says; none where it is not there, or says nothing that holds.
  static std::optional<records::JournalHead> read(const std::string& database);
  /// Opens it for writing, makes it where it is not there, and lets it say `now`. Errors: unavailable (`not-writable`,
  /// `disk-full`).
  static Result<std::unique_ptr<HeadFile>> open(const std::string& database, const records::JournalHead& now);
  ~HeadFile();
  HeadFile(const HeadFile&) = delete;
  HeadFile& operator=(const HeadFile&) = delete;

  /// What was committed. A write that fails leaves the head behind, which is no error.
  void put(const records::JournalHead& head);

 private:
  HeadFile(std::string path, int descriptor, bool second)
      : path_(std::move(path)), descriptor_(descriptor), second_(second) {}
  std::string path_;
  int descriptor_;
  bool second_;  ///< which slot is next
  std::chrono::steady_clock::time_point synced_;
};

}  // namespace aftale::sqlite
