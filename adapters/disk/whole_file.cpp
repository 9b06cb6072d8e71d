#include "adapters/disk/whole_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace aftale::disk {
namespace {

/// A descriptor that is closed on every way out.
class Open {
 public:
  Open(const std::string& path, int flags, mode_t mode = 0) : fd_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {}
  ~Open() {
    if (fd_ >= 0) ::close(fd_);
  }
  Open(const Open&) = delete;
  Open& operator=(const Open&) = delete;
  int fd() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }

 private:
  int fd_;
};

Failure failed(const char* did, const std::string& path, int error) {
  Failure failure = std::string(did) + " " + path + ": " + std::error_code(error, std::generic_category()).message();
  errno = error;
  return failure;
}

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

Failure write_whole(const std::string& path, std::string_view bytes, mode_t permissions) {
  const std::string temporary = path + ".tmp";
  for (const std::string& name : {path, temporary}) {
    if (standing(name) == Standing::other) return in_the_way(name);
  }
  ::unlink(temporary.c_str());
  {
    const Open file(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
    if (!file) return failed("open", temporary, errno);
    if (!write_all(file.fd(), bytes) || ::fchmod(file.fd(), permissions) != 0 || ::fsync(file.fd()) != 0) {
      const int error = errno;
      ::unlink(temporary.c_str());
      return failed("write", temporary, error);
    }
  }
  if (::rename(temporary.c_str(), path.c_str()) != 0) {
    const int error = errno;
    ::unlink(temporary.c_str());
    return failed("rename", temporary, error);
  }
  return {};
}

Failure sync_folder(const std::string& folder) {
  const Open opened(folder, O_RDONLY | O_DIRECTORY);
  if (!opened) return failed("open", folder, errno);
  // EINVAL: a file system that has nothing to say about folders.
  if (::fsync(opened.fd()) != 0 && errno != EINVAL) return failed("sync", folder, errno);
  return {};
}

void give_to_owner(const std::string& path, const std::string& like) {
  struct stat found {};
  if (::geteuid() != 0 || ::stat(like.c_str(), &found) != 0) return;
  // What cannot be given away stays root's, who can read it.
  [[maybe_unused]] const int given = ::lchown(path.c_str(), found.st_uid, found.st_gid);
}

Failure make_folder(const std::string& folder, mode_t permissions) {
  if (::mkdir(folder.c_str(), permissions) != 0 && errno != EEXIST) return failed("mkdir", folder, errno);
  return {};
}

Standing standing(const std::string& path) {
  struct stat found {};
  if (::lstat(path.c_str(), &found) != 0) return Standing::nothing;
  return S_ISREG(found.st_mode) ? Standing::file : Standing::other;
}

Failure in_the_way(const std::string& path) {
  return "write " + path + ": something that is no file of ours stands there";
}

std::optional<std::string> read_whole(const std::string& path, std::size_t most) {
  const Open file(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  struct stat found {};
  if (!file || ::fstat(file.fd(), &found) != 0 || !S_ISREG(found.st_mode)) return std::nullopt;
  std::string bytes;
  std::array<char, 16'384> chunk;
  for (;;) {
    const ssize_t count = ::read(file.fd(), chunk.data(), chunk.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return std::nullopt;
    if (count == 0) return bytes;
    bytes.append(chunk.data(), static_cast<std::size_t>(count));
    if (bytes.size() > most) return std::nullopt;
  }
}

}  // namespace aftale::disk
