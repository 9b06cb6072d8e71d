#include "adapters/disk/reason.h"

#include <cerrno>
#include <cstring>

namespace aftale::disk {

Text reason_of(int number) {
  switch (number) {
    case ENOENT:
      return {"mappen findes ikke", "there is no such folder"};
    case EACCES:
    case EPERM:
      return {"du har ikke adgang", "you have no access"};
    case EISDIR:
      return {"det er en mappe", "it is a folder"};
    case ENOTDIR:
      return {"stien går gennem en fil", "the path leads through a file"};
    case ENOSPC:
      return {"disken er fuld", "the disk is full"};
    case EROFS:
      return {"disken kan kun læses", "the disk is read-only"};
    case EPIPE:
      return {"modtageren har lukket", "the receiver has closed"};
    case EBADF:
      return {"den er lukket", "it is closed"};
    default:
      return same_text(std::strerror(number));  // NOLINT(concurrency-mt-unsafe): one thread
  }
}

}  // namespace aftale::disk
