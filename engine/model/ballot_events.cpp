#include "engine/model/ballot_events.h"

#include <algorithm>

namespace aftale::model {
namespace {

std::size_t column_of(const std::vector<decisions::Column>& columns, std::string_view name) {
  const auto found =
      std::find_if(columns.begin(), columns.end(), [&](const decisions::Column& each) { return each.name == name; });
  return static_cast<std::size_t>(found - columns.begin());
}

}  // namespace

std::vector<std::string> ballot_kinds(const State& state) {
  std::vector<std::string> kinds;
  for (const feel::Value& kind : state.ballot.possible_literals()) {
    if (kind.kind() == feel::Kind::string) kinds.push_back(kind.text());
  }
  return kinds;
}

std::vector<std::string> ballot_events(const decisions::Table& ballot, const std::string& kind) {
  std::vector<std::string> events;
  const std::size_t in = column_of(ballot.inputs, "kind"), out = column_of(ballot.outputs, "event");
  if (in == ballot.inputs.size() || out == ballot.outputs.size()) return events;
  for (const decisions::Rule& rule : ballot.rules) {
    const feel::Expression& test = rule.tests[in];
    if (test && !test.matches(feel::Value::string(kind), feel::ArrayScope({}), feel::Host()).value.is_true()) continue;
    const auto event = rule.outputs[out].literal();
    if (!event || event->kind() != feel::Kind::string) continue;
    if (event->text() == "ask" || event->text() == "-") continue;  // a person is asked, nothing happens
    if (std::find(events.begin(), events.end(), event->text()) == events.end()) events.push_back(event->text());
  }
  return events;
}

}  // namespace aftale::model
