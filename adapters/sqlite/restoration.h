#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "engine/base/result.h"
#include "engine/records/journal_head.h"

namespace aftale::sqlite {

class FileLock;

/// A database whose place is taken by a copy. Holds the database's lock from begin to end; nothing is deleted, and the
/// file that the copy is made of is only read. Destroyed before `finish`, everything is as it was.
class Restoration {
 public:
  /// Copies `from`, with the WAL and the FILE.head that lie beside it, into a folder of its own beside `database`, and
  /// opens the copy once as a writer does, which upgrades an older layout. `from` may be `database` itself: what is in
  /// it is then taken as it is, whatever its FILE.head remembers.
  /// Errors: not_found (`no-file`), unavailable (`busy` where either file has an owner, `not-writable`), and those of
  /// open_store.
  static Result<std::unique_ptr<Restoration>> begin(const std::string& database, const std::string& from);
  ~Restoration();
  Restoration(const Restoration&) = delete;
  Restoration& operator=(const Restoration&) = delete;

  /// The copy, a database by itself, to be audited before `finish`.
  const std::string& copy() const { return copy_; }

  struct Done {
    records::JournalHead head;  ///< of the copy, and of FILE.head now
    std::string set_aside;      ///< where the old database lies; empty: there was nothing
    bool was_there = true;      ///< false: only files that belong beside it were set aside
    /// Entries that were written to the old one and are not in the copy; none where it cannot be read.
    std::optional<std::int64_t> lost = 0;
  };
  /// Sets the old database aside with its WAL, index and FILE.head, under one dated name, and puts the copy in its
  /// place by one rename. Killed in between, the database is refused as `truncated`, and can be restored again.
  Result<Done> finish();

 private:
  Restoration(std::string database, std::unique_ptr<FileLock> lock);
  Result<void> fill(const std::string& from);
  std::optional<std::int64_t> count_lost(const records::JournalHead& head) const;
  Result<std::string> set_aside() const;

  std::string database_, folder_, copy_;
  std::unique_ptr<FileLock> lock_;
};

}  // namespace aftale::sqlite
