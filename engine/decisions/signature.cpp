#include "engine/decisions/signature.h"

#include <algorithm>

namespace aftale::decisions {
namespace {

feel::Type record_of(const std::vector<Column>& columns) {
  std::vector<std::pair<std::string, feel::Type>> members;
  for (const Column& column : columns) members.emplace_back(column.name, column.type);
  return feel::Type::record(std::move(members));
}

/// Whether a row tests the column, or reads it in another cell.
bool looks_at(const Rule& rule, std::size_t column) {
  if (rule.tests[column] && rule.tests[column].text() != "-") return true;
  const auto reads = [column](const feel::Expression& cell) {
    const auto uses = cell.uses();
    return std::find(uses.begin(), uses.end(), static_cast<feel::Slot>(column)) != uses.end();
  };
  return std::any_of(rule.tests.begin(), rule.tests.end(), reads) ||
         std::any_of(rule.outputs.begin(), rule.outputs.end(), reads);
}

feel::Type result_of(const Table& table) {
  const feel::Type one = table.outputs.size() == 1 ? table.outputs.front().type : record_of(table.outputs);
  switch (table.hit) {
    case HitPolicy::unique:
    case HitPolicy::first:
    case HitPolicy::any:
    case HitPolicy::priority:
      return one;
    case HitPolicy::rule_order:
    case HitPolicy::output_order:
    case HitPolicy::collect:
      return feel::Type::list_of(one);
    case HitPolicy::collect_sum:
    case HitPolicy::collect_min:
    case HitPolicy::collect_max:
      return one;
    case HitPolicy::collect_count:
      return feel::Type::Kind::number;
  }
  return {};
}

}  // namespace

feel::Signature signature_of(const Table& table) {
  feel::Signature out;
  out.word = {"tabellen `" + table.name + "`", "the table `" + table.name + "`"};
  out.inputs = record_of(table.inputs);
  out.result = result_of(table);
  for (std::size_t column = 0; column < table.inputs.size(); ++column) {
    const bool needed = std::any_of(table.rules.begin(), table.rules.end(),
                                    [column](const Rule& rule) { return looks_at(rule, column); });
    if (needed) out.needed.push_back(table.inputs[column].name);
  }
  return out;
}

}  // namespace aftale::decisions
