#pragma once
#include "engine/feel/syntax/parsing.h"

namespace aftale::feel {

/// A type as it is written: `number`, `list<string>`, `context<a: date>`, or one that the host named.
Type read_type(Parsing& parse);

}  // namespace aftale::feel
