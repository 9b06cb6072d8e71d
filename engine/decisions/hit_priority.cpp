#include <algorithm>

#include "engine/decisions/hit_policy.h"

namespace aftale::decisions {
namespace {

/// The place of a value among the column's texts, best first; what is not listed comes last.
std::size_t rank(const Column& column, const feel::Value& value) {
  if (value.kind() != feel::Kind::string) return column.one_of.size();
  const auto found = std::find(column.one_of.begin(), column.one_of.end(), value.text());
  return static_cast<std::size_t>(found - column.one_of.begin());
}

}  // namespace

feel::Value decide_priority(const Table& table, Outcome& outcome, bool all) {
  std::stable_sort(outcome.hits.begin(), outcome.hits.end(), [&table](const Hit& left, const Hit& right) {
    for (std::size_t i = 0; i < table.outputs.size(); ++i) {
      const std::size_t a = rank(table.outputs[i], left.outputs[i]), b = rank(table.outputs[i], right.outputs[i]);
      if (a != b) return a < b;
    }
    return false;
  });
  if (!all) return value_of(table, outcome.hits.front());
  return decide_collect(table, outcome);
}

}  // namespace aftale::decisions
