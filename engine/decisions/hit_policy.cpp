#include "engine/decisions/hit_policy.h"

namespace aftale::decisions {

bool stops_at_first(HitPolicy hit) {
  return hit == HitPolicy::first;
}

feel::Value value_of(const Table& table, const Hit& hit) {
  if (table.outputs.size() == 1) return hit.outputs.front();
  feel::Context context;
  for (std::size_t i = 0; i < table.outputs.size(); ++i) context.set(table.outputs[i].name, hit.outputs[i]);
  return feel::Value::context(std::move(context));
}

feel::Value clash(const Table& table, const Hit& left, const Hit& right, std::vector<Diagnostic>& diagnostics) {
  const std::string first = std::to_string(left.rule + 1), second = std::to_string(right.rule + 1);
  diagnostics.push_back({"overlap",
                         Severity::error,
                         {"Både række " + first + " og række " + second + " i tabellen " + table.name +
                              " passer, og de giver ikke ét svar; ret tabellen",
                          "Both row " + first + " and row " + second + " of the table " + table.name +
                              " match and do not give one answer; mend the table"},
                         table.rules[right.rule].at,
                         {}});
  return {};
}

feel::Value decide_unique(const Table& table, Outcome& outcome) {
  if (outcome.hits.size() > 1) return clash(table, outcome.hits[0], outcome.hits[1], outcome.diagnostics);
  return value_of(table, outcome.hits.front());
}

feel::Value decide_any(const Table& table, Outcome& outcome) {
  const Hit& first = outcome.hits.front();
  for (const Hit& hit : outcome.hits) {
    for (std::size_t i = 0; i < hit.outputs.size(); ++i) {
      if (!feel::identical(first.outputs[i], hit.outputs[i])) return clash(table, first, hit, outcome.diagnostics);
    }
  }
  return value_of(table, first);
}

}  // namespace aftale::decisions
