#include "engine/commands/fault.h"

#include "engine/commands/reason.h"

namespace aftale::commands {

Text done(const Fault& fault) {
  const Text what{"Sagen gik i fejl", "The case is faulted"};
  if (fault.reason.find('\n') == std::string::npos) return with_reason(what, fault.reason);
  const Text why = reason_of_fault(fault.reason);
  return {what.da + ": " + why.da, what.en + ": " + why.en};
}

Text reason_of_fault(const std::string& reason) {
  const std::size_t second = reason.find('\n');
  if (second == std::string::npos) return same_text(reason);
  return {reason.substr(0, second), reason.substr(second + 1)};
}

}  // namespace aftale::commands
