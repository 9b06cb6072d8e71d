#include "adapters/folders/file.h"

#include <cerrno>
#include <cstdio>
#include <memory>
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

/// Gives `take` one block after the other until there are no more or it wants none.
template <class Take>
Result<void> read_blocks(const std::string& path, Take take) {
  const File file(std::fopen(path.c_str(), "rbe"));
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
  AFTALE_TRY_VOID(read_blocks(path, [&](std::string_view block) {
    text.append(block);
    return text.size() <= most;
  }));
  if (text.size() <= most) return text;
  const std::string limit = std::to_string(most);
  return fail(Error::Kind::refused, "too-large",
              Text{"Filen " + path + " er større end " + limit + " byte",
                   "The file " + path + " is larger than " + limit + " bytes"});
}

Result<Fingerprint> fingerprint(const std::string& path) {
  Sha256 hash;
  Fingerprint print;
  AFTALE_TRY_VOID(read_blocks(path, [&](std::string_view block) {
    hash.add(block);
    print.size += static_cast<std::int64_t>(block.size());
    return true;
  }));
  print.sha256 = hash.end();
  return print;
}

}  // namespace aftale::folders
