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

Scene::Scene(const model::Definition& of, const machine::Case& here, Rows rows, std::vector<Matrix> lists, Titles names,
             std::string about, time::CivilDate day, MayRead may_read)
    : definition(of),
      instance(here),
      row(rows.row),
      branches(rows.branches),
      items(rows.items),
      matrices(std::move(lists)),
      titles(std::move(names)),
      step(std::move(about)),
      today(day),
      may_read_(std::move(may_read)) {
  find_standings();
  find_open_items();
}

bool Scene::is_asked_about(const std::string& address) const {
  return step.empty() || address == step || address.starts_with(step + "/");
}

bool Scene::may_be_told_of(const std::string& address) const {
  return is_asked_about(address) && (!may_read_ || may_read_(address));
}

void Scene::find_standings() {
  std::vector<std::pair<std::string, Standing>> found;
  for (const machine::BranchPtr& branch : instance.branches) {
    if (branch->status != BranchStatus::running || branch->superseded) continue;
    if (step.empty() && branch->no != 0) continue;
    const model::Chart& own = definition.charts[branch->chart];
    for (const machine::ActiveState& active : branch->active) {
      if (!is_innermost(own, *branch, active.state)) continue;
      const Standing at{branch->no, active.state, active.entered};
      std::string place = address(at);
      if (is_asked_about(place)) found.emplace_back(std::move(place), at);
    }
  }
  // Of a step with branches inside, the step; those inside are told of as its branches.
  for (const auto& [own, one] : found) {
    const bool inside = std::any_of(found.begin(), found.end(),
                                    [&place = own](const auto& other) { return place.starts_with(other.first + "/"); });
    if (!inside) standings_.push_back(one);
  }
}

void Scene::find_open_items() {
  std::vector<std::string> dated;
  for (const Standing& at : standings_) {
    if (waits_for_a_date(at)) dated.push_back(address(at));
  }
  for (const records::WorkItemRow& item : items) {
    if (item.status != lifecycle::ItemStatus::open || !is_asked_about(item.step) || is_kept(item.branch)) continue;
    if (std::find(dated.begin(), dated.end(), item.step) != dated.end()) continue;
    awaited_ = true;
    if (may_be_told_of(item.step)) open_items_.push_back(&item);
  }
}

bool Scene::waits_for_a_date(const Standing& at) const {
  const drawing::MainExit exit = drawing::main_exit(definition, instance.branches[at.branch]->chart, at.state);
  return exit.transition && exit.way == model::Way::timed;
}

bool Scene::is_kept(std::int64_t branch) const {
  for (auto at = static_cast<machine::BranchNo>(branch); at != 0; at = instance.branches[at]->parent) {
    if (instance.branches[at]->kept) return true;
  }
  return false;
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

}  // namespace aftale::cases::explanation
