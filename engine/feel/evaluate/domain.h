#pragma once
#include <cstddef>
#include <cstdint>

#include "engine/feel/evaluate/evaluator.h"

namespace aftale::feel {

/// What an iterator runs through: a list, or numbers or dates up or down.
struct Domain {
  Value list;
  bool counts = false, dates = false;
  std::int64_t from = 0, step = 1;
  std::size_t size = 0;

  Value at(std::size_t place) const {
    if (!counts) return list.items()[place];
    const std::int64_t value = from + step * static_cast<std::int64_t>(place);
    return dates ? Value(time::CivilDate::from_days(value)) : Value::integer(value);
  }
  void count(std::int64_t first, std::int64_t last, bool of_dates) {
    counts = true;
    dates = of_dates;
    from = first;
    step = last < first ? -1 : 1;
    const std::uint64_t distance = last < first ? static_cast<std::uint64_t>(first) - static_cast<std::uint64_t>(last)
                                                : static_cast<std::uint64_t>(last) - static_cast<std::uint64_t>(first);
    size = distance == UINT64_MAX ? distance : distance + 1;
  }
};

/// Finds what the iterator runs through. False, with a diagnostic where something is wrong, if there is nothing.
bool read_domain(Evaluator& evaluator, const Iterator& iterator, Frame& frame, Domain& out);

}  // namespace aftale::feel
