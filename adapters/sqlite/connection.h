#pragma once
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "adapters/sqlite/branch_writer.h"
#include "adapters/sqlite/dictionary.h"
#include "adapters/sqlite/file_lock.h"
#include "adapters/sqlite/head_file.h"
#include "adapters/sqlite/open_files.h"
#include "adapters/sqlite/row_columns.h"
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

  /// As it was given, for people.
  const std::string& path() const { return path_; }
  /// Where it lies, and its companions beside it.
  const std::string& place() const { return place_; }
  bool writes() const { return access_ == Access::write; }
  SQLite::Database& database() { return *database_; }
  /// What many rows say in the same words.
  Dictionary& dictionary() { return *dictionary_; }
  BranchWriter& branches() { return branches_; }
  /// The statement of `sql`, prepared once. `sql` is a literal: its address is the key.
  SQLite::Statement& prepared(const char* sql);
  /// Runs the statement of `sql`, which lives as long as the program, with the columns of a row; the rows that changed.
  template <class Row>
  int run(const std::string& sql, const Row& row) {
    Binder binder(prepared(sql.c_str()));
    bind(binder, dictionary(), row);
    return binder.run();
  }
  /// That what is written now can be found again: unavailable (`file-gone`) where the database, its WAL or the WAL's
  /// index has been deleted or replaced since it was opened. `committed`: it is unknown then whether that is lost.
  Result<void> in_place(bool committed = false) const;
  /// What was committed, for FILE.head.
  void remember(const records::JournalHead& head) {
    if (head_) head_->put(head);
  }
  /// Copies the WAL into the file and empties it; nothing where a reader is in the way.
  void checkpoint();
  /// A complete copy into the empty file `target`.
  void copy_into(const std::string& target);
  /// What is wrong with the file itself: pages that do not agree with their sum, foreign tables and triggers, what
  /// `PRAGMA integrity_check` and `foreign_key_check` find; empty if well.
  std::vector<Text> integrity();

 private:
  Connection(std::string path, Access access) : path_(std::move(path)), access_(access) {}
  Result<void> begin(const std::optional<records::JournalHead>& remembered);
  void configure();
  Result<void> check_layout(bool fresh);
  Result<void> check_schema();
  /// Takes an older file to this layout, whole or not at all.
  Result<void> upgrade(int version);
  /// Of a writer, once it may read: the entry that FILE.head remembers is there, and what a killed program left in a
  /// WAL belongs to this file.
  Result<void> look_back(const std::optional<records::JournalHead>& remembered, bool left_behind);
  Result<void> make_room_for_sums();
  /// What SQLite finds by itself, and how the schema differs.
  void ask_sqlite(std::vector<Text>& findings);
  /// What is wrong with a file that could not be opened: a look past its damaged pages.
  ErrorPtr look_again(const ErrorPtr& found);

  std::string path_;
  std::string place_;  // without links
  Access access_;
  std::unique_ptr<FileLock> lock_;  // released after the database is closed
  std::unique_ptr<HeadFile> head_;
  std::optional<OpenFiles> files_;
  std::unique_ptr<SQLite::Database> database_;
  std::unordered_map<const char*, std::unique_ptr<SQLite::Statement>> statements_;
  std::optional<Dictionary> dictionary_;
  BranchWriter branches_{*this};
};

}  // namespace aftale::sqlite
