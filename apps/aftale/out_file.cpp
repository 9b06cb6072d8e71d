#include "apps/aftale/out_file.h"

#include <sys/stat.h>

#include <cerrno>
#include <filesystem>

#include "adapters/disk/reason.h"
#include "adapters/disk/whole_file.h"
#include "adapters/sqlite/place.h"
#include "apps/aftale/output.h"

namespace aftale::app {

tl::unexpected<ErrorPtr> not_writable(const std::string& path, const Text& why) {
  return fail(Error::Kind::unavailable, "not-writable",
              Text{path + " kan ikke skrives (" + why.da + ")", path + " cannot be written (" + why.en + ")"});
}

Result<void> write_out(const Settings& settings, const std::string& path, const std::string& text) {
  AFTALE_TRY_VOID(sqlite::refuse_own_file(path, settings.database));
  struct stat there {};
  const bool replaces = ::stat(path.c_str(), &there) == 0;
  if (!replaces && errno != ENOENT) return not_writable(path, disk::reason_of(errno));
  if (replaces && S_ISDIR(there.st_mode)) return not_writable(path, disk::reason_of(EISDIR));
  if (replaces && !S_ISREG(there.st_mode))
    return not_writable(path, {"det er ikke en almindelig fil", "it is no regular file"});
  if (!replaces && disk::standing(path) != disk::Standing::nothing)
    return not_writable(path, {"det er et link, der ikke fører til noget", "it is a link that leads nowhere"});
  constexpr mode_t kPermissions = 0777, kOwn = 0600;
  std::error_code unknown;
  const std::filesystem::path place = std::filesystem::weakly_canonical(path, unknown);
  const disk::Failure failure =
      disk::write_whole(unknown ? path : place.string(), text, replaces ? there.st_mode & kPermissions : kOwn);
  if (failure) return not_writable(path, disk::reason_of(errno));
  if (replaces) complain(settings.say({path + " blev erstattet\n", path + " was replaced\n"}));
  return {};
}

}  // namespace aftale::app
