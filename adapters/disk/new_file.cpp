#include "adapters/disk/new_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace aftale::disk {
namespace {

tl::unexpected<ErrorPtr> already_there(const std::string& target) {
  return fail(Error::Kind::refused, "already-exists",
              {target + " findes allerede og bliver ikke overskrevet. Angiv et andet filnavn",
               target + " exists already and is not overwritten. Name another file"});
}

tl::unexpected<ErrorPtr> cannot_write(const std::string& target) {
  const std::string reason = std::strerror(errno);  // NOLINT(concurrency-mt-unsafe): glibc's is safe for known numbers
  return fail(Error::Kind::unavailable, "not-writable",
              {target + " kan ikke skrives (" + reason + ")", target + " cannot be written (" + reason + ")"});
}

bool sync_path(const std::string& path, int flags) {
  const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool done = ::fsync(descriptor) == 0;
  ::close(descriptor);
  return done;
}

}  // namespace

Result<std::unique_ptr<NewFile>> NewFile::begin(const std::string& target) {
  std::error_code ignored;
  if (std::filesystem::exists(target, ignored)) return already_there(target);
  std::unique_ptr<NewFile> file(new NewFile(target));
  const int descriptor = ::open(file->part_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    const auto failure = cannot_write(file->part_);
    file->part_.clear();  // it is somebody else's
    return failure;
  }
  ::close(descriptor);
  return file;
}

NewFile::~NewFile() {
  if (!part_.empty()) ::unlink(part_.c_str());
}

Result<void> NewFile::publish() {
  if (!sync_path(part_, O_RDWR)) return cannot_write(part_);
  // A hard link fails where the target has appeared meanwhile; a rename would overwrite it.
  if (::link(part_.c_str(), target_.c_str()) != 0)
    return errno == EEXIST ? already_there(target_) : cannot_write(target_);
  const std::string folder = std::filesystem::absolute(target_).parent_path().string();
  if (!sync_path(folder, O_RDONLY | O_DIRECTORY)) return cannot_write(folder);
  return {};
}

}  // namespace aftale::disk
