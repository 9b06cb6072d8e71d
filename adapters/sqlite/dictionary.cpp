#include "adapters/sqlite/dictionary.h"

#include "adapters/sqlite/raw.h"

namespace aftale::sqlite {
namespace {

/// Of one table; then it is forgotten, and read again.
constexpr std::size_t kRemembered = 20'000;

}  // namespace

void Dictionary::prepare(Table& kept, const char* table, const std::vector<std::string>& names) {
  std::string columns, marks, equal;
  for (const std::string& name : names) {
    columns += ", \"" + name + "\"";
    marks += ", ?";
    equal += " AND \"" + name + "\" IS ?";
  }
  const std::string of = std::string("\"") + table + "\"";
  const auto make = [&](const std::string& sql) { return std::make_unique<SQLite::Statement>(database_, sql); };
  kept.find = make("SELECT id FROM " + of + " WHERE sum = ?" + equal);
  kept.select = make("SELECT " + columns.substr(2) + " FROM " + of + " WHERE id = ?");
  kept.insert = make("INSERT INTO " + of + "(sum" + columns + ") VALUES(?" + marks + ")");
}

std::vector<Text> Dictionary::changed_rows() {
  std::vector<Text> changed;
  SQLite::Statement tables(database_,
                           "SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' "
                           "AND c.name = 'sum' ORDER BY m.name");
  while (tables.executeStep()) {
    const std::string table = tables.getColumn(0).getString();
    SQLite::Statement rows(database_, "SELECT * FROM \"" + table + "\"");
    while (rows.executeStep()) {
      GroupSum sum;
      for (int column = 2; column < rows.getColumnCount(); ++column) sum.value(rows.getColumn(column));
      if (sum.sum() == rows.getColumn(1).getInt64()) continue;
      const std::string row = std::to_string(rows.getColumn(0).getInt64());
      changed.push_back({"række " + row + " i tabellen " + table + " er ændret",
                         "row " + row + " of the table " + table + " was changed"});
    }
  }
  return changed;
}

bool Dictionary::is_there(SQLite::Statement& statement, std::int64_t number) const {
  statement.tryReset();
  statement.bind(1, number);
  if (statement.executeStep()) return true;
  statement.tryReset();
  if (!looks_past_damage_) throw corrupt("a row names what is not there");
  return false;
}

void Dictionary::remember(Table& kept, std::int64_t number, const std::string& bytes) {
  if (kept.numbers.size() >= kRemembered || kept.values.size() >= kRemembered) {
    kept.numbers.clear();
    kept.values.clear();
  }
  kept.numbers.emplace(bytes, number);
  kept.values.emplace(number, bytes);
}

}  // namespace aftale::sqlite
