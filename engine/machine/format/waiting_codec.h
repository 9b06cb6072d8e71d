#pragma once
#include "engine/machine/case.h"
#include "engine/machine/format/binary.h"

/// Internal to the codec: messages that wait, and meetings that minutes have named.
namespace aftale::machine {

bool holds_waiting(const Branch& branch);
void put_waiting(BinaryWriter& out, const Branch& branch, const model::Definition& definition);
void get_waiting(BinaryReader& in, Branch& branch, const model::Definition& definition);

}  // namespace aftale::machine
