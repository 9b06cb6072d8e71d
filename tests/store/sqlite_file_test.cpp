#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "adapters/sqlite/connection.h"
#include "adapters/sqlite/errors.h"
#include "adapters/sqlite/place.h"
#include "adapters/sqlite/sqlite_store.h"
#include "tests/store/open_options.h"
#include "tests/store/rows.h"
#include "tests/store/same.h"

/// What only a file can do: stay, be shared, be broken.
namespace aftale::store_test {
namespace {

using namespace records;
using sqlite::open_store;
using sqlite::OpenOptions;

void put(Store& store, std::int64_t id, const std::string& key) {
  const Result<void> done = store.commit(opening(*store.head(), id, key));
  ASSERT_TRUE(done) << render(done.error()->findings.front(), Language::en);
}
std::unique_ptr<Store> opened(const std::string& path, const OpenOptions& options = kWriter) {
  Result<std::unique_ptr<Store>> store = open_store(path, options);
  EXPECT_TRUE(store) << (store ? "" : render(store.error()->findings.front(), Language::en));
  return store ? std::move(*store) : nullptr;
}

TEST(SqliteFile, what_was_committed_is_there_after_closing) {
  const Folder folder;
  put(*opened(folder.file("a.db")), 1, "a");
  put(*opened(folder.file("a.db")), 2, "b");
  const auto store = opened(folder.file("a.db"));
  EXPECT_EQ(store->head()->seq, 2);
  EXPECT_TRUE(same(store->find_case("a")->value(), case_row(1, "a")));
  EXPECT_FALSE(std::filesystem::exists(folder.file("a.db-wal")) &&
               std::filesystem::file_size(folder.file("a.db-wal")) > 0);
}

TEST(SqliteFile, nobody_else_may_read_it) {
  const Folder folder;
  const auto store = opened(folder.file("a.db"));
  put(*store, 1, "a");
  for (const char* name : {"a.db", "a.db-wal", "a.db-shm", "a.db.head", "a.db.lock", "a.db.gate"}) {
    struct stat status {};
    ASSERT_EQ(::stat(folder.file(name).c_str(), &status), 0) << name;
    EXPECT_EQ(status.st_mode & 0777U, 0600U) << name;
  }
}

TEST(SqliteFile, one_writes_at_a_time_and_others_may_ask) {
  const Folder folder;
  EXPECT_EQ(code(open_store(folder.file("a.db"), kQuestion)), "no-database");
  auto writer = opened(folder.file("a.db"));
  put(*writer, 1, "a");
  EXPECT_EQ(code(open_store(folder.file("a.db"), kWriter)), "busy");
  const auto asking = opened(folder.file("a.db"), kQuestion);
  EXPECT_EQ(asking->cases()->size(), 1U);
  put(*writer, 2, "b");
  EXPECT_EQ(asking->cases()->size(), 2U);
  writer.reset();
  EXPECT_EQ(asking->cases()->size(), 2U);
  EXPECT_NE(opened(folder.file("a.db")), nullptr);
}

TEST(SqliteFile, an_answer_of_several_questions_sees_one_moment) {
  const Folder folder;
  auto writer = opened(folder.file("a.db"));
  put(*writer, 1, "a");
  const auto asking = opened(folder.file("a.db"), kQuestion);
  {
    const Result<std::unique_ptr<Snapshot>> snapshot = asking->snapshot();
    ASSERT_TRUE(snapshot);
    EXPECT_EQ(asking->head()->seq, 1);
    put(*writer, 2, "b");
    EXPECT_EQ(asking->head()->seq, 1);
    EXPECT_EQ(asking->cases()->size(), 1U);
    EXPECT_TRUE(asking->check_integrity()->empty());
  }
  EXPECT_EQ(asking->head()->seq, 2);
  EXPECT_EQ(asking->cases()->size(), 2U);
}

TEST(SqliteFile, nothing_is_written_into_a_file_that_is_gone) {
  for (const char* name : {"a.db", "a.db-wal", "a.db-shm"}) {
    SCOPED_TRACE(name);
    const Folder folder;
    auto writer = opened(folder.file("a.db"));
    put(*writer, 1, "a");
    const auto asking = opened(folder.file("a.db"), kQuestion);
    std::filesystem::rename(folder.file(name), folder.file("elsewhere"));
    const Result<void> refused = writer->commit(opening(*writer->head(), 2, "b"));
    EXPECT_EQ(code(refused), "file-gone");
    EXPECT_EQ(refused.error()->kind, Error::Kind::unavailable);
    EXPECT_EQ(code(writer->snapshot()), "file-gone");
    EXPECT_EQ(code(asking->snapshot()), std::string(name) == "a.db" ? "file-gone" : "none");
    std::ofstream(folder.file(name)).flush();
    EXPECT_EQ(code(writer->commit(opening(*writer->head(), 2, "b"))), "file-gone") << "another file of that name";
    std::filesystem::rename(folder.file("elsewhere"), folder.file(name));
    EXPECT_EQ(code(writer->commit(opening(*writer->head(), 2, "b"))), "none");
  }
}

TEST(SqliteFile, a_file_that_lost_its_wal_keeps_what_was_in_it_once_its_writer_closes) {
  const Folder folder;
  auto writer = opened(folder.file("a.db"));
  put(*writer, 1, "a");
  std::filesystem::remove(folder.file("a.db-wal"));
  writer.reset();
  EXPECT_EQ(opened(folder.file("a.db"))->head()->seq, 1);
}

TEST(SqliteFile, an_entry_that_was_written_here_is_never_missing_without_a_word) {
  const Folder folder;
  put(*opened(folder.file("a.db")), 1, "a");
  std::filesystem::copy_file(folder.file("a.db"), folder.file("older"));
  put(*opened(folder.file("a.db")), 2, "b");
  const auto remembered = sqlite::remembered_head(folder.file("a.db"));
  ASSERT_TRUE(remembered);
  EXPECT_EQ(*remembered, (JournalHead{2, opened(folder.file("a.db"))->head()->hash}));
  std::filesystem::rename(folder.file("older"), folder.file("a.db"));
  const auto refused = open_store(folder.file("a.db"), kWriter);
  EXPECT_EQ(code(refused), "truncated");
  EXPECT_EQ(refused.error()->kind, Error::Kind::damaged);
  EXPECT_EQ(code(open_store(folder.file("a.db"), kQuestion)), "none") << "what is left may be asked for";
  std::ofstream(folder.file("a.db"), std::ios::trunc).flush();
  EXPECT_EQ(code(open_store(folder.file("a.db"), kWriter)), "truncated");
  EXPECT_EQ(code(open_store(folder.file("a.db"), kQuestion)), "truncated");
  std::filesystem::remove(folder.file("a.db"));
  EXPECT_EQ(code(open_store(folder.file("a.db"), kWriter)), "truncated");
  // Another journal under the same name.
  put(*opened(folder.file("other.db")), 3, "x");
  put(*opened(folder.file("other.db")), 4, "y");
  std::filesystem::rename(folder.file("other.db"), folder.file("a.db"));
  EXPECT_EQ(code(open_store(folder.file("a.db"), kWriter)), "rewritten");
}

TEST(SqliteFile, a_head_that_lags_catches_up_and_one_that_is_torn_is_passed_over) {
  const Folder folder;
  put(*opened(folder.file("a.db")), 1, "a");
  std::filesystem::copy_file(folder.file("a.db.head"), folder.file("older"));
  put(*opened(folder.file("a.db")), 2, "b");
  const auto newest = sqlite::remembered_head(folder.file("a.db"));
  std::filesystem::rename(folder.file("older"), folder.file("a.db.head"));
  EXPECT_EQ(sqlite::remembered_head(folder.file("a.db"))->seq, 1);
  opened(folder.file("a.db"));
  EXPECT_EQ(sqlite::remembered_head(folder.file("a.db")), newest);
  for (const std::streamoff slot : {0, 4096}) {
    std::fstream file(folder.file("a.db.head"), std::ios::in | std::ios::out);
    file.seekp(slot + 30);
    file << "torn";
    file.close();
    EXPECT_EQ(sqlite::remembered_head(folder.file("a.db")).has_value(), slot == 0);
    opened(folder.file("a.db"));
    EXPECT_EQ(sqlite::remembered_head(folder.file("a.db")), newest);
  }
}

TEST(SqliteFile, a_question_writes_nothing) {
  const Folder folder;
  put(*opened(folder.file("a.db")), 1, "a");
  const auto asking = opened(folder.file("a.db"), kQuestion);
  EXPECT_EQ(code(asking->commit(opening(*asking->head(), 2, "b"))), "not-writable");
  EXPECT_EQ(asking->cases()->size(), 1U);
}

TEST(SqliteFile, an_empty_file_is_no_database_to_a_question_and_a_new_one_to_a_writer) {
  const Folder folder;
  std::ofstream(folder.file("a.db")).flush();
  EXPECT_EQ(code(open_store(folder.file("a.db"), kQuestion)), "no-database");
  put(*opened(folder.file("a.db")), 1, "a");
}

TEST(SqliteFile, files_that_are_something_else_are_left_alone) {
  const Folder folder;
  std::ofstream(folder.file("text.db")) << std::string(5000, 'x');
  EXPECT_EQ(code(open_store(folder.file("text.db"), kWriter)), "damaged");
  { SQLite::Database(folder.file("other.db"), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec("CREATE TABLE t(x)"); }
  EXPECT_EQ(code(open_store(folder.file("other.db"), kWriter)), "not-a-database");
  put(*opened(folder.file("newer.db")), 1, "a");
  { SQLite::Database(folder.file("newer.db"), SQLite::OPEN_READWRITE).exec("PRAGMA user_version=99"); }
  const auto newer = open_store(folder.file("newer.db"), kWriter);
  EXPECT_EQ(code(newer), "newer-file");
  EXPECT_EQ(newer.error()->kind, Error::Kind::damaged);
  std::filesystem::create_directory(folder.file("folder.db"));
  std::filesystem::create_symlink("nothing", folder.file("link.db"));
  EXPECT_EQ(code(open_store(folder.file("link.db"), kWriter)), "not-writable");
  EXPECT_EQ(code(open_store("/dev/null", kWriter)), "not-writable");
  EXPECT_FALSE(std::filesystem::exists("/dev/null.lock"));
  EXPECT_EQ(code(open_store(folder.file("folder.db"), kWriter)), "not-writable");
  EXPECT_EQ(code(open_store(folder.file("no/such/folder.db"), kWriter)), "not-writable");
}

TEST(SqliteFile, the_journal_cannot_be_changed) {
  const Folder folder;
  put(*opened(folder.file("a.db")), 1, "a");
  SQLite::Database database(folder.file("a.db"), SQLite::OPEN_READWRITE);
  EXPECT_THROW(database.exec("UPDATE journal SET actor = 'x'"), SQLite::Exception);
  EXPECT_THROW(database.exec("DELETE FROM journal"), SQLite::Exception);
}

TEST(SqliteFile, a_backup_is_a_database_of_its_own) {
  const Folder folder;
  const auto store = opened(folder.file("a.db"));
  Commit all = opening(*store->head(), 1, "a");
  all.branches = {branch_row(1, 0)};
  all.documents = {document_row(1, "appendices", "b.pdf", 1), document_row(1, "appendices", "a.pdf", 1)};
  all.outbox = {outbox_row(1, "k")};
  ASSERT_TRUE(store->commit(all));
  ASSERT_EQ(code(store->backup(folder.file("copy.db"))), "none");
  EXPECT_EQ(code(store->backup(folder.file("copy.db"))), "already-exists");
  EXPECT_EQ(code(store->backup(folder.file("no/copy.db"))), "not-writable");
  put(*store, 2, "b");
  const auto copy = opened(folder.file("copy.db"));
  EXPECT_EQ(copy->cases()->size(), 1U);
  EXPECT_TRUE(same(copy->load("a")->value().branches.at(0), branch_row(1, 0)));
  EXPECT_EQ(copy->documents(CaseId{1})->at(0).name, "b.pdf");
  EXPECT_TRUE(copy->check_integrity()->empty());
  put(*copy, 3, "c");
  EXPECT_FALSE(std::filesystem::exists(folder.file("copy.db.part")));
}

TEST(SqliteFile, a_question_may_be_copied_too) {
  const Folder folder;
  put(*opened(folder.file("a.db")), 1, "a");
  const auto asking = opened(folder.file("a.db"), kQuestion);
  EXPECT_EQ(code(asking->backup(folder.file("copy.db"))), "none");
  EXPECT_EQ(opened(folder.file("copy.db"))->cases()->size(), 1U);
}

TEST(SqliteFile, damage_is_told_apart_from_other_trouble) {
  const Folder folder;
  {
    const auto store = opened(folder.file("a.db"));
    for (std::int64_t id = 1; id <= 60; ++id) put(*store, id, "case " + std::to_string(id) + std::string(400, 'x'));
  }
  {
    std::fstream file(folder.file("a.db"), std::ios::in | std::ios::out | std::ios::binary);
    const auto size = static_cast<std::streamoff>(std::filesystem::file_size(folder.file("a.db")));
    for (std::streamoff page = 8192; page + 4096 <= size; page += 4096) {
      file.seekp(page);
      file << std::string(64, '\xee');
    }
  }
  const auto store = open_store(folder.file("a.db"), kWriter);
  if (!store) {
    EXPECT_EQ(code(store), "damaged");
    return;
  }
  const auto rows = (*store)->cases();
  EXPECT_EQ(code(rows), "damaged");
  const auto findings = (*store)->check_integrity();
  EXPECT_TRUE(!findings || !findings->empty());
}

TEST(SqliteFile, whatever_link_leads_to_it_one_writes_at_a_time) {
  const Folder folder;
  put(*opened(folder.file("a.db")), 1, "a");
  std::filesystem::create_symlink("a.db", folder.file("link.db"));
  {
    const auto store = opened(folder.file("link.db"));
    EXPECT_EQ(code(open_store(folder.file("a.db"), kWriter)), "busy");
    put(*store, 2, "b");
    EXPECT_FALSE(std::filesystem::exists(folder.file("link.db.lock")));
  }
  EXPECT_EQ(opened(folder.file("a.db"))->cases()->size(), 2U);
  std::filesystem::create_hard_link(folder.file("a.db"), folder.file("other.db"));
  EXPECT_EQ(code(open_store(folder.file("other.db"), kWriter)), "several-names");
}

TEST(SqliteFile, what_belongs_to_it_is_no_place_for_other_files) {
  const Folder folder;
  put(*opened(folder.file("a.db")), 1, "a");
  std::filesystem::create_symlink("a.db", folder.file("link.db"));
  for (const char* name : {"a.db", "a.db-wal", "a.db-shm", "a.db.lock", "a.db.gate", "a.db.head", "link.db"}) {
    EXPECT_EQ(code(sqlite::refuse_own_file(folder.file(name), folder.file("a.db"))), "own-file") << name;
    EXPECT_EQ(code(sqlite::refuse_own_file(folder.file(name), folder.file("link.db"))), "own-file") << name;
  }
  EXPECT_EQ(code(sqlite::refuse_own_file(folder.file("b.db"), folder.file("a.db"))), "none");
  EXPECT_EQ(code(opened(folder.file("a.db"), kQuestion)->backup(folder.file("a.db-wal"))), "own-file");
}

TEST(SqliteFile, what_sqlite_says_has_a_meaning) {
  struct Row {
    int number;
    Error::Kind while_asking, while_committing;
    const char* code;
  };
  using enum Error::Kind;
  const Row rows[] = {{5, unavailable, unavailable, "busy"},
                      {13, unavailable, unavailable, "disk-full"},
                      {8, unavailable, unavailable, "not-writable"},
                      {14, unavailable, unavailable, "not-writable"},
                      {11, damaged, damaged, "damaged"},
                      {26, damaged, damaged, "damaged"},
                      {19, unavailable, unavailable, "conflict"},
                      {7, unavailable, unavailable, "out-of-memory"},
                      {10, unavailable, unknown_outcome, "unknown-outcome"}};
  for (const Row& row : rows) {
    const SQLite::Exception exception("x", row.number);
    EXPECT_EQ(sqlite::error_of(exception, "a.db", false)->kind, row.while_asking) << row.number;
    const ErrorPtr committing = sqlite::error_of(exception, "a.db", true);
    EXPECT_EQ(committing->kind, row.while_committing) << row.number;
    EXPECT_STREQ(code_of(committing), row.code) << row.number;
    EXPECT_FALSE(committing->findings.front().message.da.empty());
    EXPECT_FALSE(committing->findings.front().message.en.empty());
  }
}

}  // namespace
}  // namespace aftale::store_test
