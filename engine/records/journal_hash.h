#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/digest.h"
#include "engine/records/rows.h"

namespace aftale::records {

/// The hash of an entry: SHA-256 over its columns in the order of `columns`, without `hash` itself, with the command as
/// a member of the proof. A column is its length in 8 bytes, little endian, and its bytes: numbers take 8, days and
/// instants are numbers (days since 1970-01-01, microseconds), an absent value is a length of 2^64 - 1 alone. `prev` is
/// the hash of the entry before it, so that one chain goes through the file. `buffer` is for speed. See
/// docs/file-format.md.
Digest hash_of(const JournalRow& row, Sha256& sha, std::string& buffer);

/// The proof as the hash covers it and people see it: with `"command":"<16 hex digits>"` last, where there is one.
std::string whole_proof(const JournalRow& row);
/// Takes such a proof apart into `proof` and `command`.
void split_proof(JournalRow& row, std::string whole);
/// The command as 16 hex digits; empty where there is none.
std::string command_hex(const JournalRow& row);
/// The other way; none where `hex` is no such digits.
std::optional<std::int64_t> command_of_hex(std::string_view hex);

}  // namespace aftale::records
