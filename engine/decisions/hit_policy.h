#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "engine/decisions/table.h"

/// What a hit policy makes of the rules that match; one function each, internal to this folder.
namespace aftale::decisions {

/// Whether evaluation may stop at the first match.
bool stops_at_first(HitPolicy hit);
/// The value of one rule: that of the single output, or a context of all.
feel::Value value_of(const Table& table, const Hit& hit);
/// Several rules match a table that allows one result: null with a diagnostic `overlap` naming both rows.
feel::Value clash(const Table& table, const Hit& left, const Hit& right, std::vector<Diagnostic>& diagnostics);

// Each gets at least one hit, in the order of the rows; `outcome.hits` may be put into another order.
feel::Value decide_unique(const Table& table, Outcome& outcome);
feel::Value decide_any(const Table& table, Outcome& outcome);
feel::Value decide_priority(const Table& table, Outcome& outcome, bool all);
feel::Value decide_collect(const Table& table, Outcome& outcome);

}  // namespace aftale::decisions
