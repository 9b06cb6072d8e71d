#include "engine/commands/command.h"

#include "engine/base/limits.h"

namespace aftale::commands {

Result<void> check(const Command& command) {
  AFTALE_TRY_VOID(check_limits(command.intent, command.key));
  AFTALE_TRY_VOID(check_key(command.key));
  if (text_bytes(command.intent) > limits::kEntryTextBytesMax)
    return too_large({"Postens tekst tilsammen", "The text of the entry in all"}, limits::kEntryTextBytesMax);
  static const std::vector<std::string> secretariat{"secretariat"};
  const std::optional<Text> act = act_of_secretariat(command.intent);
  return act ? admit(command.actor, secretariat, *act) : Result<void>();
}

std::string digest_of(const Command& command) {
  Fingerprint fingerprint;
  fingerprint.add(command.key).add(command.effective);
  add_intent(fingerprint, command.intent);
  return fingerprint.hex();
}

std::optional<time::CivilDate> effective_of(const Command& command) {
  if (const auto* record = std::get_if<Record>(&command.intent)) return record->meeting;
  return command.effective;
}

}  // namespace aftale::commands
