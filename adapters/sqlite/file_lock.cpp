#include "adapters/sqlite/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <ctime>

#include "adapters/sqlite/errors.h"
#include "adapters/sqlite/place.h"
#include "adapters/sqlite/sqlite_store.h"

namespace aftale::sqlite {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr uid_t kRoot = 0;

Result<int> open_lock_file(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor < 0) return fail(cannot_use(path, errno));
  return descriptor;
}

// Whether the file that is open is the one that has the name now.
bool is_at(const std::string& path, int descriptor) {
  struct stat named {
  }, held{};
  return ::stat(path.c_str(), &named) == 0 && ::fstat(descriptor, &held) == 0 && named.st_dev == held.st_dev &&
         named.st_ino == held.st_ino;
}

// flock has no time-out of its own; waiting in short steps keeps us free of signals.
bool lock_until(int descriptor, steady_clock::time_point end) {
  while (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK && errno != EINTR) return false;
    if (steady_clock::now() >= end) return false;
    const timespec pause{0, 1'000'000};
    ::nanosleep(&pause, nullptr);
  }
  return true;
}

// The lock file `path`, locked; a negative number where time ran out. One that was deleted or replaced while we waited
// keeps nobody out: its successor is taken.
Result<int> locked_file(const std::string& path, steady_clock::time_point end) {
  for (;;) {
    AFTALE_TRY(const int descriptor, open_lock_file(path));
    const bool locked = lock_until(descriptor, end);
    if (locked && is_at(path, descriptor)) return descriptor;
    ::close(descriptor);
    if (!locked) return -1;
  }
}

// What a daemon left there is no longer true once somebody else has the lock.
bool note_socket(int descriptor, const std::string& socket) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) return false;
  if (status.st_size == 0 && socket.empty()) return true;
  return ::ftruncate(descriptor, 0) == 0 &&
         ::pwrite(descriptor, socket.data(), socket.size(), 0) == static_cast<ssize_t>(socket.size());
}

}  // namespace

Result<std::optional<OwningDaemon>> daemon_that_owns(const std::string& database) {
  const Result<std::string> place = place_of(database);
  if (!place) return std::nullopt;
  const std::string lock = *place + ".lock";
  // A pipe in its place must not keep us waiting.
  const int descriptor = ::open(lock.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (descriptor < 0) return std::nullopt;
  char path[256];
  struct stat of_lock {
  }, of_database{};
  const bool regular = ::fstat(descriptor, &of_lock) == 0 && S_ISREG(of_lock.st_mode);
  const ssize_t size = regular ? ::pread(descriptor, path, sizeof path, 0) : 0;
  // A lock that can be had is held by nobody: the path was left by a daemon that was killed.
  const bool held = size > 0 && ::flock(descriptor, LOCK_SH | LOCK_NB) != 0;
  ::close(descriptor);
  if (!held) return std::nullopt;
  // Whoever may write the folder may put a lock there that leads to a daemon of his own.
  const uid_t owner = ::stat(database.c_str(), &of_database) == 0 ? of_database.st_uid : ::geteuid();
  if (of_lock.st_uid != owner && of_lock.st_uid != kRoot) {
    return fail(make_error(Error::Kind::refused, "foreign-lock",
                           {"Låsefilen " + lock + " tilhører en anden end databasen, så der er intet sendt til den " +
                                "aftaled, den peger på. Bed den driftsansvarlige se på mappen",
                            "The lock file " + lock + " belongs to somebody else than the database, so nothing was " +
                                "sent to the aftaled that it names. Ask the operator to look at the folder"}));
  }
  return OwningDaemon{std::string(path, static_cast<std::size_t>(size)), owner};
}

Result<std::unique_ptr<FileLock>> FileLock::take(const std::string& place, const std::string& shown,
                                                 milliseconds patience, const std::string& socket) {
  const auto end = steady_clock::now() + patience;
  AFTALE_TRY(const int gate, locked_file(place + ".gate", end));
  Result<int> lock = gate < 0 ? Result<int>(-1) : locked_file(place + ".lock", end);
  if (gate >= 0) ::close(gate);
  if (!lock) return fail(std::move(lock).error());
  if (*lock >= 0) {
    std::unique_ptr<FileLock> taken(new FileLock(place + ".lock", *lock));
    if (note_socket(*lock, socket)) return taken;
  }
  return fail(make_error(Error::Kind::unavailable, "busy",
                         {"En anden kommando eller aftaled har " + shown + " i brug. Prøv igen om lidt",
                          "Another command or aftaled is using " + shown + ". Try again in a moment"}));
}

FileLock::~FileLock() {
  ::close(descriptor_);
}

bool FileLock::stands() const {
  return is_at(path_, descriptor_);
}

}  // namespace aftale::sqlite
