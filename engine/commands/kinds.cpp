#include "engine/commands/kinds.h"

#include <string>
#include <vector>

namespace aftale::commands {
namespace {

/// By the events of the life cycle, then by their numbers.
std::vector<std::string> possible_commands(lifecycle::CaseStatus status) {
  std::vector<std::string> commands;
  for (const lifecycle::CaseEvent event : lifecycle::allowed(status)) {
    for (const Kind& kind : Kinds<Input>::kAll) {
      if (kind.means == event && !kind.command.empty()) commands.emplace_back(kind.command);
    }
  }
  return commands;
}

}  // namespace

bool takes(lifecycle::CaseStatus status, InputKind kind) {
  return lifecycle::next(status, described(kind).means).has_value();
}

Result<lifecycle::CaseStatus> admit(lifecycle::CaseStatus status, InputKind kind) {
  const Kind& what = described(kind);
  if (const auto after = lifecycle::next(status, what.means)) return *after;
  const std::string word(what.command.empty() ? what.name : what.command);
  return lifecycle::refuse(status, what.means, word, possible_commands(status));
}

}  // namespace aftale::commands
