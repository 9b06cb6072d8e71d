#include "engine/machine/chart/titles.h"

#include <functional>
#include <string_view>

#include "engine/machine/possible.h"

namespace aftale::machine {

namespace {

/// The branch of a number, in a case or while a step is computed.
using Branches = std::function<const Branch&(BranchNo)>;

const feel::Value* variable(const model::Definition& definition, const Branches& branches, const Branch* branch,
                            std::string_view name) {
  for (;; branch = &branches(branch->parent)) {
    const std::vector<model::Variable>& variables = definition.charts[branch->chart].variables;
    for (std::size_t i = 0; i < variables.size() && i < branch->values.size(); ++i) {
      if (variables[i].id == name) return &branch->values[i];
    }
    // A called workflow sees nothing of its caller.
    if (branch->no == 0 || definition.charts[branch->chart].parent == model::kNone) return nullptr;
  }
}

std::string value_at(const model::Definition& definition, const Branches& branches, const Branch& branch,
                     std::string_view path) {
  std::size_t end = path.find('.');
  const feel::Value* value = variable(definition, branches, &branch, path.substr(0, end));
  while (value && end != std::string_view::npos) {
    path.remove_prefix(end + 1);
    end = path.find('.');
    value = value->kind() == feel::Kind::context ? value->entries().find(path.substr(0, end)) : nullptr;
  }
  if (value && value->kind() == feel::Kind::context) value = value->entries().find("title");
  return value && !value->is_null() ? value->plain() : std::string();
}

std::string filled(const std::string& text, const model::Definition& definition, const Branches& branches,
                   const Branch& branch) {
  std::string out;
  for (std::size_t from = 0;;) {
    const std::size_t begin = text.find("{{", from);
    const std::size_t end = begin == std::string::npos ? begin : text.find("}}", begin);
    out.append(text, from, end == std::string::npos ? end : begin - from);
    if (end == std::string::npos) return out;
    out += value_at(definition, branches, branch, std::string_view(text).substr(begin + 2, end - begin - 2));
    from = end + 2;
  }
}

Text filled(const Text& title, const model::Definition& definition, const Branches& branches, const Branch& branch) {
  return {filled(title.da, definition, branches, branch), filled(title.en, definition, branches, branch)};
}

}  // namespace

Text title_of_state(const model::State& state) {
  return state.title.empty() ? same_text(state.id) : state.title;
}

Text title_of_end(const model::Chart& chart, const std::string& outcome) {
  for (const model::State& state : chart.states) {
    const bool gives = (state.outcome.empty() ? state.id : state.outcome) == outcome;
    if (state.type == model::State::Type::final && gives && !state.title.empty()) return state.title;
  }
  return same_text(outcome);
}

bool holds_values(const Text& title) {
  return title.da.find("{{") != std::string::npos || title.en.find("{{") != std::string::npos;
}

Text filled(const Text& title, const model::Definition& definition, const Case& instance, const Branch& branch) {
  if (!holds_values(title)) return title;
  return filled(
      title, definition, [&](BranchNo no) -> const Branch& { return *instance.branches[no]; }, branch);
}

Text filled(const Text& title, const Run& run, const Branch& branch) {
  if (!holds_values(title)) return title;
  return filled(
      title, run.definition(), [&](BranchNo no) -> const Branch& { return run.branch(no); }, branch);
}

Text titles_down_to(const Run& run, BranchNo branch) {
  if (branch == 0) return run.instance().title;
  Text text;
  for (BranchNo no = branch; no != 0; no = run.branch(no).parent) {
    const Branch& each = run.branch(no);
    if (each.element.empty()) continue;  // a called workflow has no name of its own
    const auto before = [&](Language language, const std::string& inner) {
      return each.title->in(language) + (inner.empty() ? "" : ", " + inner);
    };
    text = {before(Language::da, text.da), before(Language::en, text.en)};
  }
  return text.empty() ? *run.branch(branch).title : text;
}

}  // namespace aftale::machine
