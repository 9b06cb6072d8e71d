#include "engine/cases/replay/move_entry.h"

#include "engine/base/json.h"
#include "engine/machine/format/payload.h"
#include "engine/machine/migrate/move.h"

namespace aftale::cases {
namespace {

using machine::InputKind;

tl::unexpected<ErrorPtr> damaged_move() {
  return fail(Error::Kind::damaged, "damaged",
              Text{"En flytning i journalen kan ikke læses", "A move in the journal cannot be read"});
}

}  // namespace

Result<MoveEntry> read_move(Definitions& definitions, const records::JournalRow& row) {
  const Result<Json> json = Json::parse(row.input);
  const std::optional<Digest> to = json ? Digest::from_hex((*json)["to"].text()) : std::nullopt;
  if (!to) return damaged_move();
  MoveEntry entry;
  AFTALE_TRY(entry.to, definitions.get(*to));
  AFTALE_TRY(machine::Input input, machine::read_input(InputKind::move, row.input, *entry.to));
  entry.input = std::get<machine::MoveTo>(std::move(input));
  return entry;
}

Result<machine::Step> move_on(Definitions& definitions, WorkingCopy& work, const records::JournalRow& row,
                              const machine::Moment& moment) {
  AFTALE_TRY(MoveEntry entry, read_move(definitions, row));
  AFTALE_TRY(machine::Carried carried,
             machine::carry(work.definition(), *entry.to, work.instance(), entry.input, moment));
  work.rebase(std::move(entry.to));
  return std::move(carried.step);
}

Result<Digest> first_definition(const Digest& now, const std::vector<records::JournalRow>& entries) {
  for (const records::JournalRow& entry : entries) {
    if (static_cast<InputKind>(entry.kind) != InputKind::move) continue;
    const Result<Json> json = Json::parse(entry.input);
    const std::optional<Digest> from = json ? Digest::from_hex((*json)["from"].text()) : std::nullopt;
    if (!from) return damaged_move();
    return *from;
  }
  return now;
}

}  // namespace aftale::cases
