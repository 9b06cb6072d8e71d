#include "adapters/sqlite/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <ctime>

#include "adapters/sqlite/errors.h"
#include "adapters/sqlite/sqlite_store.h"

namespace aftale::sqlite {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr uid_t kRoot = 0;

Result<int> open_lock_file(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor >= 0) return descriptor;
  const std::string reason = std::strerror(errno);
  return fail(make_error(
      Error::Kind::unavailable, "not-writable",
      {"Låsefilen " + path + " kan ikke åbnes (" + reason + "). Se efter rettigheder på mappen",
       "The lock file " + path + " cannot be opened (" + reason + "). Check the permissions of its folder"}));
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
  const std::string lock = database + ".lock";
  // A pipe in its place must not keep us waiting.
  const int descriptor = ::open(lock.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (descriptor < 0) return std::nullopt;
  char path[256];
  struct stat of_lock {}, of_database {};
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

Result<std::unique_ptr<FileLock>> FileLock::take(const std::string& database, milliseconds patience,
                                                 const std::string& socket) {
  const auto end = steady_clock::now() + patience;
  AFTALE_TRY(const int gate, open_lock_file(database + ".gate"));
  Result<int> lock = open_lock_file(database + ".lock");
  if (!lock) {
    ::close(gate);
    return fail(std::move(lock).error());
  }
  const bool mine = lock_until(gate, end) && lock_until(*lock, end);
  ::close(gate);
  if (mine && note_socket(*lock, socket)) return std::unique_ptr<FileLock>(new FileLock(*lock));
  ::close(*lock);
  return fail(make_error(Error::Kind::unavailable, "busy",
                         {"En anden kommando eller aftaled har " + database + " i brug. Prøv igen om lidt",
                          "Another command or aftaled is using " + database + ". Try again in a moment"}));
}

FileLock::~FileLock() {
  ::close(descriptor_);
}

}  // namespace aftale::sqlite
