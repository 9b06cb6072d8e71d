#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/machine/case.h"

/// The canonical, versioned encoding of a branch: the bytes of `branch.state`. Equal branches give equal bytes, so
/// "rebuilt equals stored" is a comparison of bytes. Parties and bodies are stored as references into the pinned
/// organisation; instants are not stored, they follow from the civil dates and the calendar.
///
/// The grammar stands in `codec.cpp`. Formats 2 to 4 have more behind what the one before has, and are written only for
/// a branch that it cannot hold, so that what an older program wrote stays as it is, byte for byte.
namespace aftale::machine {

inline constexpr std::uint8_t kBranchFormats = 4;  ///< there are formats 1 to this one

void encode(const Branch& branch, const model::Definition& definition, std::string& out);
/// Error: damaged, code `damaged`.
Result<Branch> decode(std::string_view bytes, const model::Definition& definition);

}  // namespace aftale::machine
