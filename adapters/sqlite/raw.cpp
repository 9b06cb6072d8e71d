#include "adapters/sqlite/raw.h"

#include <sqlite3.h>

#include <cerrno>

#include "adapters/sqlite/page_sums.h"
#include "adapters/sqlite/sqlite_store.h"

namespace aftale::sqlite {

namespace {

Trouble trouble_of_code(int code) {
  switch (code) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Trouble::busy;
    case SQLITE_FULL:
      return Trouble::full;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_CANTOPEN:
      return Trouble::not_writable;
    case SQLITE_NOMEM:
      return Trouble::no_memory;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_MISMATCH:
    case SQLITE_ERROR:  // our statements fit our schema: the schema is another
      return Trouble::damaged;
    case SQLITE_CONSTRAINT:
      return Trouble::constraint;
    default:
      return Trouble::other;
  }
}

}  // namespace

Trouble trouble_of_system(int number) {
  switch (number) {
    case EMFILE:
    case ENFILE:
      return Trouble::too_many_files;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return Trouble::full;
    case ENOMEM:
      return Trouble::no_memory;
    case EROFS:
      return Trouble::read_only;
    case EACCES:
    case EPERM:
    case ENOENT:
    case ENOTDIR:
    case EISDIR:
    case ELOOP:
    case ENAMETOOLONG:
      return Trouble::not_writable;
    default:
      return Trouble::other;
  }
}

Failure failure_of(const SQLite::Exception& exception, bool committing) {
  const int code = exception.getErrorCode() & 0xFF;
  Failure failure{trouble_of_code(code)};
  const IoTrouble last = take_io_trouble();
  const bool at_a_file = code == SQLITE_IOERR || code == SQLITE_CANTOPEN || code == SQLITE_FULL;
  if (code == SQLITE_IOERR && committing) failure.trouble = Trouble::unknown;
  if (!at_a_file || last.code != code) return failure;
  if (last.page != 0) return {Trouble::damaged, 0, last.page};
  failure.number = last.number;
  if (failure.trouble != Trouble::unknown && failure.number != 0 && code != SQLITE_FULL)
    failure.trouble = trouble_of_system(failure.number);
  return failure;
}

void harden(SQLite::Database& database, bool writes) {
  sqlite3* handle = database.getHandle();
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, nullptr);
  sqlite3_extended_result_codes(handle, 0);
  if (!writes) sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

void configure_library() {
  // One connection belongs to one thread, and nobody asks SQLite for its memory statistics.
  sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

SQLite::Exception corrupt(const char* what) {
  return SQLite::Exception(what, SQLITE_CORRUPT);
}

}  // namespace aftale::sqlite
