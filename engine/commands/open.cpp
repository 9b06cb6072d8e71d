#include "engine/commands/open.h"

#include "engine/commands/given_names.h"
#include "engine/commands/limits.h"

namespace aftale::commands {

Result<void> check(const OpenCase& open, const std::string& key) {
  AFTALE_TRY_VOID(check_new_key(key));
  return check_texts(open);
}

Text act_of(const OpenCase&) {
  return {"At åbne en sag", "Opening a case"};
}

Result<Open> taken(const OpenCase& open, const Vocabulary& vocabulary) {
  AFTALE_TRY(NamedValues values, vocabulary.inputs(open.inputs));
  return Open{std::move(values)};
}

Text done(const Open&) {
  return {"Sagen blev åbnet", "The case was opened"};
}

}  // namespace aftale::commands
