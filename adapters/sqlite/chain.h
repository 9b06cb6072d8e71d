#pragma once
#include "adapters/sqlite/connection.h"
#include "engine/records/journal_head.h"

/// The chain of the journal as it stands in a file. SQLite's exceptions come out.
namespace aftale::sqlite::chain {

/// The newest entry; seq 0 in a file without entries.
records::JournalHead last(Connection& connection);
/// The hash of an entry; none where it is not there.
std::optional<Digest> hash_at(Connection& connection, std::int64_t seq);
/// Computes every hash behind entry `after` again; false at the first entry that is missing or does not fit.
bool holds(Connection& connection, std::int64_t after);

}  // namespace aftale::sqlite::chain
