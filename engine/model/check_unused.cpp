#include "engine/model/checks.h"
#include "engine/model/graph.h"

/// What is asked for or kept and read by nothing. An optional input may be there for people only (a journal number).
namespace aftale::model {
namespace {

using Used = std::vector<std::vector<bool>>;

std::size_t outwards(const Definition& definition, std::size_t chart, std::size_t depth) {
  for (; depth > 0 && definition.charts[chart].parent != kNone; --depth) chart = definition.charts[chart].parent;
  return chart;
}

void mark(const Definition& definition, std::size_t chart, const feel::Expression& expression, Used& used) {
  if (!expression) return;
  for (const feel::Slot slot : expression.uses()) {
    const SlotMeaning meaning = SlotMeaning::of(slot);
    if (meaning.kind == SlotMeaning::Kind::variable)
      used[outwards(definition, chart, meaning.depth)][meaning.index] = true;
  }
}

void mark_chart(const Definition& definition, std::size_t chart, Used& used) {
  for (const Variable& variable : definition.charts[chart].variables) mark(definition, chart, variable.initial, used);
  for (const State& state : definition.charts[chart].states) {
    each_expression(state, [&](const feel::Expression& expression) { mark(definition, chart, expression, used); });
    each_actions(state, [&](const std::vector<Action>& actions) {
      for (const Action& action : actions) {
        // What is written is shown to people, even if no expression reads it.
        if (const auto* set = std::get_if<SetAction>(&action))
          used[outwards(definition, chart, set->depth)][set->variable] = true;
      }
    });
  }
}

}  // namespace

void check_unused(const Definition& definition, std::vector<Diagnostic>& findings) {
  Used used;
  for (const Chart& chart : definition.charts) used.emplace_back(chart.variables.size());
  for (std::size_t chart = 0; chart < definition.charts.size(); ++chart) mark_chart(definition, chart, used);
  for (const Workflow& workflow : definition.workflows) {
    if (workflow.chart == kNone) continue;
    mark(definition, workflow.chart, workflow.case_title, used);
    for (const Check& check : workflow.checks) mark(definition, workflow.chart, check.when, used);
  }
  for (std::size_t chart = 0; chart < used.size(); ++chart) {
    for (std::size_t i = 0; i < used[chart].size(); ++i) {
      const Variable& variable = definition.charts[chart].variables[i];
      if (used[chart][i] || variable.optional || variable.role == Variable::Role::branch) continue;
      const bool input = variable.role == Variable::Role::input;
      findings.push_back(
          finding("unused", Severity::warning, variable.at,
                  {input ? "Intet bruger " + variable.id + "; skal det kun vises for folk, så skriv optional: true"
                         : "Intet læser eller skriver " + variable.id,
                   input ? "Nothing uses " + variable.id + "; if it is only for people to see, write optional: true"
                         : "Nothing reads or writes " + variable.id}));
    }
  }
}

}  // namespace aftale::model
