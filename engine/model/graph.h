#pragma once
#include <functional>
#include <string>
#include <vector>

#include "engine/model/workflow.h"

/// Walks over a chart that several checks share.
namespace aftale::model {

/// Which list of a state a transition stands in.
enum class Way : std::uint8_t { event, always, timed, deadline, decide, done, empty };

/// One list of transitions: the first that can be taken is.
struct TransitionList {
  Way way = Way::event;
  EventIx event = kNone;  ///< of Way::event
  const std::vector<Transition>* transitions = nullptr;
};

/// Every list of `state`, in the order of the file's keys.
std::vector<TransitionList> lists_of(const State& state);
/// Every action list of `state`, those of its transitions included.
void each_actions(const State& state, const std::function<void(const std::vector<Action>&)>& visit);

/// Every expression that stands at `state`, those of its transitions and actions included.
void each_expression(const State& state, const std::function<void(const feel::Expression&)>& visit);

/// The children of `parent`, in document order.
std::vector<StateIx> children_of(const Chart& chart, StateIx parent);
/// Whether `inner` lies in `outer` (or is it).
bool within(const Chart& chart, StateIx inner, StateIx outer);
/// The innermost state that holds both.
StateIx common_ancestor(const Chart& chart, StateIx left, StateIx right);
/// The states that may be active, and those of them that may be entered through their own `initial`.
struct Reach {
  explicit Reach(const Chart& chart) : active(chart.states.size()), started(chart.states.size()) {}
  std::vector<bool> active, started;
};
/// Adds every state that may be entered when `target` is: itself, its ancestors with their other regions, its initial
/// or all its regions. A history state enters its default.
void enter(const Chart& chart, StateIx target, Reach& reach);
/// Whether the end of all there is to do in `state` can be noticed: a final among its children, all regions of a
/// parallel, a `for_each`, a `call`.
bool can_complete(const Chart& chart, StateIx state);
/// A finding of one of the checks.
Diagnostic finding(const char* code, Severity severity, const Span& at, Text message,
                   std::vector<std::string> possible = {});

}  // namespace aftale::model
