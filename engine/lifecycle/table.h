#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/base/check.h"

namespace aftale::lifecycle {

/// What a fixed life cycle answers to every (status, event) pair. Filled once by driving the chart (chart.h), then
/// only read: no two threads ever see it change.
template <class Status, class Event, std::size_t Statuses, std::size_t Events>
struct Table {
  using StatusType = Status;
  using EventType = Event;

  /// Where the chart stands after it was restored to a status, and how many statuses it entered on the way there.
  struct Restored {
    Status status{};
    int entered = 0;
  };
  std::array<Restored, Statuses> restored{};
  std::array<std::array<std::optional<Status>, Events>, Statuses> after{};

  const std::optional<Status>& next(Status from, Event event) const {
    const auto row = static_cast<std::size_t>(from), column = static_cast<std::size_t>(event);
    AFTALE_CHECK(row < Statuses && column < Events);
    return after[row][column];
  }

  /// In the order of the enumeration.
  std::vector<Event> allowed(Status from) const {
    std::vector<Event> events;
    for (std::size_t column = 0; column < Events; ++column) {
      const auto event = static_cast<Event>(column);
      if (next(from, event)) events.push_back(event);
    }
    return events;
  }
};

/// The value whose `name` is `word`. Declared by the header of each enumeration; exact, lower case.
template <class Enum>
std::optional<Enum> from_name(std::string_view word);

/// True if the list names 0, 1, 2 ... in order, so that a value is its own index.
template <class Enum, std::size_t Count>
constexpr bool in_order(const std::array<Enum, Count>& all, Enum last) {
  for (std::size_t i = 0; i < Count; ++i) {
    if (static_cast<std::size_t>(all[i]) != i) return false;
  }
  return Count == static_cast<std::size_t>(last) + 1;
}

/// Linear: the lists are short, and rows are decoded far less often than stepped.
template <class Enum, std::size_t Count>
std::optional<Enum> find_named(const std::array<Enum, Count>& all, std::string_view word) {
  for (const Enum value : all) {
    if (name(value) == word) return value;
  }
  return std::nullopt;
}

}  // namespace aftale::lifecycle
