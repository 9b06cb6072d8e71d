#include "adapters/sqlite/head_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "adapters/disk/whole_file.h"
#include "adapters/sqlite/errors.h"

namespace aftale::sqlite {
namespace {

using records::JournalHead;

constexpr std::size_t kSlotBytes = 512, kSecondSlotAt = 4096, kFileBytes = kSecondSlotAt + kSlotBytes;
constexpr std::string_view kForm = "aftale-head 1 ";
constexpr std::size_t kCheckDigits = 16;
constexpr std::chrono::seconds kSyncEvery{1};

std::string check_of(std::string_view line) {
  return sha256(line).hex().substr(0, kCheckDigits);
}

// `aftale-head 1 57 9f86… 5feceb66ffc86f38`, filled with spaces to the length of a slot.
std::string slot_of(const JournalHead& head) {
  std::string line = std::string(kForm) + std::to_string(head.seq) + " " + head.hash.hex();
  line += " " + check_of(line);
  line.resize(kSlotBytes - 1, ' ');
  return line + "\n";
}

std::optional<JournalHead> head_in(std::string_view slot) {
  const std::size_t end = slot.find_last_not_of(" \n");
  if (end == std::string_view::npos || end < kForm.size() + kCheckDigits + 1 || !slot.starts_with(kForm))
    return std::nullopt;
  const std::string_view line = slot.substr(0, end - kCheckDigits);
  if (check_of(line) != slot.substr(line.size() + 1, kCheckDigits)) return std::nullopt;
  const std::string_view said = line.substr(kForm.size());
  if (said.starts_with("0 ")) return JournalHead();
  return JournalHead::parse(said);
}

struct Slots {
  std::optional<JournalHead> first, second;
  bool second_is_newer() const { return second && (!first || second->seq > first->seq); }
  const std::optional<JournalHead>& newest() const { return second_is_newer() ? second : first; }
};

Slots slots_of(const std::string& path) {
  const std::string bytes = disk::read_whole(path, kFileBytes).value_or(std::string());
  if (bytes.size() != kFileBytes) return {};
  const std::string_view all = bytes;
  return {head_in(all.substr(0, kSlotBytes)), head_in(all.substr(kSecondSlotAt))};
}

std::string whole(const JournalHead& head) {
  std::string bytes = slot_of(head);
  bytes.resize(kSecondSlotAt, '\n');
  return bytes + slot_of(head);
}

ErrorPtr cannot_write(const std::string& path, const std::string& reason) {
  return make_error(
      Error::Kind::unavailable, "not-writable",
      {"Filen " + path + " kan ikke skrives (" + reason + "). Se efter rettigheder og plads, og gentag kommandoen",
       "The file " + path + " cannot be written (" + reason +
           "). Check the permissions and the room on the disk, and repeat the command"});
}

}  // namespace

std::optional<JournalHead> HeadFile::read(const std::string& database) {
  return slots_of(database + ".head").newest();
}

Result<std::unique_ptr<HeadFile>> HeadFile::open(const std::string& database, const JournalHead& now) {
  const std::string path = database + ".head";
  const Slots slots = slots_of(path);
  if (!slots.newest()) {
    errno = 0;
    if (const disk::Failure failure = disk::write_whole(path, whole(now), 0600))
      return fail(errno != 0 ? cannot_use(path, errno) : cannot_write(path, *failure));
    disk::give_to_owner(path, database);
  }
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
  if (descriptor < 0) return fail(cannot_use(path, errno));
  std::unique_ptr<HeadFile> file(new HeadFile(path, descriptor, slots.newest() && !slots.second_is_newer()));
  if (slots.newest() && *slots.newest() != now) file->put(now);
  return file;
}

HeadFile::~HeadFile() {
  ::fdatasync(descriptor_);
  ::close(descriptor_);
}

void HeadFile::put(const JournalHead& head) {
  struct stat status {};
  if (::fstat(descriptor_, &status) == 0 && status.st_nlink == 0 && !disk::write_whole(path_, whole(head), 0600)) {
    // Somebody removed it: a new one stands in its place, with both slots filled.
    const int descriptor = ::open(path_.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor < 0) return;
    ::close(descriptor_);
    descriptor_ = descriptor;
    return;
  }
  const std::string slot = slot_of(head);
  const off_t at = second_ ? kSecondSlotAt : 0;
  if (::pwrite(descriptor_, slot.data(), slot.size(), at) != static_cast<ssize_t>(slot.size())) return;
  second_ = !second_;
  if (const auto now = std::chrono::steady_clock::now(); now - synced_ >= kSyncEvery) {
    ::fdatasync(descriptor_);
    synced_ = now;
  }
}

}  // namespace aftale::sqlite
