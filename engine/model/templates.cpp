#include "engine/model/templates.h"

#include <algorithm>

#include "engine/model/graph.h"

namespace aftale::model {
namespace {

constexpr const char* kOwn[] = {"correction",        "escalated", "faulted",  "lifted",           "meeting-moved",
                                "meeting-withdrawn", "overdue",   "reminder", "renewed-approval", "undecided"};

class Names {
 public:
  void add(const std::string& name, const std::optional<Span>& at) {
    const auto same = [&](const NamedTemplate& one) { return one.name == name; };
    if (!name.empty() && std::none_of(all_.begin(), all_.end(), same)) all_.push_back({name, at});
  }
  std::vector<NamedTemplate> take() { return std::move(all_); }

 private:
  std::vector<NamedTemplate> all_;
};

void add_escalation(const decisions::Table& table, Names& names) {
  for (std::size_t column = 0; column < table.outputs.size(); ++column) {
    if (table.outputs[column].name != "template") continue;
    for (const decisions::Rule& rule : table.rules) {
      for (const feel::Value& value : rule.outputs[column].possible_literals()) {
        if (value.kind() == feel::Kind::string) names.add(value.text(), rule.outputs[column].at());
      }
    }
  }
}

}  // namespace

std::vector<NamedTemplate> templates_of(const Definition& definition) {
  Names names;
  for (const Chart& chart : definition.charts) {
    for (const State& state : chart.states) {
      each_actions(state, [&](const std::vector<Action>& actions) {
        for (const Action& action : actions) {
          if (const auto* notify = std::get_if<NotifyAction>(&action)) names.add(notify->template_name, notify->at);
        }
      });
    }
  }
  const std::string& escalation = definition.root().escalation;
  const decisions::Table* table = escalation.empty() ? nullptr : definition.rules.find(escalation);
  if (table) add_escalation(*table, names);
  for (const char* own : kOwn) names.add(own, std::nullopt);
  return names.take();
}

}  // namespace aftale::model
