#include "adapters/sqlite/place.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <memory>

#include "adapters/sqlite/errors.h"

namespace aftale::sqlite {
namespace {

tl::unexpected<ErrorPtr> refused(const std::string& path, const char* code, const Text& why, const Text& instead) {
  return fail(make_error(Error::Kind::unavailable, code,
                         {path + " kan ikke være en database: " + why.da + ". " + instead.da,
                          path + " cannot be a database: " + why.en + ". " + instead.en}));
}

tl::unexpected<ErrorPtr> no_file(const std::string& path, const Text& why) {
  return refused(path, "not-writable", why, {"Angiv en anden fil med --db", "Name another file with --db"});
}

Text what_it_is(mode_t mode) {
  if (S_ISDIR(mode)) return {"det er en mappe", "it is a folder"};
  if (S_ISFIFO(mode)) return {"det er et rør (FIFO)", "it is a pipe (FIFO)"};
  if (S_ISSOCK(mode)) return {"det er en sokkel", "it is a socket"};
  return {"det er en enhed", "it is a device"};
}

// As it is where there is nothing of that name: who opens it says so.
Result<std::string> without_links(const std::string& path, const std::string& shown) {
  const std::unique_ptr<char, decltype(&std::free)> real(::realpath(path.c_str(), nullptr), &std::free);
  if (real) return std::string(real.get());
  if (errno == ENOENT) return path;
  return fail(cannot_use(shown, errno));
}

}  // namespace

Result<std::string> place_of(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) {
    if (errno != ENOENT) return fail(cannot_use(path, errno));
    if (::lstat(path.c_str(), &status) == 0)
      return no_file(path, {"det er et link til en fil, der ikke findes", "it is a link to a file that is not there"});
    const std::filesystem::path name(path);
    const std::string folder = name.parent_path().empty() ? "." : name.parent_path().string();
    AFTALE_TRY(const std::string real, without_links(folder, path));
    return real + "/" + name.filename().string();
  }
  if (!S_ISREG(status.st_mode)) return no_file(path, what_it_is(status.st_mode));
  if (status.st_nlink > 1) {
    return refused(path, "several-names",
                   {"filen har flere navne (hårde links)", "the file has several names (hard links)"},
                   {"Fjern de andre navne", "Remove the other names"});
  }
  return without_links(path, path);
}

Result<void> refuse_own_file(const std::string& path, const std::string& database) {
  const auto plain = [](const std::string& name) {
    std::error_code unknown;
    const std::filesystem::path place = std::filesystem::weakly_canonical(name, unknown);
    return unknown ? std::filesystem::path(name) : place;
  };
  const std::filesystem::path target = plain(path), base = plain(database);
  for (const char* beside : {"", "-wal", "-shm", "-journal", ".lock", ".gate", ".head", ".clock"}) {
    const std::filesystem::path own = base.string() + beside;
    std::error_code none;  // equivalent() is for another name of the same file
    const bool same = own == target || std::filesystem::equivalent(own, target, none);
    // Files are written under such a name, and then given their own.
    const bool in_the_way = own == target.string() + ".tmp" || own == target.string() + ".part";
    if (!same && !in_the_way) continue;
    return fail(make_error(Error::Kind::refused, "own-file",
                           {path + " hører til databasen " + database +
                                " og bliver ikke overskrevet. Angiv et andet "
                                "filnavn",
                            path + " belongs to the database " + database +
                                " and is not overwritten. Name another "
                                "file"}));
  }
  return {};
}

}  // namespace aftale::sqlite
