#include "engine/decisions/hit_policy.h"

namespace aftale::decisions {
namespace {

feel::Value not_summable(const Table& table, const Hit& hit, const feel::Value& value,
                         std::vector<Diagnostic>& diagnostics) {
  const std::string row = std::to_string(hit.rule + 1);
  diagnostics.push_back({"wrong-type",
                         Severity::error,
                         {"Række " + row + " i tabellen " + table.name + " giver " + value.feel() +
                              ", som ikke kan samles med de andre til ét tal",
                          "Row " + row + " of the table " + table.name + " gives " + value.feel() +
                              ", which cannot be put together with the others"},
                         table.rules[hit.rule].at,
                         {}});
  return {};
}

feel::Value sum(const Table& table, Outcome& outcome) {
  feel::Decimal total;
  for (const Hit& hit : outcome.hits) {
    const feel::Value& value = hit.outputs.front();
    const auto next = value.kind() == feel::Kind::number ? total.plus(value.number()) : std::nullopt;
    if (!next) return not_summable(table, hit, value, outcome.diagnostics);
    total = *next;
  }
  return total;
}

feel::Value extreme(const Table& table, Outcome& outcome, bool least) {
  const feel::Value* best = &outcome.hits.front().outputs.front();
  for (const Hit& hit : outcome.hits) {
    const feel::Value& value = hit.outputs.front();
    const auto order = feel::compare(value, *best);
    if (!order) return not_summable(table, hit, value, outcome.diagnostics);
    if (least ? *order < 0 : *order > 0) best = &value;
  }
  return *best;
}

}  // namespace

feel::Value decide_collect(const Table& table, Outcome& outcome) {
  switch (table.hit) {
    case HitPolicy::collect_sum:
      return sum(table, outcome);
    case HitPolicy::collect_min:
      return extreme(table, outcome, true);
    case HitPolicy::collect_max:
      return extreme(table, outcome, false);
    case HitPolicy::collect_count:
      return feel::Value::integer(static_cast<std::int64_t>(outcome.hits.size()));
    case HitPolicy::unique:
    case HitPolicy::first:
    case HitPolicy::any:
    case HitPolicy::priority:
    case HitPolicy::rule_order:
    case HitPolicy::output_order:
    case HitPolicy::collect:
      break;
  }
  feel::List list;
  list.reserve(outcome.hits.size());
  for (const Hit& hit : outcome.hits) list.push_back(value_of(table, hit));
  return feel::Value::list(std::move(list));
}

}  // namespace aftale::decisions
