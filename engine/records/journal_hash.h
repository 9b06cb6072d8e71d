#pragma once
#include "engine/base/digest.h"
#include "engine/records/rows.h"

namespace aftale::records {

/// The hash of an entry: SHA-256 over the stored bytes of every column but `hash` itself (prev included), each
/// length-prefixed, in column order. `buffer` is reused between calls.
Digest hash_of(const JournalRow& row, Sha256& sha, std::string& buffer);

}  // namespace aftale::records
