#pragma once
#include "engine/feel/syntax/parsing.h"

namespace aftale::feel {

/// The constant that a number or a text in quotes stands for.
Node* read_literal(Parsing& parse, const Token& token);
/// `@"2023-01-31"`: a date, time, date and time or duration by its text.
Node* read_temporal_literal(Parsing& parse);

}  // namespace aftale::feel
