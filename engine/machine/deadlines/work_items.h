#pragma once
#include <vector>

#include "engine/machine/chart/run.h"

/// Work items, a projection of the configuration.
namespace aftale::machine {

/// Somebody can act in it: an atomic state with events or a ballot, or without anything of its own where a state around
/// it takes events. Not where only dates lead away.
bool is_work(const model::Chart& chart, model::StateIx state);
/// Gives a state that was entered its work item, if somebody can act in it.
Result<void> open_item(Run& run, BranchNo branch, model::StateIx state);
/// The state is being left.
void close_item(Run& run, BranchNo branch, const ActiveState& active, WorkItem::Status status,
                const std::string& outcome);
/// Writes the row of an open item anew: overdue, postponed, another due date.
void refresh_item(Run& run, BranchNo branch, const ActiveState& active);

/// An open item.
struct OpenWork {
  BranchNo branch;
  model::StateIx state;
};
/// The open items at or below a state, branches included, in document and branch order.
std::vector<OpenWork> open_work(const Run& run, BranchNo branch, model::StateIx state);

/// Writes the rows of all of these anew.
void refresh_items(Run& run, BranchNo branch, model::StateIx state);

/// The deadline that counts for a state: the earliest of its own, else of the nearest state around it that has one.
struct Nearest {
  BranchNo branch = 0;
  const DeadlineState* deadline = nullptr;
};
Nearest nearest_deadline(const Run& run, BranchNo branch, model::StateIx state);

}  // namespace aftale::machine
