#pragma once
#include <string>
#include <vector>

#include "engine/model/definition.h"
#include "engine/model/graph.h"

/// The way that a workflow takes when all goes well, as its file says it: what is drawn as one column.
namespace aftale::drawing {

/// How a state is left when all goes well.
struct MainExit {
  model::StateIx from = model::kNone;  ///< where the transition stands: the state, or one around it
  model::Way way = model::Way::event;
  const model::Transition* transition = nullptr;  ///< in the chart; null: the state is not left
};

/// Of a state by itself, which may be one around others: a ballot by the yes of its kind; what has a date (`from`,
/// `after`) on that day, since its events are then exceptions; branches by what counts the good end of a branch, else
/// when all are done; a state with steps inside when they are done; any other by the first event in the file that leads
/// somewhere else.
MainExit main_exit(const model::Definition& definition, model::ChartIx chart, model::StateIx state);

/// A state on the main way and how it is left; at the end of the way nothing leads on.
struct MainStep {
  model::StateIx state = 0;
  MainExit exit;
};
/// The innermost states that are passed from the chart's beginning (or that of `top`) on the main way, each once.
std::vector<MainStep> main_way(const model::Definition& definition, model::ChartIx chart, model::StateIx top = 0);

/// The outcome that a chart comes to on its main way; empty where it comes to no end.
std::string good_outcome(const model::Definition& definition, model::ChartIx chart);

}  // namespace aftale::drawing
