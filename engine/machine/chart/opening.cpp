#include "engine/machine/chart/opening.h"

#include <algorithm>

#include "engine/machine/chart/evaluate.h"
#include "engine/machine/chart/refusal.h"

namespace aftale::machine {

namespace {

std::vector<std::string> input_names(const model::Chart& chart) {
  std::vector<std::string> names;
  for (const model::Variable& variable : chart.variables) {
    if (variable.role == model::Variable::Role::input) names.push_back(variable.id);
  }
  return names;
}

Result<void> take_inputs(const model::Chart& chart, const Open& open, Branch& branch) {
  for (const auto& [name, value] : open.inputs) {
    const auto found =
        std::find_if(chart.variables.begin(), chart.variables.end(), [n = &name](const model::Variable& variable) {
          return variable.role == model::Variable::Role::input && variable.id == *n;
        });
    if (found == chart.variables.end()) {
      return refuse("unknown-name", {"Forløbet spørger ikke om " + name, "The workflow does not ask for " + name},
                    input_names(chart));
    }
    if (!feel::conforms(value, found->type)) {
      return refuse("bad-value", {name + " er " + value.feel() + ", men skal være " + found->declared.text(),
                                  name + " is " + value.feel() + ", but must be " + found->declared.text()});
    }
    branch.values[static_cast<std::size_t>(found - chart.variables.begin())] = value;
  }
  for (std::size_t i = 0; i < chart.variables.size(); ++i) {
    const model::Variable& variable = chart.variables[i];
    if (variable.role != model::Variable::Role::input || variable.optional || !branch.values[i].is_null()) continue;
    const std::string title = variable.title.empty() ? "" : " (" + variable.title.in(Language::da) + ")";
    return refuse("missing-data",
                  {variable.id + title + " mangler; skriv " + variable.id + "=… (" + variable.declared.text() + ")",
                   variable.id + " is missing; write " + variable.id + "=… (" + variable.declared.text() + ")"},
                  input_names(chart));
  }
  return {};
}

}  // namespace

Result<void> check_validity(const Run& run) {
  const model::Organisation& organisation = run.definition().organisation;
  const bool early = organisation.valid_from && run.effective() < *organisation.valid_from;
  const bool late = organisation.valid_to && run.effective() > *organisation.valid_to;
  if (!early && !late) return {};
  const time::CivilDate edge = early ? *organisation.valid_from : *organisation.valid_to;
  return refuse(
      "check-failed",
      {organisation.title.in(Language::da) + (early ? " gælder først fra " : " gælder kun til ") + edge.iso(),
       organisation.title.in(Language::en) + (early ? " is valid only from " : " is valid only until ") + edge.iso()});
}

Result<void> name_case(Run& run) {
  const model::Workflow& workflow = run.definition().root();
  Text title = workflow.title.empty() ? same_text(workflow.name) : workflow.title;
  title = {title.in(Language::da) + " · " + run.instance().key, title.in(Language::en) + " · " + run.instance().key};
  if (workflow.case_title) {
    AFTALE_TRY(const feel::Value value, value_of(run, 0, 0, workflow.case_title));
    if (!value.is_null()) title = same_text(value.plain());
  }
  run.step().title = std::move(title);
  return {};
}

Result<void> open_case(Macrostep& macrostep, const Open& open) {
  Run& run = macrostep.run();
  if (!run.scxml()) AFTALE_TRY_VOID(check_validity(run));
  const model::Workflow& workflow = run.definition().root();
  const model::Chart& chart = run.definition().root_chart();
  Branch root;
  root.chart = workflow.chart;
  root.status = BranchStatus::waiting;
  root.opened_by = open.origin;
  root.values.resize(chart.variables.size());
  AFTALE_TRY_VOID(take_inputs(chart, open, root));
  run.add(std::move(root));
  AFTALE_TRY_VOID(name_case(run));
  run.step().meaning = "opened";
  AFTALE_TRY_VOID(macrostep.start(0));
  return macrostep.rest();
}

}  // namespace aftale::machine
