#include "engine/cases/explanation/scene.h"

#include <algorithm>

#include "engine/drawing/main_way.h"
#include "engine/machine/possible.h"

namespace aftale::cases::explanation {

using machine::BranchStatus;

namespace {

/// No other active state lies in it.
bool is_innermost(const model::Chart& chart, const machine::Branch& branch, model::StateIx state) {
  return std::none_of(branch.active.begin(), branch.active.end(), [&](const machine::ActiveState& other) {
    return other.state > state && other.state < chart.states[state].end;
  });
}

}  // namespace

bool Scene::is_asked_about(const std::string& address) const {
  return step.empty() || address == step || address.starts_with(step + "/");
}

std::vector<Scene::Standing> Scene::standings() const {
  std::vector<Standing> found;
  for (const machine::BranchPtr& branch : instance.branches) {
    if (branch->status != BranchStatus::running || branch->superseded) continue;
    if (step.empty() && branch->no != 0) continue;
    const model::Chart& own = definition.charts[branch->chart];
    for (std::size_t n = 0; n < branch->active.size(); ++n) {
      if (!is_innermost(own, *branch, branch->active[n].state)) continue;
      const Standing at{branch->no, branch->active[n].state, branch->active[n].entered};
      if (is_asked_about(address(at))) found.push_back(at);
    }
  }
  // Of a step with branches inside, the step; those inside are told of as its branches.
  std::vector<Standing> outer;
  for (const Standing& one : found) {
    const std::string own = address(one);
    const bool inside = std::any_of(found.begin(), found.end(),
                                    [&](const Standing& other) { return own.starts_with(address(other) + "/"); });
    if (!inside) outer.push_back(one);
  }
  return outer;
}

const model::Chart& Scene::chart(const Standing& at) const {
  return definition.charts[instance.branches[at.branch]->chart];
}

const model::State& Scene::state(const Standing& at) const {
  return chart(at).states[at.state];
}

std::string Scene::address(const Standing& at) const {
  return machine::address_of(definition, instance, {at.branch, at.state});
}

Text Scene::title(const Standing& at) const {
  const Text& own = state(at).title;
  if (own.empty()) return same_text(state(at).id);
  return machine::filled(own, definition, instance, *instance.branches[at.branch]);
}

const Matrix* Scene::matrix(const Standing& at) const {
  if (!state(at).for_each) return nullptr;
  const std::string wanted = address(at);
  const auto found =
      std::find_if(matrices.begin(), matrices.end(), [&](const Matrix& one) { return one.step == wanted; });
  return found == matrices.end() ? nullptr : &*found;
}

bool Scene::waits_for_a_date(const Standing& at) const {
  const drawing::MainExit exit = drawing::main_exit(definition, instance.branches[at.branch]->chart, at.state);
  return exit.transition && exit.way == model::Way::timed;
}

std::vector<const records::WorkItemRow*> Scene::open_items() const {
  std::vector<std::string> dated;
  for (const Standing& at : standings()) {
    if (waits_for_a_date(at)) dated.push_back(address(at));
  }
  std::vector<const records::WorkItemRow*> open;
  for (const records::WorkItemRow& item : items) {
    if (item.status != lifecycle::ItemStatus::open || !is_asked_about(item.step)) continue;
    if (std::find(dated.begin(), dated.end(), item.step) != dated.end()) continue;
    const auto no = static_cast<std::size_t>(item.branch);
    bool kept = false;
    for (std::size_t at = no; at != 0 && at < instance.branches.size(); at = instance.branches[at]->parent)
      kept = kept || instance.branches[at]->kept;
    if (!kept) open.push_back(&item);
  }
  return open;
}

}  // namespace aftale::cases::explanation
