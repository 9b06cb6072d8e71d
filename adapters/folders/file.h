#pragma once
#include <cstddef>
#include <cstdint>
#include <string>

#include "engine/base/digest.h"
#include "engine/base/result.h"

namespace aftale::folders {

/// All of a file, at most `most` bytes. Errors: not_found `no-file`, refused `too-large`, unavailable `no-file`.
Result<std::string> read_file(const std::string& path, std::size_t most);

/// What a file of any size is known by.
struct Fingerprint {
  Digest sha256;
  std::int64_t size = 0;  ///< bytes
};
/// Reads it block by block. Errors: not_found `no-file`, unavailable `no-file`.
Result<Fingerprint> fingerprint(const std::string& path);

}  // namespace aftale::folders
