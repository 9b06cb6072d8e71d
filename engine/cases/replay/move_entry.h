#pragma once
#include <vector>

#include "engine/cases/definitions.h"
#include "engine/cases/working_copy.h"
#include "engine/machine/input.h"
#include "engine/records/rows.h"

/// Moves to another definition, as entries of a journal that is replayed.
namespace aftale::cases {

/// A `move` entry of a journal, with the definition that it goes to.
struct MoveEntry {
  machine::MoveTo input;
  model::DefinitionPtr to;
};
/// Error: damaged.
Result<MoveEntry> read_move(Definitions& definitions, const records::JournalRow& row);

/// Does a `move` entry again: from here on the case follows the definition that it names, and the step that is given is
/// to be taken. Errors: of machine::carry, with nothing changed; damaged.
Result<machine::Step> move_on(Definitions& definitions, WorkingCopy& work, const records::JournalRow& row,
                              const machine::Moment& moment);

/// The definition that a case followed when it was opened; `now` where it has never moved.
Result<Digest> first_definition(const Digest& now, const std::vector<records::JournalRow>& entries);

}  // namespace aftale::cases
