#include "engine/commands/renew.h"

#include "engine/commands/given_names.h"
#include "engine/commands/limits.h"

namespace aftale::commands {

Result<void> check(const RenewCase& renew, const std::string&) {
  for (const auto& [name, word] : renew.inputs) AFTALE_TRY_VOID(check_text(word));
  return renew.key.empty() ? Result<void>() : check_new_key(renew.key);
}

Text act_of(const RenewCase&) {
  return {"At forny en sag", "Renewing a case"};
}

Result<Renew> taken(const RenewCase& renew, const Vocabulary& vocabulary) {
  AFTALE_TRY(NamedValues values, vocabulary.next_inputs(renew.inputs, renew.shift));
  return Renew{renew.key, std::move(values)};
}

}  // namespace aftale::commands
