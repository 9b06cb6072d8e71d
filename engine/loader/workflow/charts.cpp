#include "engine/loader/workflow/chart_end.h"

#include <algorithm>
#include <tuple>

#include "engine/loader/workflow/states.h"
#include "engine/loader/workflow/transitions.h"

namespace aftale::loader {

using model::ChartIx;

namespace {

void number_transitions(WorkflowFile& file, ChartIx ix) {
  std::vector<model::Transition*> all;
  const auto add = [&all](Transitions& list) {
    for (model::Transition& transition : list) all.push_back(&transition);
  };
  for (model::State& each : file.chart(ix).states) {
    for (auto& on : each.on) add(on.second);
    add(each.always);
    for (model::TimedRule& rule : each.timed) add(rule.transitions);
    for (model::Deadline& deadline : each.deadlines) add(deadline.then);
    if (each.for_each) {
      add(each.for_each->decide);
      add(each.for_each->done);
      add(each.for_each->empty);
    }
    add(each.done);
  }
  std::stable_sort(all.begin(), all.end(), [](const model::Transition* left, const model::Transition* right) {
    return std::tie(left->at.line, left->at.column) < std::tie(right->at.line, right->at.column);
  });
  std::uint16_t number = 0;
  for (model::Transition* transition : all) transition->number = number++;
  file.chart(ix).transitions = number;
}

}  // namespace

void finish_chart(WorkflowFile& file, ChartIx ix) {
  fill_states(file, ix);
  number_transitions(file, ix);
  // `empty` is `done` where the file says nothing else; a copy keeps its number.
  for (model::State& each : file.chart(ix).states) {
    if (each.for_each && each.for_each->empty.empty()) each.for_each->empty = each.for_each->done;
  }
}

}  // namespace aftale::loader
