#include "adapters/folders/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <memory>
#include <optional>
#include <string_view>

#include "adapters/disk/reason.h"

namespace aftale::folders {
namespace {

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Close>;

tl::unexpected<ErrorPtr> cannot_be_read(const std::string& path, int number) {
  if (number == ENOENT)
    return fail(Error::Kind::not_found, "no-file", Text{"Der er ingen fil " + path, "There is no file " + path});
  const Text why = disk::reason_of(number);
  return fail(Error::Kind::unavailable, "no-file",
              Text{"Filen " + path + " kan ikke læses (" + why.da + ")",
                   "The file " + path + " cannot be read (" + why.en + ")"});
}

/// Why something that is no regular file is not read.
std::optional<Text> no_regular_file(const struct stat& found) {
  if (S_ISREG(found.st_mode)) return std::nullopt;
  if (S_ISDIR(found.st_mode)) return disk::reason_of(EISDIR);
  if (S_ISFIFO(found.st_mode)) return Text{"det er et rør, ikke en fil", "it is a pipe, no file"};
  if (S_ISSOCK(found.st_mode)) return Text{"det er en sokkel, ikke en fil", "it is a socket, no file"};
  return Text{"det er en enhed, ikke en fil", "it is a device, no file"};
}

tl::unexpected<ErrorPtr> is_not_read(const std::string& path, const Text& why) {
  return fail(Error::Kind::unavailable, "no-file",
              Text{"Filen " + path + " kan ikke læses (" + why.da + ")",
                   "The file " + path + " cannot be read (" + why.en + ")"});
}

/// Opened only where it is a regular file: opening a pipe would wait for a writer, and a device may do something.
Result<File> open_regular(const std::string& path) {
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0) {
    const int number = errno;
    struct stat link {};
    if (number == ENOENT && ::lstat(path.c_str(), &link) == 0)
      return is_not_read(path, {"det er et link, der ikke fører til noget", "it is a link that leads nowhere"});
    return cannot_be_read(path, number);
  }
  if (const std::optional<Text> why = no_regular_file(found)) return is_not_read(path, *why);
  const int opened = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (opened < 0) return cannot_be_read(path, errno);
  File file(::fdopen(opened, "rb"));
  if (!file) {
    const int number = errno;
    ::close(opened);
    return cannot_be_read(path, number);
  }
  // It may have been changed for another meanwhile.
  if (::fstat(opened, &found) != 0) return cannot_be_read(path, errno);
  if (const std::optional<Text> why = no_regular_file(found)) return is_not_read(path, *why);
  return file;
}

/// Gives `take` one block after the other until there are no more or it wants none.
template <class Take>
Result<void> read_blocks(const std::string& path, const File& file, Take take) {
  if (!file) return cannot_be_read(path, errno);
  char block[65536];
  while (const std::size_t got = std::fread(block, 1, sizeof block, file.get())) {
    if (!take(std::string_view(block, got))) return {};
  }
  if (std::ferror(file.get()) != 0) return cannot_be_read(path, errno);
  return {};
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::size_t most) {
  std::string text;
  const File file(std::fopen(path.c_str(), "rbe"));
  AFTALE_TRY_VOID(read_blocks(path, file, [&](std::string_view block) {
    text.append(block);
    return text.size() <= most;
  }));
  if (text.size() <= most) return text;
  const std::string limit = std::to_string(most);
  return fail(Error::Kind::refused, "too-large",
              Text{"Filen " + path + " er større end " + limit + " byte",
                   "The file " + path + " is larger than " + limit + " bytes"});
}

Result<Fingerprint> fingerprint(const std::string& path, std::size_t most) {
  AFTALE_TRY(const File file, open_regular(path));
  Sha256 hash;
  Fingerprint print;
  print.bytes.emplace();
  AFTALE_TRY_VOID(read_blocks(path, file, [&](std::string_view block) {
    hash.add(block);
    print.size += static_cast<std::int64_t>(block.size());
    if (print.bytes && print.bytes->size() + block.size() > most) print.bytes.reset();
    if (print.bytes) print.bytes->append(block);
    return true;
  }));
  print.sha256 = hash.end();
  return print;
}

}  // namespace aftale::folders
