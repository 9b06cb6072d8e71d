#pragma once
#include "engine/feel/syntax/parsing.h"

namespace aftale::feel {

/// A call of the host whose first argument is a literal (`decision("quorum", {present: 3})`): the literal says which
/// inputs are wanted and what comes back. Sets the type of `call`; findings `unknown-input`, `missing-input` and
/// `wrong-type`.
void check_signature(Parsing& parse, Node& call, const Names::HostFunction& function);

}  // namespace aftale::feel
