#pragma once
#include <string>
#include <vector>

#include "engine/cases/read_model.h"
#include "engine/cases/replay/replayer.h"

/// Striking an entry of a living case: it is replayed without it, as every later replay will do, and people are told
/// what no longer holds of what they were told.
namespace aftale::cases {

struct Corrected {
  WorkingCopy settled;  ///< as it was given
  WorkingCopy work;     ///< the case as it is now, with everything that is to be written
  machine::Step step;   ///< of the correction's own entry
  /// The case written whole, as it stands and without the entry: what a correction is compared by.
  records::Commit before, after;
  /// It would undo what two people did, or leave out what two must do: it takes two as well (proposals.h), who are
  /// looked for among the case's `entries`.
  bool takes_two = false;
  std::vector<records::JournalRow> entries = {};
};

/// `work` is settled until `moment`. `pending`: entries of the case that are not committed yet. Errors: refused
/// `would-break` with the first later entry that no longer fits, `already-struck`, `not-struck`, `unknown-entry`;
/// damaged, where the journal cannot be replayed.
Result<Corrected> correct(const ReadModel& in, const WorkingCopy& work, const std::vector<records::JournalRow>& pending,
                          const machine::Correct& correct, const machine::Moment& moment);

/// Whether a message says that another one no longer holds.
bool is_notice(const records::OutboxRow& row, const std::string& case_key);

}  // namespace aftale::cases
