#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "engine/feel/expression.h"
#include "engine/loader/scope/bundle.h"

/// Where an expression stands decides which names it sees.
namespace aftale::loader {

struct Place {
  model::ChartIx chart = 0;
  model::StateIx state = model::kNone;  ///< kNone: at the top of the workflow, before any state is entered
  bool counters = false;                ///< of the `for_each` state `state`
  bool data = true;                     ///< data can be seen: not while a case is about to be opened
  std::optional<feel::Type> event;      ///< what `event` holds here; none: there is no event
  std::string element;                  ///< the `as`, in `key` and `with` of a `for_each`
  feel::Type element_type;
};

/// Every name in scope at `place`, with the case's functions.
feel::Names names_at(const Bundle& bundle, const Place& place);

/// The innermost variable of that name, and how many charts outwards it is.
struct Found {
  std::uint8_t depth;
  model::VariableIx index;
  const model::Variable* variable;
};
std::optional<Found> find_variable(const Bundle& bundle, model::ChartIx chart, std::string_view name);
/// Every variable that can be seen from `chart`, innermost first.
std::vector<std::string> variable_names(const Bundle& bundle, model::ChartIx chart);

/// What `event` is: `fields` beside what every event has; with `ballot` what minutes say; `open` where the event may
/// be any.
feel::Type event_type(const std::vector<model::EventField>& fields, bool ballot, bool open);
/// Members that every event has: no field is named like one.
const std::vector<std::string>& event_members();
feel::Type document_type();

}  // namespace aftale::loader
