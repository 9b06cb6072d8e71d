#pragma once
#include "engine/machine/case.h"
#include "engine/machine/format/archive.h"

/// Format 4 of the bytes of a branch: rules of time that fired, users behind proposals, and messages that wait.
namespace aftale::machine {

/// Whether the branch holds what format 3 cannot.
bool needs_format_4(const Branch& branch);
void branch_format_4(Encoder& out, const Branch& branch);
void branch_format_4(Decoder& in, Branch& branch);

}  // namespace aftale::machine
