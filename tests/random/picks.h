#pragma once
#include <rapidcheck.h>

#include <cstddef>
#include <vector>

namespace aftale::random {

/// From 0 to n - 1; towards 0 when a failure is made smaller.
inline std::size_t below(std::size_t n) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::size_t>(0, n));
}
/// True in `percent` of the cases; towards false when a failure is made smaller.
inline bool chance(std::size_t percent) {
  return below(100) >= 100 - percent;
}
template <class T>
const T& one_of(const std::vector<T>& all) {
  return all[below(all.size())];
}

}  // namespace aftale::random
