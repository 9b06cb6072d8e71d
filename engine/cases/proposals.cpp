#include "engine/cases/proposals.h"

#include <algorithm>

#include "engine/cases/journal.h"
#include "engine/cases/replay/timeline.h"
#include "engine/machine/bodies/four_eyes.h"
#include "engine/machine/format/payload.h"
#include "engine/records/journal_hash.h"
#include "engine/time/format.h"

namespace aftale::cases {
namespace {

using machine::InputKind;

InputKind kind_of(const records::JournalRow& row) {
  return static_cast<InputKind>(row.kind);
}

/// What a correction or a move would have been as a proposal; none of another entry.
std::optional<machine::Propose> as_proposal(const records::JournalRow& row) {
  if (kind_of(row) == InputKind::move) return machine::Propose{0, {}, {}, records::command_hex(row)};
  if (kind_of(row) != InputKind::correct && kind_of(row) != InputKind::propose) return std::nullopt;
  const Result<machine::Input> input = machine::read_untyped(kind_of(row), row.input);
  if (!input) return std::nullopt;
  if (const auto* correct = std::get_if<machine::Correct>(&*input)) return machine::Propose{correct->entry, {}, {}, {}};
  return std::get<machine::Propose>(*input);
}

bool is_same(const machine::Propose& one, const machine::Propose& other) {
  return one.entry == other.entry && one.content == other.content;
}

/// The newest proposal of the same before entry `before` that has not been done since; null: none. One that was struck
/// waits no longer.
const records::JournalRow* find_waiting(const std::vector<records::JournalRow>& entries, const machine::Propose& asked,
                                        std::int64_t before, const Strikes& strikes) {
  for (auto row = entries.rbegin(); row != entries.rend(); ++row) {
    if (row->revision >= before) continue;
    const std::optional<machine::Propose> had = as_proposal(*row);
    if (!had || !is_same(*had, asked)) continue;
    if (kind_of(*row) != InputKind::propose) return nullptr;
    if (strikes.of(row->revision) == 0) return &*row;
  }
  return nullptr;
}

Text name_of(const machine::Propose& asked) {
  if (asked.entry == 0) return {"At flytte til " + asked.to, "Moving to " + asked.to};
  const std::string entry = std::to_string(asked.entry);
  return {"At stryge post " + entry, "Striking entry " + entry};
}

}  // namespace

Result<bool> is_agreed(const std::vector<records::JournalRow>& entries, const machine::Propose& asked,
                       const machine::Actor& actor, const time::Zone& zone) {
  const std::int64_t next = entries.empty() ? 1 : entries.back().revision + 1;
  const records::JournalRow* waiting = find_waiting(entries, asked, next, Strikes(entries));
  if (!waiting) return false;
  AFTALE_TRY(const machine::Actor first, read_actor(*waiting));
  if (!machine::is_same_person(first, actor)) return true;
  return machine::refuse_same_person(name_of(asked),
                                     {first.id + " den " + time::date_and_time(waiting->at, zone, Language::da),
                                      first.id + " on " + time::date_and_time(waiting->at, zone, Language::en)});
}

Result<bool> was_agreed(const std::vector<records::JournalRow>& entries, const records::JournalRow& done) {
  const std::optional<machine::Propose> asked = as_proposal(done);
  if (!asked || kind_of(done) == InputKind::propose) return false;
  // That somebody struck the proposal afterwards takes nothing from what two people did.
  const records::JournalRow* waiting = find_waiting(entries, *asked, done.revision, Strikes());
  if (!waiting) return false;
  AFTALE_TRY(const machine::Actor first, read_actor(*waiting));
  AFTALE_TRY(const machine::Actor second, read_actor(done));
  return !machine::is_same_person(first, second);
}

}  // namespace aftale::cases
