#pragma once

namespace aftale {

/// Prints `what` and the place to stderr and aborts: state is never written after a broken invariant.
[[noreturn]] void check_failed(const char* what, const char* file, int line);

}  // namespace aftale

/// An invariant that only our own mistake can break. Stays on in release.
#define AFTALE_CHECK(condition) \
  ((condition) ? static_cast<void>(0) : ::aftale::check_failed(#condition, __FILE__, __LINE__))
