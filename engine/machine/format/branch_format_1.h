#pragma once
#include "engine/machine/case.h"
#include "engine/machine/format/archive.h"

/// Format 1 of the bytes of a branch: its place, its configuration, its data and what the bodies said.
namespace aftale::machine {

void branch_format_1(Encoder& out, const Branch& branch);
void branch_format_1(Decoder& in, Branch& branch);

}  // namespace aftale::machine
