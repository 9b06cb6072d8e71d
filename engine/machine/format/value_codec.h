#pragma once
#include "engine/feel/value.h"
#include "engine/machine/format/binary.h"
#include "engine/model/definition.h"

namespace aftale::machine {

/// Parties and bodies of the pinned organisation are written as their number in OrganisationValues::references.
/// Functions cannot be kept; the machine refuses to set a variable to one.
void put_value(BinaryWriter& out, const feel::Value& value, const model::Definition& definition);
feel::Value get_value(BinaryReader& in, const model::Definition& definition, int depth);

}  // namespace aftale::machine
