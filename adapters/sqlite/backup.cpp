#include "adapters/sqlite/backup.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "adapters/sqlite/errors.h"

namespace aftale::sqlite {
namespace {

ErrorPtr already_there(const std::string& target) {
  return make_error(Error::Kind::refused, "already-exists",
                    {target + " findes allerede og bliver ikke overskrevet. Angiv et andet filnavn",
                     target + " exists already and is not overwritten. Name another file"});
}

ErrorPtr cannot_write(const std::string& target) {
  const std::string reason = std::strerror(errno);
  return make_error(Error::Kind::unavailable, "not-writable",
                    {target + " kan ikke skrives (" + reason + ")", target + " cannot be written (" + reason + ")"});
}

// VACUUM INTO does not sync what it writes.
bool sync_path(const std::string& path, int flags) {
  const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool done = ::fsync(descriptor) == 0;
  ::close(descriptor);
  return done;
}

std::int64_t journal_rows(SQLite::Database& database) {
  return database.execAndGet("SELECT count(*) FROM journal").getInt64();
}

}  // namespace

Result<void> copy_verified(Connection& connection, const std::string& target) {
  if (std::filesystem::exists(target)) return fail(already_there(target));
  const std::string part = target + ".part";
  const int descriptor = ::open(part.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0) return fail(cannot_write(part));
  ::close(descriptor);
  struct Remove {
    const std::string& path;
    ~Remove() { ::unlink(path.c_str()); }
  } remove_part{part};

  connection.copy_into(part);
  if (!sync_path(part, O_RDWR)) return fail(cannot_write(part));
  {
    SQLite::Database copy(part, SQLite::OPEN_READONLY);
    if (copy.execAndGet("PRAGMA integrity_check(1)").getString() != "ok" ||
        journal_rows(copy) != journal_rows(connection.database())) {
      return fail(make_error(Error::Kind::damaged, "damaged",
                             {"Kopien kunne ikke efterprøves og blev slettet. Kør aftale audit",
                              "The copy did not verify and was deleted. Run aftale audit"}));
    }
  }
  // A hard link fails where the target has appeared meanwhile; a rename would overwrite it.
  if (::link(part.c_str(), target.c_str()) != 0)
    return fail(errno == EEXIST ? already_there(target) : cannot_write(target));
  const std::string folder = std::filesystem::absolute(target).parent_path().string();
  if (!sync_path(folder, O_RDONLY | O_DIRECTORY)) return fail(cannot_write(folder));
  return {};
}

}  // namespace aftale::sqlite
