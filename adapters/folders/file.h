#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "engine/base/digest.h"
#include "engine/base/result.h"

namespace aftale::folders {

/// All of a file, at most `most` bytes. Errors: not_found `no-file`, refused `too-large`, unavailable `no-file`.
Result<std::string> read_file(const std::string& path, std::size_t most);

/// A file of any size: what it is known by, and its bytes where there are at most as many as were asked for.
struct Fingerprint {
  Digest sha256;
  std::int64_t size = 0;  ///< bytes
  std::optional<std::string> bytes = {};
};
/// Reads a regular file block by block; nobody waits for a pipe or reads a device without end. Errors: not_found
/// `no-file`, unavailable `no-file`.
Result<Fingerprint> fingerprint(const std::string& path, std::size_t most);

}  // namespace aftale::folders
