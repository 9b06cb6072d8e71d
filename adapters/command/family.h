#pragma once
#include <sys/types.h>

#include <cstddef>
#include <vector>

namespace aftale::command {

/// The processes that live and come from `ancestor` by however many births, as /proc tells; itself left out.
std::vector<pid_t> descendants_of(pid_t ancestor);

/// Ends a child of ours that has not been waited for, and everything that it has started, in whatever group or session:
/// the child is stopped, its descendants are killed until none is left, then the child itself. It must be a child
/// subreaper (PR_SET_CHILD_SUBREAPER), so that those whose parent has ended come to it and stay its descendants.
/// Returns how many lived on a second later, which only those of another user can.
std::size_t end_family(pid_t child);

}  // namespace aftale::command
