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

/// A `move` entry of a journal, with the definition that it goes to.
struct MoveEntry {
  machine::MoveTo input;
  model::DefinitionPtr to;
};
/// Error: damaged.
Result<MoveEntry> read_move(Engine& engine, const ports::JournalRow& row);

/// The definition that a case followed when it was opened: that of its row where it has never moved.
Result<Digest> first_definition(const ports::CaseRow& row, const std::vector<ports::JournalRow>& entries);

}  // namespace aftale::cases
