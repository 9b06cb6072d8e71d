#pragma once
#include <string_view>

#include "engine/lifecycle/case_life.h"

namespace aftale::commands {

/// What every kind says of itself, as `kKind` of the struct that the machine takes. Beside it stands `Asked`, the
/// struct that a person asks with: the same one, one with words where the machine takes values, or void where only the
/// engine makes it. The other things that a kind may say are functions in its own file, found where they are there:
///   `fields(visit, row)`       of both structs; the only one that each must have (fields.h)
///   `act_of(asked)`            what only the secretariat may do: "Suspending a case"; else the steps say who may
///   `check(asked, key)`        limits other than those of its texts, for the case `key`
///   `add_to(fingerprint, asked)`  where requests of older programs are recognised by other bytes than its fields
///   `taken(asked, vocabulary)` what the machine takes, where that is another struct or other words
///   `done(taken)`              what a history says of it; else engine/cases/questions/history.cpp does
struct Kind {
  std::string_view name;          ///< in the journal, on the wire and in `--json`
  lifecycle::CaseEvent means;     ///< for the life cycle of the case: what admits it, and where it leads
  std::string_view command = {};  ///< of the command line; empty: there is none
};

}  // namespace aftale::commands
