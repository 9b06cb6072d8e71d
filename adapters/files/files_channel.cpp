#include "adapters/files/files_channel.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <exception>
#include <string_view>
#include <system_error>

#include "adapters/files/eml.h"
#include "engine/base/json.h"

namespace aftale::files {
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

ports::Delivery later(const char* did, const std::string& path, int error) {
  ports::Delivery delivery;
  delivery.outcome = ports::Delivery::Outcome::try_again;
  delivery.detail = std::string(did) + " " + path + ": " + std::error_code(error, std::generic_category()).message();
  return delivery;
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

bool exists(const std::string& path) {
  struct stat found {};
  return ::lstat(path.c_str(), &found) == 0;
}

ports::Delivery write_once(const std::string& path, std::string_view bytes) {
  if (exists(path)) return {};
  const std::string temporary = path + ".tmp";
  ::unlink(temporary.c_str());  // left by a program that was killed here
  {
    const Open file(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
    if (!file) return later("open", temporary, errno);
    if (!write_all(file.fd(), bytes) || ::fsync(file.fd()) != 0) {
      const int error = errno;
      ::unlink(temporary.c_str());
      return later("write", temporary, error);
    }
  }
  if (::rename(temporary.c_str(), path.c_str()) != 0) return later("rename", temporary, errno);
  return {};
}

ports::Delivery sync_folder(const std::string& folder) {
  const Open opened(folder, O_RDONLY | O_DIRECTORY);
  if (!opened) return later("open", folder, errno);
  // EINVAL: a file system that has nothing to say about folders.
  if (::fsync(opened.fd()) != 0 && errno != EINVAL) return later("sync", folder, errno);
  return {};
}

bool is_delivered(const ports::Delivery& delivery) {
  return delivery.outcome == ports::Delivery::Outcome::delivered;
}

ports::Delivery write_both(const std::string& folder, const ports::Message& message) {
  const std::string stem = folder + "/" + message.id.text();
  if (exists(stem + ".eml")) return sync_folder(folder);
  if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) return later("mkdir", folder, errno);
  // The mail comes last: where it is, both are.
  if (ports::Delivery json = write_once(stem + ".json", message_json(message)); !is_delivered(json)) return json;
  if (ports::Delivery mail = write_once(stem + ".eml", eml(message)); !is_delivered(mail)) return mail;
  return sync_folder(folder);
}

}  // namespace

std::string message_json(const ports::Message& message) {
  std::string text;
  JsonWriter out(text);
  out.begin_object()
      .field("id", message.id.text())
      .field("key", message.key)
      .field("case_key", message.case_key)
      .field("template", message.template_name)
      .field("receiver", message.receiver)
      .field("receiver_title", message.receiver_title)
      .field("sender", message.sender)
      .field("sender_title", message.sender_title)
      .field("created_at", message.created_at.rfc3339())
      .field("subject", message.subject)
      .field("body", message.body);
  out.key("attachments").begin_array();
  for (const ports::Message::Part& part : message.attachments) {
    out.begin_object().field("name", part.name).field("sha256", part.sha256).end_object();
  }
  out.end_array().key("facts");
  if (const Result<Json> facts = Json::parse(message.facts)) {
    facts->write(out);
  } else {
    out.null();
  }
  out.end_object();
  return text + "\n";
}

ports::Delivery FilesChannel::deliver(const ports::Message& message) {
  try {
    return write_both(folder_, message);
  } catch (const std::exception& error) {
    ports::Delivery delivery;
    delivery.outcome = ports::Delivery::Outcome::try_again;
    delivery.detail = error.what();
    return delivery;
  }
}

}  // namespace aftale::files
