#include <sqlite3.h>

#include <filesystem>

#include "bench/drivers.h"

namespace aftale::bench {
namespace {

constexpr const char* kTables =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
    "CREATE TABLE journal(seq INTEGER PRIMARY KEY, case_id INTEGER NOT NULL, payload TEXT NOT NULL);"
    "CREATE TABLE cases(id INTEGER PRIMARY KEY, state TEXT NOT NULL);"
    "CREATE TABLE timer(id INTEGER PRIMARY KEY, case_id INTEGER NOT NULL, due_at INTEGER NOT NULL);"
    "CREATE INDEX timer_due ON timer(due_at);"
    "CREATE TABLE outbox(id INTEGER PRIMARY KEY, case_id INTEGER NOT NULL, payload TEXT NOT NULL);";
constexpr std::size_t kEvents = 40;

class Floor {
 public:
  explicit Floor(const std::string& path) {
    if (sqlite3_open(path.c_str(), &database_) != SQLITE_OK) stop("no database at " + path);
    if (sqlite3_exec(database_, kTables, nullptr, nullptr, nullptr) != SQLITE_OK) stop("no tables");
    begin_ = prepare("BEGIN IMMEDIATE");
    commit_ = prepare("COMMIT");
    journal_ = prepare("INSERT INTO journal(case_id, payload) VALUES(?,?)");
    case_ = prepare("INSERT INTO cases(id, state) VALUES(?,?) ON CONFLICT(id) DO UPDATE SET state=excluded.state");
    timer_in_ = prepare("INSERT INTO timer(id, case_id, due_at) VALUES(?,?,?)");
    timer_out_ = prepare("DELETE FROM timer WHERE id=?");
    outbox_ = prepare("INSERT INTO outbox(case_id, payload) VALUES(?,?)");
  }
  ~Floor() {
    for (sqlite3_stmt* statement : {begin_, commit_, journal_, case_, timer_in_, timer_out_, outbox_}) {
      sqlite3_finalize(statement);
    }
    sqlite3_close(database_);
  }
  Floor(const Floor&) = delete;
  Floor& operator=(const Floor&) = delete;

  void begin() { run(begin_); }
  void commit() { run(commit_); }

  void event(std::int64_t kase) {
    ++events_;
    number(journal_, 1, kase);
    text(journal_, 2, 200);
    run(journal_);
    number(case_, 1, kase);
    text(case_, 2, 500);
    run(case_);
    number(timer_in_, 1, events_);
    number(timer_in_, 2, kase);
    number(timer_in_, 3, 1'700'000'000 + events_);
    run(timer_in_);
    number(timer_out_, 1, events_ - 1);
    run(timer_out_);
    number(outbox_, 1, kase);
    text(outbox_, 2, 200);
    run(outbox_);
  }

 private:
  sqlite3_stmt* prepare(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database_, sql, -1, &statement, nullptr) != SQLITE_OK) stop(sql);
    return statement;
  }
  static void number(sqlite3_stmt* statement, int at, std::int64_t value) { sqlite3_bind_int64(statement, at, value); }
  void text(sqlite3_stmt* statement, int at, int size) {
    sqlite3_bind_text(statement, at, payload_.c_str(), size, SQLITE_STATIC);
  }
  void run(sqlite3_stmt* statement) {
    if (sqlite3_step(statement) != SQLITE_DONE) stop(sqlite3_errmsg(database_));
    sqlite3_reset(statement);
  }

  sqlite3* database_ = nullptr;
  sqlite3_stmt *begin_, *commit_, *journal_, *case_, *timer_in_, *timer_out_, *outbox_;
  std::string payload_ = std::string(500, 'x');
  std::int64_t events_ = 0;
};

}  // namespace

Measured durable_floor(const Shape& shape, const std::string& folder) {
  const std::string path = folder + "/floor.db";
  Measured measured;
  {
    Floor floor(path);
    Stopwatch watch;
    std::size_t open = 0;
    watch.begin();
    for (std::size_t first = 0; first < shape.cases; first += shape.at_once) {
      for (std::size_t event = 0; event < kEvents; ++event) {
        for (std::size_t n = 0; n < shape.at_once; ++n) {
          if (open == 0) {
            watch.ask();
            floor.begin();
          }
          floor.event(static_cast<std::int64_t>(first + n + 1));
          if (++open < shape.per_transaction) continue;
          floor.commit();
          watch.acknowledged();
          open = 0;
        }
      }
    }
    if (open != 0) floor.commit();
    measured = watch.end(static_cast<std::int64_t>(shape.cases * kEvents));
  }
  measured.bytes_an_event =
      static_cast<double>(std::filesystem::file_size(path)) / static_cast<double>(measured.events);
  return measured;
}

}  // namespace aftale::bench
