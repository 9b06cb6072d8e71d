#include "engine/commands/fault.h"

#include "engine/commands/reason.h"

namespace aftale::commands {

Text done(const Fault& fault) {
  const Text what{"Sagen gik i fejl", "The case is faulted"};
  const std::size_t second = fault.reason.find('\n');
  if (second == std::string::npos) return with_reason(what, fault.reason);
  return {what.da + ": " + fault.reason.substr(0, second), what.en + ": " + fault.reason.substr(second + 1)};
}

}  // namespace aftale::commands
