#pragma once
#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Files that are there whole or not at all.
namespace aftale::disk {

/// What failed, as `open PATH: No such file or directory`; nothing where all went well.
using Failure = std::optional<std::string>;

/// Makes `path` hold exactly `bytes`, with exactly these permissions: written beside it as `path.tmp`, synced, and
/// renamed. What a program that was killed left in `path.tmp` is written over; that and `path` must be regular files
/// where they are there: a link, a folder or a pipe is somebody else's, is left as it is and named in the failure.
/// After a failure of the system errno says why. The name is on the disk after `sync_folder`. Two threads may not write
/// the same path at once.
Failure write_whole(const std::string& path, std::string_view bytes, mode_t permissions);

/// The names in a folder are on the disk.
Failure sync_folder(const std::string& folder);

/// Where root made `path`, it belongs to whom `like` belongs to; nobody else can give away a file.
void give_to_owner(const std::string& path, const std::string& like);

/// A folder that is there already is left as it is.
Failure make_folder(const std::string& folder, mode_t permissions);

/// What a name stands for; a link is not followed.
enum class Standing : std::uint8_t { nothing, file, other };
Standing standing(const std::string& path);
/// That something stands in the way which is no regular file.
Failure in_the_way(const std::string& path);

/// The bytes of a file; nothing where it cannot be read or is larger than `most`.
std::optional<std::string> read_whole(const std::string& path, std::size_t most);

}  // namespace aftale::disk
