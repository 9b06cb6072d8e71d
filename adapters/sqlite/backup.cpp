#include "adapters/sqlite/backup.h"

#include "adapters/disk/new_file.h"
#include "adapters/sqlite/chain.h"
#include "adapters/sqlite/errors.h"

namespace aftale::sqlite {
namespace {

/// Whether the copy is one moment of the journal of `source`, whole, and not before `from`. The copy is looked at by
/// itself, since others go on writing; that its last entry stands in the source too says that it is the same journal.
bool verifies(Connection& copy, Connection& source, const records::JournalHead& from) {
  if (!copy.integrity().empty() || !chain::holds(copy, 0)) return false;
  const records::JournalHead last = chain::last(copy);
  return !records::lacks(from, last, chain::hash_at(copy, from.seq)) &&
         (last.seq == 0 || chain::hash_at(source, last.seq) == last.hash);
}

}  // namespace

Result<void> copy_verified(Connection& connection, const std::string& target) {
  AFTALE_TRY_VOID(connection.in_place());
  const records::JournalHead remembered = HeadFile::read(connection.place()).value_or(records::JournalHead());
  const records::JournalHead from = chain::last(connection);
  if (const auto why = records::lacks(remembered, from, chain::hash_at(connection, remembered.seq)))
    return fail(Error::Kind::damaged, {*why});
  AFTALE_TRY(const std::unique_ptr<disk::NewFile> file, disk::NewFile::begin(target));
  connection.copy_into(file->part());
  {
    AFTALE_TRY(const std::unique_ptr<Connection> copy, Connection::open(file->part(), {Access::question, {}, {}}));
    if (!verifies(*copy, connection, from)) {
      return fail(make_error(Error::Kind::damaged, "damaged",
                             {"Kopien kunne ikke efterprøves og blev slettet. Kør aftale audit",
                              "The copy did not verify and was deleted. Run aftale audit"}));
    }
  }
  return file->publish();
}

}  // namespace aftale::sqlite
