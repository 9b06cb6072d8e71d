#pragma once
#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace aftale::sqlite {

inline constexpr std::size_t kPageBytes = 4096;  ///< of a page of the file
inline constexpr std::size_t kPageSumBytes = 8;  ///< at the end of each, where SQLite keeps nothing
inline constexpr std::size_t kDamagedPagesShown = 20;

/// The sum that stands at the end of page `number` (from 1): as SQLite sums a frame of its WAL, over the 1022 words of
/// 32 bits in front of it, least byte first, beginning with (number, 0). A change of one byte, and a page at another's
/// place, always give another sum. `page` has kPageBytes.
std::uint64_t page_sum(const char* page, std::uint32_t number);

/// The sums of the pages of one open database. They are made and compared beneath SQLite, whenever a whole page goes to
/// the file or comes from it; a page that does not agree is an I/O error to SQLite and `damaged` to the caller. The WAL
/// has sums of its own. Lives shorter than the database; one thread.
class PageSums {
 public:
  /// The name by which SQLite knows files with sums; such a file is opened with it.
  static const char* vfs();

  explicit PageSums(SQLite::Database& database) : database_(database) {}

  /// Pages written from now on leave room for a sum: for a file that is empty, or before it is written anew.
  void make_room();
  /// Whether the header of the file says so; nothing is asked of SQLite.
  bool kept();
  /// Whether all pages have room, as SQLite sees the file now. Throws SQLite's exceptions.
  bool have_room();
  /// Every page that is read from now on is compared, whatever the header of the file says.
  void compare();
  /// What is damaged is read as it is from now on, to see what else is wrong.
  void go_past();
  /// Whether page `number`, as it is in the file now, does not agree with its sum.
  bool is_damaged(std::uint32_t number);
  /// Numbers of the pages that do not agree, free ones included; at most kDamagedPagesShown.
  std::vector<std::uint32_t> damaged();

 private:
  SQLite::Database& database_;
};

/// What the system said when SQLite failed at a file in this thread.
struct IoTrouble {
  int code = 0;            ///< SQLite's primary code
  int number = 0;          ///< errno
  std::uint32_t page = 0;  ///< whose sum does not agree; 0: none
};
/// The last since this was asked; all zero where there was none.
IoTrouble take_io_trouble();

}  // namespace aftale::sqlite
