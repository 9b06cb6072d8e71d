#include "bench/floor.h"

#include "bench/approval.h"

namespace aftale::bench {
namespace {

constexpr const char* kTables =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
    "CREATE TABLE IF NOT EXISTS journal(seq INTEGER PRIMARY KEY, case_id INTEGER NOT NULL, payload TEXT NOT NULL);"
    "CREATE TABLE IF NOT EXISTS cases(id INTEGER PRIMARY KEY, state TEXT NOT NULL);"
    "CREATE TABLE IF NOT EXISTS timer(id INTEGER PRIMARY KEY, case_id INTEGER NOT NULL, due_at INTEGER NOT NULL);"
    "CREATE INDEX IF NOT EXISTS timer_due ON timer(due_at);"
    "CREATE TABLE IF NOT EXISTS outbox(id INTEGER PRIMARY KEY, case_id INTEGER NOT NULL, payload TEXT NOT NULL);";

}  // namespace

Floor::Floor(const std::string& path) {
  if (sqlite3_open(path.c_str(), &database_) != SQLITE_OK) stop("no database at " + path);
  if (sqlite3_exec(database_, kTables, nullptr, nullptr, nullptr) != SQLITE_OK) stop("no tables");
  begin_ = prepare("BEGIN IMMEDIATE");
  commit_ = prepare("COMMIT");
  journal_ = prepare("INSERT INTO journal(case_id, payload) VALUES(?,?)");
  case_ = prepare("INSERT INTO cases(id, state) VALUES(?,?) ON CONFLICT(id) DO UPDATE SET state=excluded.state");
  timer_in_ = prepare("INSERT INTO timer(id, case_id, due_at) VALUES(?,?,?)");
  timer_out_ = prepare("DELETE FROM timer WHERE id=?");
  outbox_ = prepare("INSERT INTO outbox(case_id, payload) VALUES(?,?)");
  due_ = prepare("SELECT id, case_id FROM timer WHERE due_at <= ? ORDER BY due_at");
}

Floor::~Floor() {
  for (sqlite3_stmt* statement : {begin_, commit_, journal_, case_, timer_in_, timer_out_, outbox_, due_}) {
    sqlite3_finalize(statement);
  }
  sqlite3_close(database_);
}

sqlite3_stmt* Floor::prepare(const char* sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database_, sql, -1, &statement, nullptr) != SQLITE_OK) stop(sql);
  return statement;
}

void Floor::text(sqlite3_stmt* statement, int at, int size) {
  sqlite3_bind_text(statement, at, payload_.c_str(), size, SQLITE_STATIC);
}

void Floor::run(sqlite3_stmt* statement) {
  if (sqlite3_step(statement) != SQLITE_DONE) stop(sqlite3_errmsg(database_));
  sqlite3_reset(statement);
}

void Floor::write_timer(std::int64_t id, std::int64_t instance, std::int64_t due_at) {
  number(timer_in_, 1, id);
  number(timer_in_, 2, instance);
  number(timer_in_, 3, due_at);
  run(timer_in_);
}

void Floor::delete_timer(std::int64_t id) {
  number(timer_out_, 1, id);
  run(timer_out_);
}

void Floor::write_effects(std::int64_t instance) {
  number(journal_, 1, instance);
  text(journal_, 2, 200);
  run(journal_);
  open_case(instance);
  number(outbox_, 1, instance);
  text(outbox_, 2, 200);
  run(outbox_);
}

void Floor::event(std::int64_t instance) {
  ++events_;
  write_effects(instance);
  write_timer(events_, instance, 1'700'000'000 + events_);
  delete_timer(events_ - 1);
}

void Floor::open_case(std::int64_t instance) {
  number(case_, 1, instance);
  text(case_, 2, 500);
  run(case_);
}

void Floor::open_timer(std::int64_t instance, std::int64_t due_at) {
  write_timer(++events_, instance, due_at);
}

std::vector<Floor::Timer> Floor::due(std::int64_t until) {
  std::vector<Timer> found;
  number(due_, 1, until);
  while (sqlite3_step(due_) == SQLITE_ROW)
    found.push_back({sqlite3_column_int64(due_, 0), sqlite3_column_int64(due_, 1)});
  sqlite3_reset(due_);
  return found;
}

void Floor::fire(const Timer& timer) {
  delete_timer(timer.id);
  write_effects(timer.instance);
}

}  // namespace aftale::bench
