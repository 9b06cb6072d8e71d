#pragma once
#include <string>

#include "engine/base/result.h"
#include "engine/commands/fields.h"
#include "engine/commands/kind.h"
#include "engine/commands/values.h"
#include "engine/commands/vocabulary.h"

/// The next cycle of a case.
namespace aftale::commands {

/// Asks for it: inputs as `recurs` gives them, else as they are, with every date later by `shift` (an ISO period;
/// empty: not at all), and over them `inputs`. Without a key: that of `recurs`.
struct RenewCase {
  std::string key;
  Words inputs;
  std::string shift;
};

/// Opens the next cycle; `inputs` take the place of those that `recurs` gives or that are taken over.
struct Renew {
  using Asked = RenewCase;
  static constexpr Kind kKind{"renew", lifecycle::CaseEvent::note, "renew"};

  std::string key;
  NamedValues inputs;
};

template <class Visitor>
void fields(Visitor& visit, Of<Visitor, RenewCase>& renew) {
  visit.new_key("key", renew.key);
  visit.words("with", renew.inputs);
  visit.name("shift", renew.shift);
}

template <class Visitor>
void fields(Visitor& visit, Of<Visitor, Renew>& renew) {
  visit.name("key", renew.key);
  visit.values("with", renew.inputs);
}

/// What the names stand for is looked up; what was written for each is a text.
Result<void> check(const RenewCase& renew, const std::string& key);
Text act_of(const RenewCase& renew);
Result<Renew> taken(const RenewCase& renew, const Vocabulary& vocabulary);

}  // namespace aftale::commands
