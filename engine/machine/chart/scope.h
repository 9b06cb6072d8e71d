#pragma once
#include "engine/feel/expression.h"
#include "engine/machine/chart/run.h"

namespace aftale::machine {

/// What an expression of this case may work inside functions.
inline std::size_t effort_of(const Run& run) {
  return run.keeps_facts() ? limits::kFeelEffort : limits::kFeelEffortBefore;
}

/// The names and functions of an expression that stands at `state` of `branch`, over the working copy of a case.
/// Cheap to make; borrows everything; lives for one evaluation.
class CaseScope final : public feel::Scope, public feel::Host {
 public:
  /// `for_date`: `entered` is later by the days on which the case rested meanwhile.
  CaseScope(const Run& run, BranchNo branch, model::StateIx state, const feel::Value* element = nullptr,
            bool for_date = false)
      : run_(run), branch_(branch), state_(state), element_(element), for_date_(for_date) {}

  feel::Value value(feel::Slot slot) const override;
  const feel::Value* find(feel::Slot slot) const override;
  std::optional<feel::Value> member(feel::Slot slot, std::string_view name) const override;
  feel::Value call(int id, std::span<const feel::Value> arguments, const feel::Budget& left,
                   std::vector<Diagnostic>& diagnostics) const override;
  std::size_t effort() const override { return effort_of(run_); }
  time::Instant now() const override { return run_.moment().now; }
  const time::Zone& zone() const override { return run_.definition().calendar.zone; }

 private:
  const feel::Value* variable(const model::SlotMeaning& meaning) const;
  time::CivilDate entered() const;

  const Run& run_;
  BranchNo branch_;
  model::StateIx state_;
  const feel::Value* element_;
  bool for_date_;
};

}  // namespace aftale::machine
