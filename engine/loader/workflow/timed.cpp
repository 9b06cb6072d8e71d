#include "engine/loader/workflow/timed.h"

#include "engine/loader/fields/fields.h"
#include "engine/loader/scope/expressions.h"
#include "engine/loader/workflow/transitions.h"

namespace aftale::loader {
namespace {

/// Written like an ISO period, whether it is one or not: `P14D`, `PT4H`, `-P7D`.
bool looks_like_period(std::string_view text) {
  if (!text.empty() && text.front() == '-') text.remove_prefix(1);
  if (text.size() < 2 || text.front() != 'P') return false;
  return text[1] == 'T' || (text[1] >= '0' && text[1] <= '9');
}

/// A duration that is known beforehand may not have hours either.
void check_hours(Reading& reading, const feel::Expression& expression) {
  if (!expression || !expression.uses().empty()) return;
  const feel::Value value = expression.evaluate(feel::ArrayScope({}), feel::Host()).value;
  if (value.kind() != feel::Kind::days) return;
  constexpr std::int64_t kDay = 86'400;
  if (value.days().seconds % kDay == 0 && value.days().nanos == 0) return;
  reading.error("wrong-period", expression.at(),
                {"Tidsrummet har timer; her regnes i hele dage eller længere",
                 "The duration has hours; whole days or longer are counted here"});
}

std::string example_of(model::TimedRule::Kind kind) {
  if (kind == model::TimedRule::Kind::every) return ": {'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31': {to: closing}}";
  return ": {last_day: {to: expired}}";
}

}  // namespace

void read_timed(WorkflowFile& file, const Node& node, const char* name, const Place& place) {
  using Kind = model::TimedRule::Kind;
  const std::string_view word = name;
  const Kind kind = word == "every" ? Kind::every : word == "from" ? Kind::from : Kind::after;
  if (node.is_null()) return;
  if (!node.is_mapping()) {
    file.reading.error("wrong-shape", node.at,
                       {std::string(name) + " er en tabel: " + name + example_of(kind),
                        std::string(name) + " is a mapping: " + name + example_of(kind)});
    return;
  }
  std::string pieces;
  for (const auto& [key, value] : node.entries) {
    if (node.flow && value.is_null()) {
      pieces += key.text + ", ";
      continue;
    }
    if (!pieces.empty()) {
      const std::string line = quoted(pieces + key.text) + ": " + flow_text(value);
      file.reading.error("unquoted-text", node.entries.front().key.at,
                         {"YAML deler udtrykket ved kommaet; sæt det i enkelte anførselstegn: " + line,
                          "YAML splits the expression at the comma; put it in single quotes: " + line});
      pieces.clear();
      file.bundle.unresolved[place.chart] = true;
      continue;
    }
    model::TimedRule rule;
    rule.kind = kind;
    rule.at = key.at;
    if (kind == Kind::every) {
      rule.rule = read_recurrence(key, file.reading);
    } else if (looks_like_period(key.text)) {
      rule.period = read_period(file.reading, key.text, key.at);
      if (!rule.period) rule.period = time::Period{0, 1};
    } else {
      rule.when = compile_text(file.bundle, key.text, key.at, place, name, expect_date_or_duration());
      check_hours(file.reading, rule.when);
    }
    rule.transitions = read_transitions(file, value, {place, false, false});
    if (value.is_null()) {
      file.reading.error("empty-transition", key.at,
                         {"Der sker ingenting, når dagen kommer; skriv {to: TILSTAND}",
                          "Nothing happens when the day comes; write {to: STATE}"});
    }
    file.state(place).timed.push_back(std::move(rule));
  }
  if (!pieces.empty()) {
    file.reading.error("empty-transition", node.entries.front().key.at,
                       {"Der sker ingenting, når dagen kommer; skriv {to: TILSTAND}",
                        "Nothing happens when the day comes; write {to: STATE}"});
  }
}

}  // namespace aftale::loader
