#pragma once
#include <array>
#include <cstdint>
#include <string_view>

/// Statuses that follow from the steps of a case, and have no chart of their own. Stored by number: new ones go last.
namespace aftale::lifecycle {

/// One running chart of a case: the case's own, a `for_each` child, a called workflow.
enum class BranchStatus : std::uint8_t {
  waiting,       ///< its turn has not come
  running,       ///< it has steps that are open
  ended,         ///< its chart reached a final state
  not_reported,  ///< passed over: its body never said anything
  cancelled      ///< given up together with what was around it
};
inline constexpr std::array<std::string_view, 5> kBranchStatuses{"waiting", "running", "ended", "not_reported",
                                                                 "cancelled"};

/// A unit of work (WfMC: work item).
enum class ItemStatus : std::uint8_t { open, done, cancelled };
inline constexpr std::array<std::string_view, 3> kItemStatuses{"open", "done", "cancelled"};

/// What a message asks for: whether it is still worth sending when the answer is in.
enum class Asks : std::uint8_t {
  nothing,  ///< says what has happened
  to_come,  ///< reminds of a day that is to come
  missed,   ///< the first to say that the day has passed, which stays true whatever is answered later
  again     ///< asks once more
};

inline std::string_view name(BranchStatus status) {
  return kBranchStatuses[static_cast<std::size_t>(status)];
}
inline std::string_view name(ItemStatus status) {
  return kItemStatuses[static_cast<std::size_t>(status)];
}

}  // namespace aftale::lifecycle
