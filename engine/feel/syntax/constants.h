#pragma once
#include "engine/feel/syntax/parsing.h"

namespace aftale::feel {

/// A date, time or duration that is written out and can never be: `date(2027, 2, 29)` is null when it is evaluated,
/// which may be in two years, so it is found while the text is read. Code `bad-date` or `wrong-type`.
void check_constant(Parsing& parse, const Node& call);

}  // namespace aftale::feel
