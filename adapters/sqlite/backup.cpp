#include "adapters/sqlite/backup.h"

#include "adapters/disk/new_file.h"
#include "adapters/sqlite/errors.h"

namespace aftale::sqlite {
namespace {

std::int64_t journal_rows(SQLite::Database& database) {
  return database.execAndGet("SELECT count(*) FROM journal").getInt64();
}

}  // namespace

Result<void> copy_verified(Connection& connection, const std::string& target) {
  AFTALE_TRY(const std::unique_ptr<disk::NewFile> file, disk::NewFile::begin(target));
  connection.copy_into(file->part());
  {
    SQLite::Database copy(file->part(), SQLite::OPEN_READONLY);
    if (copy.execAndGet("PRAGMA integrity_check(1)").getString() != "ok" ||
        journal_rows(copy) != journal_rows(connection.database())) {
      return fail(make_error(Error::Kind::damaged, "damaged",
                             {"Kopien kunne ikke efterprøves og blev slettet. Kør aftale audit",
                              "The copy did not verify and was deleted. Run aftale audit"}));
    }
  }
  return file->publish();
}

}  // namespace aftale::sqlite
