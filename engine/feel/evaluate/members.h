#pragma once
#include "engine/feel/evaluate/evaluator.h"

namespace aftale::feel {

/// `a.name`; of a list, that member of each of its items.
Value path_value(Evaluator& evaluator, const Node& node, Frame& frame);
/// A name inside a filter: the item's member if it has one of that name, else what the name means outside.
Value item_member_value(Evaluator& evaluator, const Node& node, Frame& frame);

}  // namespace aftale::feel
