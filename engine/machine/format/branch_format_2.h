#pragma once
#include "engine/machine/case.h"
#include "engine/machine/format/archive.h"

/// Format 2 of the bytes of a branch: escalation, and what takes two people.
namespace aftale::machine {

/// Whether the branch holds what format 1 cannot.
bool needs_format_2(const Branch& branch);
void branch_format_2(Encoder& out, const Branch& branch);
void branch_format_2(Decoder& in, Branch& branch);

}  // namespace aftale::machine
