#pragma once
#include <boost/container/small_vector.hpp>
#include <cstddef>

namespace aftale {

/// A list that is nearly always short: up to `usual` items lie in the value itself, so that copying it allocates
/// nothing. Otherwise as std::vector.
template <class T, std::size_t usual>
using Few = boost::container::small_vector<T, usual>;

}  // namespace aftale
