#pragma once
#include <vector>

#include "engine/base/result.h"
#include "engine/machine/input.h"
#include "engine/records/rows.h"
#include "engine/time/zone.h"

/// Corrections and moves that take two people: those that would undo what two people did, or leave out what two must
/// do. The first one's is kept as an entry that changes nothing (machine::Propose); the same, asked for by another
/// person, is done. Read from the entries of the case alone.
namespace aftale::cases {

/// Whether another person has proposed it, and it has not been done since; false where nobody has. Error: refused
/// `second-person`, where the one who asks has proposed it himself. `zone`: for the words of the refusal.
Result<bool> is_agreed(const std::vector<records::JournalRow>& entries, const machine::Propose& asked,
                       const machine::Actor& actor, const time::Zone& zone);

/// Whether a correction or a move was done on the proposal of another person.
Result<bool> was_agreed(const std::vector<records::JournalRow>& entries, const records::JournalRow& done);

}  // namespace aftale::cases
