#include "adapters/sqlite/restoration.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <ctime>
#include <filesystem>
#include <system_error>

#include "adapters/disk/whole_file.h"
#include "adapters/sqlite/chain.h"
#include "adapters/sqlite/errors.h"
#include "adapters/sqlite/raw.h"

namespace aftale::sqlite {
namespace {

bool is_there(const std::string& path) {
  return disk::standing(path) != disk::Standing::nothing;
}

namespace fs = std::filesystem;
using std::chrono::milliseconds;

constexpr milliseconds kPatience{1'000};
/// What lies beside a database and belongs to it.
constexpr const char* kCompanions[] = {"-wal", "-shm", ".head"};

ErrorPtr failed(const std::string& path, const std::string& reason) {
  return make_error(Error::Kind::unavailable, "not-writable",
                    {path + " kan ikke skrives (" + reason + "). Se efter rettigheder og plads på disken",
                     path + " cannot be written (" + reason + "). Check the permissions and the room on the disk"});
}

Result<void> copy_file(const std::string& from, const std::string& to) {
  std::error_code error;
  fs::copy_file(from, to, error);
  if (!error) ::chmod(to.c_str(), 0600);
  return error ? Result<void>(fail(failed(to, error.message()))) : Result<void>();
}

bool is_file(const std::string& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

Result<void> sync_file(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
  const bool done = descriptor >= 0 && ::fsync(descriptor) == 0;
  const int error = errno;
  if (descriptor >= 0) ::close(descriptor);
  return done ? Result<void>() : fail(failed(path, std::generic_category().message(error)));
}

/// The file that a link leads to is restored, not the link.
std::string real_name(const std::string& database) {
  std::error_code error;
  return fs::is_symlink(database, error) ? fs::canonical(database, error).string() : database;
}

/// An error of the copy, about the file that it was made of.
ErrorPtr said_of(const std::string& from, const std::string& copy, Error error) {
  for (Diagnostic& finding : error.findings) {
    for (std::string* text : {&finding.message.da, &finding.message.en}) {
      for (std::size_t at = 0; (at = text->find(copy, at)) != std::string::npos; at += from.size())
        text->replace(at, copy.size(), from);
    }
  }
  return std::make_shared<const Error>(std::move(error));
}

std::string folder_of(const std::string& path) {
  return fs::absolute(path).parent_path().string();
}

/// `DATABASE.set-aside-2026-11-29T204500Z`, or with a number where that is taken.
std::string dated(const std::string& database) {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  ::gmtime_r(&now, &utc);
  char stamp[32];
  std::strftime(stamp, sizeof stamp, "%Y-%m-%dT%H%M%SZ", &utc);
  const std::string name = database + ".set-aside-" + stamp;
  std::string free = name;
  for (int n = 2; is_there(free); ++n) free = name + "-" + std::to_string(n);
  return free;
}

}  // namespace

Restoration::Restoration(std::string database, std::unique_ptr<FileLock> lock)
    : database_(std::move(database)),
      folder_(database_ + ".restoring"),
      copy_(folder_ + "/copy.db"),
      lock_(std::move(lock)) {}

Restoration::~Restoration() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

Result<std::unique_ptr<Restoration>> Restoration::begin(const std::string& name, const std::string& from) {
  const std::string database = real_name(name);
  if (!is_file(from)) {
    return fail(
        make_error(Error::Kind::not_found, "no-file",
                   {"Der er ingen fil " + from + " at gendanne fra", "There is no file " + from + " to restore from"}));
  }
  AFTALE_TRY(std::unique_ptr<FileLock> lock, FileLock::take(database, name, kPatience, {}));
  std::unique_ptr<Restoration> restoration(new Restoration(database, std::move(lock)));
  AFTALE_TRY_VOID(restoration->fill(from));
  return restoration;
}

Result<void> Restoration::fill(const std::string& from) {
  std::error_code error;
  const bool itself = fs::equivalent(from, database_, error) && !error;
  AFTALE_TRY(const std::optional<OwningDaemon> daemon, daemon_that_owns(from));
  if (!itself && daemon) {
    return fail(make_error(Error::Kind::unavailable, "busy",
                           {from + " er i brug af aftaled. Tag en kopi af den med aftale backup, og gendan fra den",
                            from + " is in use by aftaled. Take a copy with aftale backup, and restore from that"}));
  }
  fs::remove_all(folder_, error);  // of a restoration that was killed
  if (::mkdir(folder_.c_str(), 0700) != 0) return fail(failed(folder_, std::generic_category().message(errno)));
  AFTALE_TRY_VOID(copy_file(from, copy_));
  if (is_file(from + "-wal")) AFTALE_TRY_VOID(copy_file(from + "-wal", copy_ + "-wal"));
  if (!itself && is_file(from + ".head")) AFTALE_TRY_VOID(copy_file(from + ".head", copy_ + ".head"));
  std::error_code unknown;
  if (fs::file_size(copy_, unknown) == 0) {
    return fail(make_error(Error::Kind::damaged, "not-a-database",
                           {from + " er tom. Angiv en anden sikkerhedskopi", from + " is empty. Name another backup"}));
  }
  if (const auto opened = Connection::open(copy_, {Access::write, kPatience, {}}); !opened)
    return fail(said_of(from, copy_, *opened.error()));
  disk::give_to_owner(copy_, is_there(database_) ? database_ : folder_of(database_));
  return {};
}

std::optional<std::int64_t> Restoration::count_lost(const records::JournalHead& head) const {
  const std::int64_t remembered = HeadFile::read(database_).value_or(records::JournalHead()).seq;
  std::error_code error;
  // SQLite would delete the WAL of an empty one.
  if (const auto size = fs::file_size(database_, error); error || size == 0)
    return remembered == 0 ? std::optional<std::int64_t>(0) : std::nullopt;
  try {
    SQLite::Database old(database_, SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX);
    harden(old, false);
    SQLite::Database copy(copy_, SQLite::OPEN_READONLY | SQLite::OPEN_NOMUTEX);
    const std::int64_t end = old.execAndGet("SELECT ifnull(max(seq), 0) FROM journal").getInt64();
    // Two chains that are the same at one entry are the same before it.
    std::int64_t common = 0, first_other = std::min(end, head.seq) + 1;
    while (first_other - common > 1) {
      const std::int64_t middle = common + (first_other - common) / 2;
      const std::string hash = "SELECT hex(hash) FROM journal WHERE seq = " + std::to_string(middle);
      const bool same = old.execAndGet(hash).getString() == copy.execAndGet(hash).getString();
      (same ? common : first_other) = middle;
    }
    return std::max(end, remembered) - common;
  } catch (const SQLite::Exception&) {
    return std::nullopt;
  }
}

Result<std::string> Restoration::set_aside() const {
  std::error_code ignored;
  bool any = is_there(database_);
  for (const char* companion : kCompanions) any = any || is_there(database_ + companion);
  if (!any) return std::string();
  const std::string aside = dated(database_);
  const auto reason = [] { return std::generic_category().message(errno); };
  // The database and FILE.head stay in their places until the copy takes them; a link is no second copy.
  for (const char* name : {"", ".head"}) {
    const std::string path = database_ + name, target = aside + name;
    if (is_there(path) && ::link(path.c_str(), target.c_str()) != 0) return fail(failed(target, reason()));
  }
  for (const char* name : {"-wal", "-shm"}) {
    const std::string path = database_ + name, target = aside + name;
    if (is_there(path) && ::rename(path.c_str(), target.c_str()) != 0) return fail(failed(target, reason()));
  }
  return aside;
}

Result<Restoration::Done> Restoration::finish() {
  Done done;
  {
    AFTALE_TRY(const std::unique_ptr<Connection> copy, Connection::open(copy_, {Access::question, {}, {}}));
    done.head = chain::last(*copy);
  }
  done.lost = count_lost(done.head);
  done.was_there = is_there(database_);
  AFTALE_TRY_VOID(sync_file(copy_));
  AFTALE_TRY(done.set_aside, set_aside());
  if (::rename(copy_.c_str(), database_.c_str()) != 0)
    return fail(failed(database_, std::generic_category().message(errno)));
  ::unlink((database_ + ".head").c_str());
  AFTALE_TRY_VOID(HeadFile::open(database_, done.head));
  if (const disk::Failure failure = disk::sync_folder(folder_of(database_))) return fail(failed(database_, *failure));
  return done;
}

}  // namespace aftale::sqlite
