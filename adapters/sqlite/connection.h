#pragma once
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "adapters/sqlite/file_lock.h"
#include "adapters/sqlite/sqlite_store.h"
#include "adapters/sqlite/statements.h"

namespace aftale::sqlite {

/// One open file with its lock and its prepared statements. One thread. SQLite's exceptions come out of it; the store
/// turns them into errors.
class Connection {
 public:
  static Result<std::unique_ptr<Connection>> open(const std::string& path, const OpenOptions& options);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  const std::string& path() const { return path_; }
  bool writes() const { return access_ == Access::write; }
  SQLite::Database& database() { return *database_; }
  /// The statement of `sql`, prepared once. `sql` is a literal: its address is the key.
  SQLite::Statement& prepared(const char* sql);
  /// Copies the WAL into the file and empties it; nothing where a reader is in the way.
  void checkpoint();
  /// A complete copy into the empty file `target`.
  void copy_into(const std::string& target);
  /// What `PRAGMA integrity_check` and `foreign_key_check` find; empty if well.
  std::vector<std::string> integrity();

 private:
  Connection(std::string path, Access access) : path_(std::move(path)), access_(access) {}
  void configure();
  Result<void> check_layout(bool fresh);
  /// Takes an older file to this layout, whole or not at all.
  Result<void> upgrade(int version);

  std::string path_;
  Access access_;
  std::unique_ptr<FileLock> lock_;  // released after the database is closed
  std::unique_ptr<SQLite::Database> database_;
  std::unordered_map<const char*, std::unique_ptr<SQLite::Statement>> statements_;
};

}  // namespace aftale::sqlite
