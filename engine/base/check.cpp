#include "engine/base/check.h"

#include <cstdio>
#include <cstdlib>

namespace aftale {

void check_failed(const char* what, const char* file, int line) {
  std::fprintf(stderr, "aftale: %s:%d: broken invariant: %s\n", file, line, what);
  std::fflush(stderr);
  std::abort();
}

}  // namespace aftale
