#pragma once
#include "engine/base/result.h"

namespace aftale::app {

/// Exit codes of both programs; stable.
enum ExitCode : int { kDone = 0, kRefused = 1, kUsage = 2, kNotFound = 3, kUnavailable = 4, kDamaged = 5 };

/// The one switch from kinds of error to exit codes.
inline int exit_code(const Error& error) {
  switch (error.kind) {
    case Error::Kind::refused:
      return kRefused;
    case Error::Kind::usage:
      return kUsage;
    case Error::Kind::not_found:
      return kNotFound;
    case Error::Kind::unavailable:
    case Error::Kind::unknown_outcome:
      return kUnavailable;
    case Error::Kind::damaged:
      return kDamaged;
  }
  return kDamaged;
}

}  // namespace aftale::app
