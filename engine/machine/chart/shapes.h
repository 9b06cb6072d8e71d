#pragma once
#include <optional>
#include <string_view>

#include "engine/machine/chart/documents.h"
#include "engine/machine/chart/run.h"

/// The case, its event, documents and branches as values of FEEL.
namespace aftale::machine {

/// What `as` of a for_each stood for when the branch was opened: kept as its variable, or handed to the called
/// workflow.
feel::Value element_of(const model::ForEach& for_each, const Branch& branch);

/// The shapes that expressions see; also for `show` and exports.
/// `chart`: of the expression; what an event declares there and was not given is null.
feel::Value event_value(const Run& run, const model::Chart& chart);
/// One member of that, where it need not be made whole; none: it has to be.
std::optional<feel::Value> event_member(const Run& run, const model::Chart& chart, std::string_view name);
feel::Value case_value(const Run& run);
/// `document(n)`: {name, title, file, version (0 = none), frozen, sha256, size, attached}; with `many` a list.
feel::Value document_value(const Run& run, const Held& held);
/// `branches(s)` of a for_each state, in branch order.
feel::Value branches_value(const Run& run, BranchNo parent, model::StateIx state);

}  // namespace aftale::machine
