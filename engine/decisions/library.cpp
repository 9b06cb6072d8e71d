#include <mutex>

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

struct Library::Entry {
  std::once_flag once;
  std::function<std::optional<Table>()> read;  ///< empty once the table is there
  std::optional<Table> table;
};

void Library::add(Table table) {
  if (!table.prepared) prepare(table);
  auto entry = std::make_shared<Entry>();
  entry->table = std::move(table);
  tables_.insert_or_assign(entry->table->name, std::move(entry));
}

void Library::add_unread(std::string name, std::function<std::optional<Table>()> read) {
  auto entry = std::make_shared<Entry>();
  entry->read = std::move(read);
  tables_.insert_or_assign(std::move(name), std::move(entry));
}

const Table* Library::find(std::string_view name) const {
  const auto found = tables_.find(name);
  if (found == tables_.end()) return nullptr;
  Entry& entry = *found->second;
  std::call_once(entry.once, [&entry] {
    if (!entry.read) return;
    entry.table = entry.read();
    if (entry.table && !entry.table->prepared) prepare(*entry.table);
    entry.read = nullptr;
  });
  return entry.table ? &*entry.table : nullptr;
}

std::vector<std::string> Library::names() const {
  std::vector<std::string> out;
  for (const auto& [name, entry] : tables_) out.push_back(name);
  return out;
}

}  // namespace aftale::decisions
