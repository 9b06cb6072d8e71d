#pragma once
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace aftale::model {

/// A workflow as people name it: `name`, or `name@2` for a version of it.
struct WorkflowName {
  std::string name;
  int version = 0;  ///< from 1; 0: the newest

  /// Error: not_found, code `unknown-workflow`, where no version stands behind the `@`.
  static Result<WorkflowName> read(std::string_view word);
};

}  // namespace aftale::model
