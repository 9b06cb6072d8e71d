#include "adapters/sqlite/page_sums.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fstream>
#include <set>
#include <thread>
#include <utility>

namespace aftale::sqlite {
namespace {

constexpr std::size_t kSummed = kPageBytes - kPageSumBytes;
constexpr std::size_t kReserveByte = 20;  // of the file's header: how many bytes SQLite leaves alone in each page
using Page = std::array<char, kPageBytes>;

thread_local IoTrouble trouble;

std::uint32_t word(const char* bytes) {
  std::array<unsigned char, 4> four;
  std::memcpy(four.data(), bytes, four.size());
  return four[0] | std::uint32_t{four[1]} << 8U | std::uint32_t{four[2]} << 16U | std::uint32_t{four[3]} << 24U;
}

void put_sum(char* page, std::uint32_t number) {
  const std::uint64_t sum = page_sum(page, number);
  for (std::size_t n = 0; n < kPageSumBytes; ++n) page[kSummed + n] = static_cast<char>(sum >> (8 * n) & 0xFFU);
}

bool agrees(const char* page, std::uint32_t number) {
  const std::uint64_t kept = word(page + kSummed) | std::uint64_t{word(page + kSummed + 4)} << 32U;
  return kept == page_sum(page, number);
}

/// A file as SQLite holds it, and behind it the file of the system's VFS.
struct File {
  sqlite3_file base;
  bool database;  // not a WAL, a journal or what SQLite keeps for a while
  bool sums;      // its pages carry sums: they are made, and compared
  bool passes;    // what does not agree is handed on
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

File& of(sqlite3_file* file) {
  return *reinterpret_cast<File*>(file);
}

int noted(int code, std::uint32_t page = 0) {
  if (code != SQLITE_OK && code != SQLITE_IOERR_SHORT_READ && (code & 0xFF) != SQLITE_BUSY)
    trouble = {code & 0xFF, errno, page};
  return code;
}

// A file that is written anew is given its room with its first page, which goes to the file before the others.
void learn_from_header(File& file, const void* bytes, int amount, sqlite3_int64 offset) {
  if (file.database && offset == 0 && amount > static_cast<int>(kReserveByte))
    file.sums = file.sums || static_cast<const unsigned char*>(bytes)[kReserveByte] == kPageSumBytes;
}

int read_real(File& file, void* bytes, int amount, sqlite3_int64 offset) {
  const int code = file.real()->pMethods->xRead(file.real(), bytes, amount, offset);
  // SQLite takes a disk that cannot be read for a damaged file.
  return code == SQLITE_IOERR_CORRUPTFS ? SQLITE_IOERR_READ : code;
}

int read(sqlite3_file* handle, void* bytes, int amount, sqlite3_int64 offset) {
  File& file = of(handle);
  constexpr sqlite3_int64 kHeader = 100;  // the file's header is read before the size of a page is known
  if (!file.sums || file.passes || offset + amount <= kHeader) return noted(read_real(file, bytes, amount, offset));
  constexpr auto kBytes = static_cast<sqlite3_int64>(kPageBytes);
  const auto number = static_cast<std::uint32_t>(offset / kBytes + 1);
  const sqlite3_int64 within = offset % kBytes;
  if (within + amount > kBytes) {  // another size of pages: the header says what is not so
    const int code = read_real(file, bytes, amount, offset);
    return noted(code == SQLITE_OK ? SQLITE_IOERR_DATA : code, 1);
  }
  // SQLite may read a part of a page that overflowed (SQLITE_DIRECT_OVERFLOW_READ, from 3.45 on by itself).
  const bool whole = amount == static_cast<int>(kPageBytes);
  Page page;
  char* const read_to = whole ? static_cast<char*>(bytes) : page.data();
  const int code = read_real(file, read_to, static_cast<int>(kPageBytes), offset - within);
  if (!whole && (code == SQLITE_OK || code == SQLITE_IOERR_SHORT_READ))
    std::memcpy(bytes, page.data() + within, static_cast<std::size_t>(amount));
  if (code != SQLITE_OK) return noted(code);
  return agrees(read_to, number) ? SQLITE_OK : noted(SQLITE_IOERR_DATA, number);
}

int write(sqlite3_file* handle, const void* bytes, int amount, sqlite3_int64 offset) {
  File& file = of(handle);
  learn_from_header(file, bytes, amount, offset);
  if (!file.sums || amount != static_cast<int>(kPageBytes))
    return noted(file.real()->pMethods->xWrite(file.real(), bytes, amount, offset));
  Page page;
  std::memcpy(page.data(), bytes, kPageBytes);
  put_sum(page.data(), static_cast<std::uint32_t>(offset / static_cast<sqlite3_int64>(kPageBytes) + 1));
  return noted(file.real()->pMethods->xWrite(file.real(), page.data(), amount, offset));
}

/// A method of the system's file, called with that file, its failure noted.
template <auto method, class... Values>
int hand_on(sqlite3_file* file, Values... values) {
  sqlite3_file* real = of(file).real();
  return noted((real->pMethods->*method)(real, values...));
}

/// What is no code.
template <auto method>
int answer(sqlite3_file* file) {
  sqlite3_file* real = of(file).real();
  return (real->pMethods->*method)(real);
}

void barrier(sqlite3_file* file) {
  of(file).real()->pMethods->xShmBarrier(of(file).real());
}

int control(sqlite3_file* file, int operation, void* value) {
  return of(file).real()->pMethods->xFileControl(of(file).real(), operation, value);
}

// Version 2: no pages mapped into memory, which would be read past us.
const sqlite3_io_methods kMethods = {2,
                                     hand_on<&sqlite3_io_methods::xClose>,
                                     read,
                                     write,
                                     hand_on<&sqlite3_io_methods::xTruncate>,
                                     hand_on<&sqlite3_io_methods::xSync>,
                                     hand_on<&sqlite3_io_methods::xFileSize>,
                                     hand_on<&sqlite3_io_methods::xLock>,
                                     hand_on<&sqlite3_io_methods::xUnlock>,
                                     hand_on<&sqlite3_io_methods::xCheckReservedLock>,
                                     control,
                                     answer<&sqlite3_io_methods::xSectorSize>,
                                     answer<&sqlite3_io_methods::xDeviceCharacteristics>,
                                     hand_on<&sqlite3_io_methods::xShmMap>,
                                     hand_on<&sqlite3_io_methods::xShmLock>,
                                     barrier,
                                     hand_on<&sqlite3_io_methods::xShmUnmap>,
                                     nullptr,
                                     nullptr};

sqlite3_vfs* system_vfs() {
  static sqlite3_vfs* const vfs = sqlite3_vfs_find("unix");
  return vfs;
}

int open(sqlite3_vfs*, const char* name, sqlite3_file* handle, int flags, int* granted) {
  File& file = of(handle);
  file = File{};
  sqlite3_file* real = file.real();
  real->pMethods = nullptr;
  const int code = system_vfs()->xOpen(system_vfs(), name, real, flags, granted);
  if (code != SQLITE_OK) return noted(code);
  file.base.pMethods = &kMethods;
  file.database = (flags & SQLITE_OPEN_MAIN_DB) != 0;
  if (!file.database) return SQLITE_OK;
  std::array<char, kReserveByte + 1> header{};
  const int had = real->pMethods->xRead(real, header.data(), static_cast<int>(header.size()), 0);
  // An empty file will be one of ours: no other is made under this name.
  file.sums = had == SQLITE_IOERR_SHORT_READ || header[kReserveByte] == static_cast<char>(kPageSumBytes);
  return SQLITE_OK;
}

File& file_of(SQLite::Database& database) {
  sqlite3_file* file = nullptr;
  sqlite3_file_control(database.getHandle(), "main", SQLITE_FCNTL_FILE_POINTER, &file);
  return of(file);
}

/// How many pages the file has, those left out that SQLite has given up and not cut off yet.
std::uint32_t pages_of(SQLite::Database& database) {
  File& file = file_of(database);
  sqlite3_int64 bytes = 0;
  file.real()->pMethods->xFileSize(file.real(), &bytes);
  const auto in_file = static_cast<std::uint32_t>(bytes / static_cast<sqlite3_int64>(kPageBytes));
  try {
    return std::min(in_file, static_cast<std::uint32_t>(database.execAndGet("PRAGMA page_count").getInt64()));
  } catch (const SQLite::Exception&) {
    return in_file;  // it is damaged where SQLite looks first
  }
}

/// The pages that stand in the WAL: SQLite reads them there, whatever the file has in their place.
std::set<std::uint32_t> pages_in_wal(const std::string& path) {
  constexpr std::streamoff kHead = 32, kFrame = 24;
  std::set<std::uint32_t> pages;
  std::ifstream wal(path + "-wal", std::ios::binary);
  std::array<char, kHead> head;
  std::array<char, kFrame> frame;
  wal.read(head.data(), kHead);
  while (wal.read(frame.data(), kFrame)) {
    // A frame with other salts was left by an earlier round.
    if (std::memcmp(head.data() + 16, frame.data() + 8, 8) != 0) break;
    std::uint32_t number = 0;
    for (std::size_t n = 0; n < 4; ++n) number = number << 8U | static_cast<unsigned char>(frame[n]);
    pages.insert(number);
    wal.seekg(static_cast<std::streamoff>(kPageBytes), std::ios::cur);
  }
  return pages;
}

}  // namespace

std::uint64_t page_sum(const char* page, std::uint32_t number) {
  std::uint32_t first = number, second = 0;
  for (std::size_t at = 0; at < kSummed; at += 8) {
    first += word(page + at) + second;
    second += word(page + at + 4) + first;
  }
  return first | std::uint64_t{second} << 32U;
}

IoTrouble take_io_trouble() {
  return std::exchange(trouble, IoTrouble{});
}

const char* PageSums::vfs() {
  // The system's VFS under a name of its own, with our way to open a file; made once, whichever thread comes first.
  static sqlite3_vfs ours = [] {
    sqlite3_initialize();
    sqlite3_vfs made = *system_vfs();
    made.pNext = nullptr;
    made.zName = "page-sums";
    made.szOsFile += static_cast<int>(sizeof(File));
    made.xOpen = open;
    return made;
  }();
  [[maybe_unused]] static const int registered = sqlite3_vfs_register(&ours, 0);
  return ours.zName;
}

void PageSums::make_room() {
  int bytes = static_cast<int>(kPageSumBytes);
  sqlite3_file_control(database_.getHandle(), "main", SQLITE_FCNTL_RESERVE_BYTES, &bytes);
}

bool PageSums::kept() {
  return file_of(database_).sums;
}

bool PageSums::have_room() {
  database_.execAndGet("PRAGMA user_version");  // the header is read anew
  int bytes = -1;
  sqlite3_file_control(database_.getHandle(), "main", SQLITE_FCNTL_RESERVE_BYTES, &bytes);
  return bytes == static_cast<int>(kPageSumBytes);
}

void PageSums::compare() {
  file_of(database_).sums = true;
}

void PageSums::go_past() {
  file_of(database_).passes = true;
}

bool PageSums::is_damaged(std::uint32_t number) {
  File& file = file_of(database_);
  Page page;
  const auto offset = static_cast<sqlite3_int64>(number - 1) * static_cast<sqlite3_int64>(kPageBytes);
  const int amount = static_cast<int>(kPageBytes);
  const int code = file.real()->pMethods->xRead(file.real(), page.data(), amount, offset);
  if (code == SQLITE_OK && agrees(page.data(), number)) return false;
  // A page that nothing was ever written to. Where it is in use nevertheless, SQLite's own check reads it and finds so.
  return code != SQLITE_OK || std::any_of(page.begin(), page.end(), [](char byte) { return byte != 0; });
}

std::vector<std::uint32_t> PageSums::damaged() {
  std::vector<std::uint32_t> pages;
  const std::uint32_t count = pages_of(database_);
  for (std::uint32_t number = 1; number <= count && pages.size() < kDamagedPagesShown; ++number) {
    if (!is_damaged(number)) continue;
    // It may be written at this moment, or stand newer in the WAL.
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    if (pages_in_wal(database_.getFilename()).count(number) == 0 && is_damaged(number)) pages.push_back(number);
  }
  return pages;
}

}  // namespace aftale::sqlite
