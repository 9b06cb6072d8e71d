#include "adapters/socket/daemon_owner.h"

#include <pwd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <system_error>

namespace aftale::socket {
namespace {

constexpr uid_t kRoot = 0;

std::string name_of(uid_t user) {
  passwd entry{};
  passwd* found = nullptr;
  std::array<char, 4'096> buffer{};
  if (::getpwuid_r(user, &entry, buffer.data(), buffer.size(), &found) == 0 && found) return found->pw_name;
  return std::to_string(user);
}

tl::unexpected<ErrorPtr> foreign(const Text& why) {
  return fail(Error::Kind::refused, "foreign-daemon",
              Text{why.da + ". Der er intet sendt. Spørg den driftsansvarlige, eller angiv databasen med --db",
                   why.en + ". Nothing was sent. Ask the operator, or name the database with --db"});
}

/// A folder, and all above it, in which only `user`, the caller and root can put one file in the place of another.
Result<void> only_changed_by(uid_t user, const std::filesystem::path& folder) {
  for (std::filesystem::path at = folder;; at = at.parent_path()) {
    struct stat found {};
    if (::stat(at.c_str(), &found) != 0) {
      return foreign(
          {"Mappen " + at.string() + " kan ikke undersøges", "The folder " + at.string() + " cannot be examined"});
    }
    const bool known = found.st_uid == user || found.st_uid == kRoot || found.st_uid == ::geteuid();
    // In a sticky folder such as /tmp others make files of their own, but cannot move what lies there; the socket's own
    // folder must not be one, since there they may have been first.
    const bool others_write = (found.st_mode & (S_IWGRP | S_IWOTH)) != 0;
    const bool sticky = (found.st_mode & S_ISVTX) != 0 && at != folder;
    if (!known || (others_write && !sticky)) {
      return foreign(
          {"Mappen " + at.string() + " kan ændres af andre, så enhver kan have sat soklen der",
           "The folder " + at.string() + " can be changed by others, so anybody may have put the socket there"});
    }
    if (at == at.parent_path()) return {};
  }
}

}  // namespace

Result<void> admit_daemon(int descriptor, const std::string& path, std::optional<std::uint32_t> owner) {
  ucred peer{};
  socklen_t size = sizeof peer;
  if (::getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0)
    return foreign({"Det kan ikke ses, hvem der svarer på " + path, "It cannot be seen who answers at " + path});
  if (peer.uid == kRoot || peer.uid == ::geteuid()) return {};
  const std::string who = name_of(peer.uid);
  if (owner) {
    if (peer.uid == *owner) return {};
    const std::string wanted = name_of(*owner);
    return foreign({"På " + path + " svarer brugeren " + who + ", men databasen er " + wanted + "s",
                    "The user " + who + " answers at " + path + ", but the database belongs to " + wanted});
  }
  struct stat file {};
  std::error_code error;
  const std::filesystem::path real = std::filesystem::canonical(path, error);
  if (error || ::stat(real.c_str(), &file) != 0 || file.st_uid != peer.uid) {
    return foreign({"På " + path + " svarer brugeren " + who + ", som ikke ejer soklen",
                    "The user " + who + " answers at " + path + " and does not own the socket"});
  }
  return only_changed_by(peer.uid, real.parent_path());
}

}  // namespace aftale::socket
