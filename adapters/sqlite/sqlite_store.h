#pragma once
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "engine/base/result.h"
#include "engine/records/journal_head.h"
#include "engine/records/store.h"

namespace aftale::sqlite {

/// How a file is opened.
enum class Access : std::uint8_t {
  write,  ///< takes FILE.gate and FILE.lock, makes the file where there is none (0600), checkpoints before it lets go
  question,  ///< takes no lock, writes nothing, never checkpoints; the file must be there
  audit      ///< as a question, and goes on where the file is damaged, so that all that is wrong can be named
};

struct OpenOptions {
  Access access = Access::write;
  std::chrono::milliseconds patience{10'000};  ///< how long to wait for the lock
  std::string socket = {};                     ///< of the daemon that opens it, where others are to ask
};

/// Opens a database, by whatever link leads to it. Errors: not_found (`no-database`), unavailable (`busy`,
/// `not-writable`, `disk-full`, `too-many-files`, `out-of-memory`, `several-names` of one file), damaged (`damaged`,
/// `foreign-schema`, `newer-file`, `not-a-database`); a writer, and both where the file is missing or empty, also
/// damaged (`truncated`, `rewritten`) where FILE.head remembers an entry that the journal lacks. Commits and snapshots
/// are refused as unavailable (`file-gone`) once the file, its WAL or the WAL's index is not the one that was opened.
Result<std::unique_ptr<records::Store>> open_store(const std::string& path, const OpenOptions& options = {});

/// A daemon that has a file open, as the lock beside the file says.
struct OwningDaemon {
  std::string socket;
  std::uint32_t uid = 0;  ///< whose the database is, so whose the daemon must be (or root's)
};
/// The daemon that owns the file now; none where no daemon does, or that cannot be seen. Error: refused
/// (`foreign-lock`) where the lock is neither root's nor of the database's owner (the caller, where there is no file).
Result<std::optional<OwningDaemon>> daemon_that_owns(const std::string& database);

/// The entry that FILE.head remembers, beside the database: read before the journal is, the journal must hold it. None
/// where there is no such file.
std::optional<records::JournalHead> remembered_head(const std::string& database);

/// Process-wide settings of SQLite that must come before the first open; called by apps/ once.
void configure_library();

}  // namespace aftale::sqlite
