#pragma once
#include <string>

#include "engine/commands/fields.h"
#include "engine/commands/kind.h"
#include "engine/commands/reason.h"

namespace aftale::commands {

/// Ends a case for good, wherever it stands.
struct Withdraw {
  using Asked = Withdraw;
  static constexpr Kind kKind{"withdraw", lifecycle::CaseEvent::withdraw, "withdraw"};

  std::string reason;
};

template <class Visitor>
void fields(Visitor& visit, Of<Visitor, Withdraw>& withdraw) {
  visit.text("reason", withdraw.reason);
}

inline Text act_of(const Withdraw&) {
  return {"At trække en sag tilbage", "Withdrawing a case"};
}

inline Text done(const Withdraw& withdraw) {
  return with_reason({"Trukket tilbage", "Withdrawn"}, withdraw.reason);
}

}  // namespace aftale::commands
