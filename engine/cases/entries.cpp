#include "engine/cases/entries.h"

#include "engine/records/journal_hash.h"

namespace aftale::cases {
namespace {

Result<std::vector<records::JournalRow>> unchanged(std::vector<records::JournalRow> rows) {
  Sha256 sha;
  std::string buffer;
  for (const records::JournalRow& row : rows) {
    if (records::hash_of(row, sha, buffer) == row.hash) continue;
    const std::string number = std::to_string(row.seq);
    return fail(
        Error::Kind::damaged, "damaged",
        Text{"Post " + number + " i journalen er ændret, efter at den blev skrevet. Se skaden med aftale audit",
             "Entry " + number + " of the journal was changed after it was written. See the damage by aftale audit"});
  }
  return rows;
}

}  // namespace

Result<std::vector<records::JournalRow>> entries_of(const ReadModel& in, CaseId id, std::int64_t after,
                                                    std::size_t limit) {
  AFTALE_TRY(std::vector<records::JournalRow> rows, in.store.journal(id, after, limit));
  return unchanged(std::move(rows));
}

Result<std::vector<records::JournalRow>> entries_of_file(const ReadModel& in) {
  AFTALE_TRY(std::vector<records::JournalRow> rows, in.store.file_journal(~std::size_t{0} >> 1));
  return unchanged(std::move(rows));
}

}  // namespace aftale::cases
