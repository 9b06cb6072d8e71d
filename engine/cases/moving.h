#pragma once
#include <utility>
#include <vector>

#include "engine/cases/engine.h"
#include "engine/cases/move.h"

/// Cases on their way to another definition: for the service, and when a journal is replayed.
namespace aftale::cases {

/// One transaction for all that move. Errors: refused `not-allowed`, `too-large`, findings of the loader,
/// `version-reused`, `bad-value`; not_found `unknown-case`. A case that cannot move is no error but a verdict.
Result<Moved> move(Engine& engine, const Move& order, time::Instant now);

/// The id of what an order does to one case.
RequestId request_of(const Move& order, const std::string& key);

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
