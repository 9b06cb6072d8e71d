#include "adapters/sqlite/raw.h"

#include <sqlite3.h>

#include "adapters/sqlite/sqlite_store.h"

namespace aftale::sqlite {

Trouble trouble_of(const SQLite::Exception& exception) {
  switch (exception.getErrorCode()) {
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
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_MISMATCH:
      return Trouble::damaged;
    case SQLITE_CONSTRAINT:
      return Trouble::constraint;
    default:
      return Trouble::other;
  }
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

}  // namespace aftale::sqlite
