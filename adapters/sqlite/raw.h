#pragma once
#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>

/// What SQLiteCpp does not offer: SQLite's own interface is met behind this header and page_sums.h only.
namespace aftale::sqlite {

/// What a failure means to the caller.
enum class Trouble : std::uint8_t {
  busy,
  full,
  not_writable,
  read_only,
  too_many_files,
  no_memory,
  damaged,
  constraint,
  unknown,  ///< while committing: whether it is written
  other
};
struct Failure {
  Trouble trouble = Trouble::other;
  int number = 0;          ///< the system's error number, where it said one
  std::uint32_t page = 0;  ///< that is damaged, where it is one
};
/// `committing`: an I/O error leaves the outcome unknown. Asked in the thread of the failure, before anything else is.
Failure failure_of(const SQLite::Exception& exception, bool committing);
/// Of errno.
Trouble trouble_of_system(int number);

/// What is thrown where the file holds what no program writes.
SQLite::Exception corrupt(const char* what);

/// Defensive mode, no trusted schema; a question (`writes` false) leaves the WAL alone even as the last one to close.
void harden(SQLite::Database& database, bool writes);

}  // namespace aftale::sqlite
