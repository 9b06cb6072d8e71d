#pragma once
#include "engine/machine/case.h"
#include "engine/machine/format/archive.h"

/// Format 3 of the bytes of a branch: other cases, corrections and days of rest.
namespace aftale::machine {

/// Whether the branch holds what format 2 cannot.
bool needs_format_3(const Branch& branch);
void branch_format_3(Encoder& out, const Branch& branch);
void branch_format_3(Decoder& in, Branch& branch);

}  // namespace aftale::machine
