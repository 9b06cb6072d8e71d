#pragma once
#include <sqlite3.h>

#include <cstdint>
#include <string>
#include <vector>

namespace aftale::bench {

/// The fewest rows that anybody could write: journal 200 bytes, case 500, timer, outbox 200; prepared statements, WAL,
/// `synchronous=FULL`. Ends the program where SQLite refuses.
class Floor {
 public:
  explicit Floor(const std::string& path);
  ~Floor();
  Floor(const Floor&) = delete;
  Floor& operator=(const Floor&) = delete;

  void begin() { run(begin_); }
  void commit() { run(commit_); }

  /// W1: a journal row, the case, a timer in and the one before out, a message.
  void event(std::int64_t instance);

  struct Timer {
    std::int64_t id, instance;
  };
  void open_case(std::int64_t instance);
  void open_timer(std::int64_t instance, std::int64_t due_at);
  /// By the index, oldest first.
  std::vector<Timer> due(std::int64_t until);
  /// W4: the timer out, a journal row, the case, a message.
  void fire(const Timer& timer);

 private:
  sqlite3_stmt* prepare(const char* sql);
  static void number(sqlite3_stmt* statement, int at, std::int64_t value) { sqlite3_bind_int64(statement, at, value); }
  void text(sqlite3_stmt* statement, int at, int size);
  void run(sqlite3_stmt* statement);
  void write_timer(std::int64_t id, std::int64_t instance, std::int64_t due_at);
  void delete_timer(std::int64_t id);
  void write_effects(std::int64_t instance);

  sqlite3* database_ = nullptr;
  sqlite3_stmt *begin_, *commit_, *journal_, *case_, *timer_in_, *timer_out_, *outbox_, *due_;
  std::string payload_ = std::string(500, 'x');
  std::int64_t events_ = 0;
};

}  // namespace aftale::bench
