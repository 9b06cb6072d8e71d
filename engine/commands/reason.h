#pragma once
#include <string>

#include "engine/base/text.h"

namespace aftale::commands {

/// What was done, and why: "Suspended: the law is missing".
inline Text with_reason(const Text& what, const std::string& reason) {
  return reason.empty() ? what : Text{what.da + ": " + reason, what.en + ": " + reason};
}

}  // namespace aftale::commands
