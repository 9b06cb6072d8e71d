#include "engine/machine/branches/rounds.h"

#include <algorithm>

#include "engine/base/limits.h"
#include "engine/machine/bodies/addressees.h"
#include "engine/machine/branches/ending.h"
#include "engine/machine/branches/renewals.h"
#include "engine/machine/chart/address.h"
#include "engine/machine/chart/children.h"
#include "engine/machine/chart/evaluate.h"
#include "engine/machine/chart/titles.h"

namespace aftale::machine::branches {

using model::StateIx;

Result<std::vector<Element>> elements(const Run& run, Fork at) {
  const model::ForEach& for_each = *run.chart(at.parent).states[at.state].for_each;
  AFTALE_TRY(const feel::Value in, value_of(run, at.parent, at.state, for_each.in));
  std::vector<Element> out;
  const auto add = [&](const feel::Value& value) -> Result<void> {
    AFTALE_TRY(const feel::Value key, value_of(run, at.parent, at.state, for_each.key, &value));
    return add_element(run, for_each, address_of(run, at.parent, at.state), value, key, out);
  };
  if (in.kind() == feel::Kind::list) {
    for (const feel::Value& value : in.items()) AFTALE_TRY_VOID(add(value));
  } else if (!in.is_null()) {
    AFTALE_TRY_VOID(add(in));
  }
  return out;
}

std::uint32_t next_round(const Run& run, BranchNo parent, StateIx state, const std::string& element) {
  std::uint32_t round = 0;
  for (BranchNo no = 1; no < run.branch_count(); ++no) {
    const Branch& child = run.branch(no);
    if (child.parent == parent && child.origin == state && child.element == element)
      round = std::max(round, child.round);
  }
  return round + 1;
}

Result<Branch*> make_child(Run& run, Fork at, const Element& element, std::uint32_t ordinal, std::uint32_t round) {
  if (run.branch_count() >= limits::kBranchesMax) {
    return fail(Error::Kind::refused, "too-large",
                Text{"Sagen får flere end " + std::to_string(limits::kBranchesMax) + " grene",
                     "The case gets more than " + std::to_string(limits::kBranchesMax) + " branches"});
  }
  const model::State& state = run.chart(at.parent).states[at.state];
  Branch child;
  child.parent = at.parent;
  child.origin = at.state;
  child.ordinal = ordinal;
  child.round = round;
  child.status = BranchStatus::waiting;
  child.element = element.key;
  child.key = address_of(run, at.parent, at.state);
  if (state.for_each) child.key += "/" + escaped(element.key);
  if (round > 1) child.key += "#" + std::to_string(round);
  child.chart = state.for_each ? state.for_each->body : state.call->chart;
  const model::Chart& chart = run.chart(child);
  child.values.resize(chart.variables.size());
  if (state.for_each) {
    // A record that nobody knows is called by its key.
    const bool record = element.value.kind() == feel::Kind::context && !element.value.entries().find("title") &&
                        !run.definition().organisation_values.registered(element.value);
    child.title = record ? std::make_shared<const Text>(same_text(element.key)) : title_of(run, element.value);
    if (state.for_each->sequential && element.value.kind() == feel::Kind::context) {
      const feel::Value* with_previous = element.value.entries().find("with_previous");
      child.with_previous = with_previous && with_previous->is_true();
    }
    if (state.for_each->as != model::kNone) child.values[state.for_each->as] = element.value;
  } else {
    child.title = std::make_shared<const Text>(title_of_state(state));
  }
  for (const auto& [variable, expression] : state.for_each ? state.for_each->with : state.call->with) {
    AFTALE_TRY(feel::Value value,
               value_of(run, at.parent, at.state, expression, state.for_each ? &element.value : nullptr));
    AFTALE_TRY_VOID(assign(expression, chart.variables[variable], std::move(value), child.values[variable]));
  }
  return &run.add(std::move(child));
}

Result<bool> start_waiting(Macrostep& macrostep, Fork at) {
  Run& run = macrostep.run();
  const bool sequential = run.chart(at.parent).states[at.state].for_each->sequential;
  if (counter(run, at.parent, at.state, model::kCounterWaiting) == 0) return false;
  if (sequential && counter(run, at.parent, at.state, model::kCounterRunning) != 0) return false;
  bool started = false;
  for (const BranchNo no : children_in_order(run, at.parent, at.state)) {
    const Branch& child = run.branch(no);
    if (child.status != BranchStatus::waiting) continue;
    if (sequential && started && !child.with_previous) break;
    AFTALE_TRY_VOID(macrostep.start(no));
    started = true;
    if (!is_active(run.branch(at.parent), at.state)) break;
  }
  if (started) macrostep.agenda().watch(at.parent, at.state);
  return started;
}

Result<bool> match_children(Run& run, Fork at, const std::vector<Element>& list) {
  bool other = false;
  const std::vector<BranchNo> before = children_in_order(run, at.parent, at.state);
  for (const BranchNo no : before) {
    const Branch& child = run.branch(no);
    const auto element =
        std::find_if(list.begin(), list.end(), [&](const Element& one) { return one.key == run.branch(no).element; });
    const bool open = child.status == BranchStatus::running || child.status == BranchStatus::waiting;
    if (element == list.end()) {
      if (open) cancel(run, no);
      other = other || open;
    } else if (const auto place = static_cast<std::uint32_t>(element - list.begin()); place != child.ordinal) {
      run.write(no).ordinal = place;
    }
  }
  for (std::size_t i = 0; i < list.size(); ++i) {
    const bool known = std::any_of(before.begin(), before.end(), [&](BranchNo no) {
      const Branch& child = run.branch(no);
      return child.element == list[i].key && child.status != BranchStatus::cancelled;
    });
    if (known) continue;
    for (const BranchNo no : before) {
      if (run.branch(no).element == list[i].key) run.write(no).superseded = true;
    }
    AFTALE_TRY(const Branch* child, make_child(run, at, list[i], static_cast<std::uint32_t>(i),
                                               next_round(run, at.parent, at.state, list[i].key)));
    static_cast<void>(child);
    other = true;
  }
  return other;
}

Result<void> new_round(Macrostep& macrostep, BranchNo no) {
  Run& run = macrostep.run();
  const Branch& old = run.branch(no);
  const Fork at{old.parent, old.origin};
  AFTALE_TRY(const std::vector<Element> list, elements(run, at));
  const auto element =
      std::find_if(list.begin(), list.end(), [&](const Element& one) { return one.key == run.branch(no).element; });
  Branch& last = run.write(no);
  last.kept = false;
  last.again = false;
  if (!last.renewals.empty()) drop_renewals(run, no);
  if (element == list.end()) return {};
  last.superseded = true;
  AFTALE_TRY(const Branch* child,
             make_child(run, at, *element, last.ordinal, next_round(run, at.parent, at.state, last.element)));
  const BranchNo next = child->no;
  if (!run.chart(at.parent).states[at.state].for_each->sequential) AFTALE_TRY_VOID(macrostep.start(next));
  macrostep.agenda().watch(at.parent, at.state);
  return {};
}

}  // namespace aftale::machine::branches
