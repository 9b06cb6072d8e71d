#include "engine/decisions/prepared.h"
#include "engine/decisions/table.h"

namespace aftale::decisions {

Prepared::Prepared(const Table& table) {
  for (const Rule& rule : table.rules) {
    std::vector<CellSet> tests;
    for (const feel::Expression& test : rule.tests) tests.push_back(test ? CellSet::of(test.text()) : CellSet());
    tests_.push_back(std::move(tests));
    std::vector<std::optional<feel::Value>> literals;
    for (const feel::Expression& output : rule.outputs) literals.push_back(output ? output.literal() : std::nullopt);
    literals_.push_back(std::move(literals));
  }
}

void prepare(Table& table) {
  table.prepared = std::make_shared<const Prepared>(table);
}

void Library::add(Table table) {
  if (!table.prepared) prepare(table);
  std::string name = table.name;
  tables_.insert_or_assign(std::move(name), std::make_shared<const Table>(std::move(table)));
}

const Table* Library::find(std::string_view name) const {
  const auto found = tables_.find(name);
  return found == tables_.end() ? nullptr : found->second.get();
}

std::vector<std::string> Library::names() const {
  std::vector<std::string> out;
  for (const auto& [name, table] : tables_) out.push_back(name);
  return out;
}

}  // namespace aftale::decisions
