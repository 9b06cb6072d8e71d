#include "adapters/sqlite/connection.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "adapters/sqlite/errors.h"
#include "adapters/sqlite/raw.h"
#include "adapters/sqlite/schema.h"

namespace aftale::sqlite {
namespace {

ErrorPtr not_writable(const std::string& path, const std::string& reason) {
  return make_error(
      Error::Kind::unavailable, "not-writable",
      {"Databasen " + path + " kan ikke åbnes (" + reason + "). Se efter rettigheder på filen og dens mappe",
       "The database " + path + " cannot be opened (" + reason +
           "). Check the permissions of the file and its folder"});
}

// Makes the file before SQLite does, so that it and its WAL are never readable by others.
Result<void> make_file(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return fail(not_writable(path, std::strerror(errno)));
  ::close(descriptor);
  return {};
}

ErrorPtr no_database(const std::string& path) {
  return make_error(Error::Kind::not_found, "no-database",
                    {"Der er ingen database " + path + " endnu. Åbn den første sag med: aftale open",
                     "There is no database " + path + " yet. Open the first case with: aftale open"});
}

Result<void> look_at_file(const std::string& path, Access access) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) {
    if (errno != ENOENT) return fail(not_writable(path, std::strerror(errno)));
    if (access == Access::write) return make_file(path);
    return fail(no_database(path));
  }
  if (!S_ISREG(status.st_mode)) return fail(not_writable(path, "not a regular file"));
  if (access == Access::write && ::access(path.c_str(), R_OK | W_OK) != 0)
    return fail(not_writable(path, std::strerror(errno)));
  return {};
}

}  // namespace

Result<std::unique_ptr<Connection>> Connection::open(const std::string& path, const OpenOptions& options) {
  std::unique_ptr<Connection> connection(new Connection(path, options.access));
  if (connection->writes()) {
    AFTALE_TRY(connection->lock_, FileLock::take(path, options.patience, options.socket));
  }
  AFTALE_TRY_VOID(look_at_file(path, options.access));
  try {
    connection->database_ = std::make_unique<SQLite::Database>(path, SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX);
    connection->configure();
    const bool fresh = connection->database_->execAndGet("PRAGMA user_version").getInt() == 0 &&
                       connection->database_->execAndGet("SELECT count(*) FROM sqlite_schema").getInt() == 0;
    AFTALE_TRY_VOID(connection->check_layout(fresh));
    return connection;
  } catch (const SQLite::Exception& exception) {
    return fail(error_of(exception, path, false));
  }
}

void Connection::configure() {
  harden(*database_, writes());
  database_->setBusyTimeout(10'000);
  database_->exec(
      "PRAGMA foreign_keys=ON; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA recursive_triggers=ON");
  if (writes()) {
    // Pages: 32 MB. A batch of due dates writes more than the usual 1,000, and would copy every page at each commit.
    database_->exec("PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=8000; PRAGMA journal_size_limit=67108864");
  } else {
    database_->exec("PRAGMA wal_autocheckpoint=0; PRAGMA query_only=ON");
  }
}

Result<void> Connection::check_layout(bool fresh) {
  if (fresh && writes()) {
    database_->exec("PRAGMA journal_mode=WAL");
    SQLite::Transaction transaction(*database_, SQLite::TransactionBehavior::IMMEDIATE);
    database_->exec(kSchema);
    database_->exec("PRAGMA application_id=" + std::to_string(kApplicationId) +
                    "; PRAGMA user_version=" + std::to_string(kUserVersion));
    transaction.commit();
    return {};
  }
  if (fresh) return fail(no_database(path_));  // made, and its writer ended before there were any tables
  const int application = database_->execAndGet("PRAGMA application_id").getInt();
  if (application != kApplicationId) {
    return fail(make_error(Error::Kind::damaged, "not-a-database",
                           {path_ + " er ikke en database fra aftale. Angiv en anden fil med --db",
                            path_ + " is not a database of aftale. Name another file with --db"}));
  }
  const int version = database_->execAndGet("PRAGMA user_version").getInt();
  if (version > kUserVersion) {
    const std::string theirs = std::to_string(version), ours = std::to_string(kUserVersion);
    return fail(make_error(Error::Kind::damaged, "newer-file",
                           {path_ + " er skrevet af en nyere aftale (skema " + theirs + ", denne kender til og med " +
                                ours + "). Brug det nyere program",
                            path_ + " was written by a newer aftale (schema " + theirs + ", this one knows up to " +
                                ours + "). Use the newer program"}));
  }
  if (writes() && database_->execAndGet("PRAGMA journal_mode").getString() != "wal")
    database_->exec("PRAGMA journal_mode=WAL");
  if (version == kUserVersion) return {};
  if (writes()) return upgrade(version);
  // Whoever asks writes nothing; the upgrade takes the lock as any other command does.
  AFTALE_TRY_VOID(Connection::open(path_, {}));
  return {};
}

Result<void> Connection::upgrade(int version) {
  SQLite::Transaction transaction(*database_, SQLite::TransactionBehavior::IMMEDIATE);
  for (int next = version; next < kUserVersion; ++next) database_->exec(kUpgrades[next - 1]);
  database_->exec("PRAGMA user_version=" + std::to_string(kUserVersion));
  transaction.commit();
  return {};
}

Connection::~Connection() {
  statements_.clear();
  if (writes() && database_) {
    try {
      checkpoint();
    } catch (const SQLite::Exception&) {
      // The WAL keeps what the file has not got; the next writer tries again.
    }
  }
  database_.reset();
}

SQLite::Statement& Connection::prepared(const char* sql) {
  std::unique_ptr<SQLite::Statement>& statement = statements_[sql];
  if (!statement) statement = std::make_unique<SQLite::Statement>(*database_, sql);
  return *statement;
}

void Connection::checkpoint() {
  database_->exec("PRAGMA wal_checkpoint(TRUNCATE)");
}

void Connection::copy_into(const std::string& target) {
  // query_only forbids writing the copy as well.
  if (!writes()) database_->exec("PRAGMA query_only=OFF");
  SQLite::Statement copy(*database_, "VACUUM INTO ?");
  copy.bind(1, target);
  copy.exec();
  if (!writes()) database_->exec("PRAGMA query_only=ON");
}

std::vector<std::string> Connection::integrity() {
  std::vector<std::string> findings;
  SQLite::Statement check(*database_, "PRAGMA integrity_check(20)");
  while (check.executeStep()) {
    if (const std::string finding = check.getColumn(0).getString(); finding != "ok") findings.push_back(finding);
  }
  SQLite::Statement keys(*database_, "PRAGMA foreign_key_check");
  while (keys.executeStep()) findings.push_back("row without its case in table " + keys.getColumn(0).getString());
  return findings;
}

}  // namespace aftale::sqlite
