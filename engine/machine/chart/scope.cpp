#include "engine/machine/chart/scope.h"

#include "engine/machine/chart/case_functions.h"
#include "engine/machine/chart/children.h"
#include "engine/machine/chart/documents.h"
#include "engine/machine/chart/shapes.h"

namespace aftale::machine {

using feel::Value;

const Value* CaseScope::variable(const model::SlotMeaning& meaning) const {
  BranchNo no = branch_;
  for (std::uint8_t depth = meaning.depth; depth > 0; --depth) no = run_.branch(no).parent;
  const auto& values = run_.branch(no).values;
  return meaning.index < values.size() ? &values[meaning.index] : nullptr;
}

time::CivilDate CaseScope::entered() const {
  for (const ActiveState& active : run_.branch(branch_).active) {
    if (active.state == state_) return for_date_ ? active.entered.plus_days(active.rested) : active.entered;
  }
  const Case& instance = run_.instance();
  if (state_ == 0 && for_date_ && run_.keeps_facts() && instance.revision != 0)
    return run_.definition().calendar.zone.date_of(instance.opened);
  return run_.effective();
}

const Value* CaseScope::find(feel::Slot slot) const {
  const model::SlotMeaning meaning = model::SlotMeaning::of(slot);
  switch (meaning.kind) {
    case model::SlotMeaning::Kind::variable:
      return variable(meaning);
    case model::SlotMeaning::Kind::element:
      return element_;
    case model::SlotMeaning::Kind::organisation:
      return &run_.definition().organisation_values.on(run_.day(), run_.instance().semantics >= 4);
    default:
      return nullptr;
  }
}

std::optional<Value> CaseScope::member(feel::Slot slot, std::string_view name) const {
  const model::SlotMeaning meaning = model::SlotMeaning::of(slot);
  if (meaning.kind != model::SlotMeaning::Kind::event) return std::nullopt;
  return event_member(run_, run_.chart(branch_), name);
}

Value CaseScope::value(feel::Slot slot) const {
  if (const Value* const found = find(slot)) return *found;
  const model::SlotMeaning meaning = model::SlotMeaning::of(slot);
  switch (meaning.kind) {
    case model::SlotMeaning::Kind::counter:
      return Value::integer(counter(run_, branch_, state_, meaning.index));
    case model::SlotMeaning::Kind::event:
      return event_value(run_, run_.chart(branch_));
    case model::SlotMeaning::Kind::today:
      return Value(run_.day());
    case model::SlotMeaning::Kind::entered:
      return Value(entered());
    case model::SlotMeaning::Kind::case_:
      return case_value(run_);
    case model::SlotMeaning::Kind::documents: {
      feel::List all;
      for (std::uint16_t n = 0; n < run_.definition().root().documents.size(); ++n) {
        const std::optional<Held> held = held_in(run_, branch_, n);
        if (!held) continue;
        Value document = document_value(run_, *held);
        if (document.kind() != feel::Kind::list)
          all.push_back(std::move(document));
        else
          for (const Value& one : document.items()) all.push_back(one);
      }
      return Value::list(std::move(all));
    }
    case model::SlotMeaning::Kind::variable:
    case model::SlotMeaning::Kind::element:
    case model::SlotMeaning::Kind::organisation:
      break;
  }
  return Value();
}

Value CaseScope::call(int id, std::span<const Value> arguments, const feel::Budget& left,
                      std::vector<Diagnostic>& diagnostics) const {
  return call_case_function(run_, branch_, id, arguments, *this, left, diagnostics);
}

}  // namespace aftale::machine
