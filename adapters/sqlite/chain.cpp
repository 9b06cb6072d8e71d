#include "adapters/sqlite/chain.h"

#include "adapters/sqlite/questions.h"
#include "engine/records/journal_hash.h"

namespace aftale::sqlite::chain {
namespace {

constexpr std::size_t kPage = 1'000;

}  // namespace

records::JournalHead last(Connection& connection) {
  records::JournalHead head;
  SQLite::Statement& statement = connection.prepared("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1");
  statement.tryReset();
  if (statement.executeStep()) Columns(statement).all(head.seq, head.hash);
  statement.tryReset();
  return head;
}

std::optional<Digest> hash_at(Connection& connection, std::int64_t seq) {
  std::optional<Digest> hash;
  SQLite::Statement& statement = connection.prepared("SELECT hash FROM journal WHERE seq = ?");
  Binder(statement).add(seq);
  if (statement.executeStep()) Columns(statement).get(hash);
  statement.tryReset();
  return hash;
}

bool holds(Connection& connection, std::int64_t after) {
  Sha256 sha;
  std::string buffer;
  std::optional<Digest> previous = after == 0 ? Digest() : hash_at(connection, after);
  for (;;) {
    const std::vector<records::JournalRow> rows = questions::journal(connection, CaseId{}, after, kPage);
    for (const records::JournalRow& row : rows) {
      if (row.seq != ++after || row.prev != previous || records::hash_of(row, sha, buffer) != row.hash) return false;
      previous = row.hash;
    }
    if (rows.size() < kPage) return true;
  }
}

}  // namespace aftale::sqlite::chain
