#include <gtest/gtest.h>
#include <sqlite3.h>

#include <fstream>
#include <iterator>

#include "adapters/sqlite/connection.h"
#include "adapters/sqlite/page_sums.h"
#include "adapters/sqlite/schema.h"
#include "tests/store/open_options.h"
#include "tests/store/rows.h"

/// What the file keeps against damage: a sum in each page, and a schema that is compared.
namespace aftale::store_test {
namespace {

using sqlite::Connection;
using sqlite::open_store;
using sqlite::OpenOptions;

template <class T>
std::string said(const Result<T>& result) {
  return result ? std::string() : result.error()->findings.front().message.en;
}

/// A database of many pages; some are free.
std::string made(const Folder& folder) {
  std::string path = folder.file("a.db");
  const auto connection = Connection::open(path, kWriter);
  EXPECT_TRUE(connection) << said(connection);
  SQLite::Database& database = (*connection)->database();
  database.exec("BEGIN");
  for (int n = 0; n < 200; ++n)
    database.exec("INSERT INTO content(sha256, bytes) VALUES(randomblob(32), zeroblob(3000))");
  database.exec("DELETE FROM content WHERE id % 3 = 0; COMMIT");
  return path;
}

void change(const std::string& path, std::streamoff at) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekg(at);
  const char byte = static_cast<char>(file.get());
  file.seekp(at);
  file.put(static_cast<char>(byte ^ 0x5a));
}

void with_sqlite(const std::string& path, const std::string& sql) {
  SQLite::Database(path, SQLite::OPEN_READWRITE, 0, sqlite::PageSums::vfs()).exec(sql);
}

TEST(PageSum, is_as_it_is_documented_and_another_for_each_byte_and_page) {
  std::string page(sqlite::kPageBytes, '\0');
  EXPECT_NE(sqlite::page_sum(page.data(), 1), 0U);
  EXPECT_NE(sqlite::page_sum(page.data(), 1), sqlite::page_sum(page.data(), 2));
  const std::uint64_t empty = sqlite::page_sum(page.data(), 7);
  for (std::size_t at = 0; at < sqlite::kPageBytes - sqlite::kPageSumBytes; ++at) {
    page[at] = '\x01';
    EXPECT_NE(sqlite::page_sum(page.data(), 7), empty) << at;
    page[at] = '\0';
  }
  page[sqlite::kPageBytes - 1] = '\x01';  // where the sum itself stands
  EXPECT_EQ(sqlite::page_sum(page.data(), 7), empty);
}

TEST(PageSums, a_part_of_a_page_is_read_with_the_sum_of_the_whole) {
  const Folder folder;
  const std::string path = made(folder);
  constexpr sqlite3_int64 kThird = 2 * static_cast<sqlite3_int64>(sqlite::kPageBytes);
  const auto part = [&](int amount, sqlite3_int64 offset, std::string& bytes) {
    SQLite::Database database(path, SQLite::OPEN_READONLY, 0, sqlite::PageSums::vfs());
    sqlite3_file* file = nullptr;
    sqlite3_file_control(database.getHandle(), "main", SQLITE_FCNTL_FILE_POINTER, &file);
    bytes.assign(static_cast<std::size_t>(amount), '?');
    return file->pMethods->xRead(file, bytes.data(), amount, offset);
  };
  std::ifstream stream(path, std::ios::binary);
  const std::string all((std::istreambuf_iterator<char>(stream)), {});
  struct Row {
    const char* what;
    int amount;
    sqlite3_int64 offset;
    int intact, damaged;
  };
  const Row rows[] = {{"the whole page", 4096, kThird, SQLITE_OK, SQLITE_IOERR_DATA},
                      {"its beginning", 604, kThird, SQLITE_OK, SQLITE_IOERR_DATA},
                      {"a few bytes", 4, kThird + 700, SQLITE_OK, SQLITE_IOERR_DATA},
                      {"its end", 96, kThird + 4000, SQLITE_OK, SQLITE_IOERR_DATA},
                      {"the file's header", 100, 0, SQLITE_OK, SQLITE_OK},
                      {"the page before", 4096, kThird - 4096, SQLITE_OK, SQLITE_OK},
                      {"over its end", 200, kThird + 4000, SQLITE_IOERR_DATA, SQLITE_IOERR_DATA}};
  std::string bytes;
  for (const Row& row : rows) {
    EXPECT_EQ(part(row.amount, row.offset, bytes), row.intact) << row.what;
    EXPECT_EQ(bytes, all.substr(static_cast<std::size_t>(row.offset), bytes.size())) << row.what;
  }
  change(path, kThird + 2000);
  for (const Row& row : rows) EXPECT_EQ(part(row.amount, row.offset, bytes), row.damaged) << row.what;
}

TEST(PageSums, agree_in_whatever_way_a_page_came_to_the_file) {
  const Folder folder;
  const std::string path = made(folder);
  {
    const auto writer = Connection::open(path, kWriter);
    ASSERT_TRUE(writer) << said(writer);
    (*writer)->database().exec("INSERT INTO content(sha256, bytes) VALUES(randomblob(32), zeroblob(9000))");
    EXPECT_TRUE((*writer)->integrity().empty()) << "some pages in the WAL";
    (*writer)->checkpoint();
    EXPECT_TRUE((*writer)->integrity().empty()) << "all in the file";
    (*writer)->database().exec("VACUUM");
    EXPECT_TRUE((*writer)->integrity().empty()) << "written anew";
    (*writer)->copy_into(folder.file("copy.db"));
  }
  for (const std::string& file : {path, folder.file("copy.db")}) {
    const auto question = Connection::open(file, kQuestion);
    ASSERT_TRUE(question) << said(question);
    EXPECT_TRUE((*question)->integrity().empty()) << file;
  }
}

TEST(PageSums, a_changed_byte_is_named_by_its_page_and_never_read) {
  const Folder folder;
  const std::string path = made(folder);
  const auto pages = static_cast<std::streamoff>(std::filesystem::file_size(path) / sqlite::kPageBytes);
  for (const std::streamoff page : {std::streamoff{1}, pages / 2, pages}) {
    for (const std::streamoff at : {0, 20, 60, 100, 2000, 4087, 4088, 4095}) {
      const std::string copy = folder.file("copy.db");
      std::filesystem::copy_file(path, copy, std::filesystem::copy_options::overwrite_existing);
      change(copy, (page - 1) * static_cast<std::streamoff>(sqlite::kPageBytes) + at);
      const std::string where = "page " + std::to_string(page);
      const auto audited = Connection::open(copy, kAudit);
      if (page == 1) {
        const auto asked = Connection::open(copy, kQuestion);
        EXPECT_FALSE(asked);
        EXPECT_NE(said(asked).find(at == 60 ? "newer" : "Page 1"), std::string::npos) << at << said(asked);
      }
      if (!audited) {
        EXPECT_EQ(audited.error()->kind, Error::Kind::damaged);
        EXPECT_NE(said(audited).find("age " + std::to_string(page)), std::string::npos) << at << said(audited);
        continue;
      }
      const std::vector<Text> findings = (*audited)->integrity();
      ASSERT_FALSE(findings.empty()) << where << " " << at;
      EXPECT_EQ(findings.front().en, where + " is damaged") << at;
    }
  }
}

TEST(PageSums, an_older_file_is_given_them_with_the_upgrade) {
  const Folder folder;
  const std::string path = folder.file("old.db");
  {
    std::filesystem::copy_file(AFTALE_SOURCE_DIR "/tests/releases/schema-2.db", path);
    SQLite::Database old(path, SQLite::OPEN_READWRITE);
    old.exec("INSERT INTO content(sha256, bytes) VALUES(zeroblob(32), zeroblob(30000))");
  }
  const auto question = Connection::open(path, kQuestion);
  ASSERT_TRUE(question) << said(question);
  EXPECT_TRUE(sqlite::PageSums((*question)->database()).have_room());
  EXPECT_TRUE((*question)->integrity().empty());
  EXPECT_EQ((*question)->database().execAndGet("SELECT max(length(bytes)) FROM content").getInt(), 30000);
}

TEST(Schema, what_is_foreign_missing_or_changed_is_refused_by_name) {
  struct Row {
    const char *sql, *named;
  };
  const Row rows[] = {
      {"CREATE TRIGGER evil AFTER INSERT ON outbox BEGIN DELETE FROM outbox; END", "the trigger evil is not"},
      {"CREATE TABLE other(x)", "the table other is not"},
      {"CREATE VIEW seen AS SELECT * FROM cases", "the view seen is not"},
      {"CREATE INDEX quick ON cases(title)", "the index quick is not"},
      {"DROP TRIGGER journal_no_update", "the trigger journal_no_update is missing"},
      {"DROP INDEX journal_request", "the index journal_request is missing"},
      {"ALTER TABLE cases ADD COLUMN extra INTEGER", "the table cases was changed"}};
  for (const Row& row : rows) {
    const Folder folder;
    const std::string path = made(folder);
    with_sqlite(path, row.sql);
    for (const OpenOptions& options : {kWriter, kQuestion}) {
      const auto opened = open_store(path, options);
      EXPECT_EQ(code(opened), "foreign-schema") << row.sql;
      EXPECT_NE(said(opened).find(row.named), std::string::npos) << said(opened);
    }
    const auto audited = open_store(path, kAudit);
    ASSERT_TRUE(audited) << said(audited);
    const auto findings = (*audited)->check_integrity();
    ASSERT_TRUE(findings && findings->size() == 1) << row.sql;
    EXPECT_NE(findings->front().en.find(row.named), std::string::npos) << findings->front().en;
  }
  const Folder folder;
  const std::string path = made(folder);
  with_sqlite(path, "ANALYZE");
  EXPECT_EQ(code(open_store(path, kWriter)), "none") << "SQLite's statistics harm nobody";
}

}  // namespace
}  // namespace aftale::store_test
