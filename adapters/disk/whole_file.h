#pragma once
#include <sys/types.h>

#include <optional>
#include <string>
#include <string_view>

/// Files that are there whole or not at all.
namespace aftale::disk {

/// What failed, as `open PATH: No such file or directory`; nothing where all went well.
using Failure = std::optional<std::string>;

/// Makes `path` hold exactly `bytes`, with exactly these permissions: written beside it as `path.tmp`, synced, and
/// renamed. What a program that was killed left in `path.tmp` is written over; a link is replaced, never followed.
/// After a failure errno says why. The name is on the disk after `sync_folder`. Two threads may not write the same path
/// at once.
Failure write_whole(const std::string& path, std::string_view bytes, mode_t permissions);

/// The names in a folder are on the disk.
Failure sync_folder(const std::string& folder);

/// Where root made `path`, it belongs to whom `like` belongs to; nobody else can give away a file.
void give_to_owner(const std::string& path, const std::string& like);

/// A folder that is there already is left as it is.
Failure make_folder(const std::string& folder, mode_t permissions);

/// Whether the name is taken, be it by a link that leads nowhere.
bool exists(const std::string& path);

/// The bytes of a file; nothing where it cannot be read or is larger than `most`.
std::optional<std::string> read_whole(const std::string& path, std::size_t most);

}  // namespace aftale::disk
