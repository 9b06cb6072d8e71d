#include "adapters/sqlite/schema_check.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "adapters/sqlite/schema.h"

namespace aftale::sqlite {
namespace {

using Objects = std::map<std::pair<std::string, std::string>, std::string>;  // (type, name) -> SQL

// A table that an upgrade has made anew is written with quotes and blanks of its own.
std::string plain(std::string sql) {
  sql.erase(std::remove_if(sql.begin(), sql.end(), [](char one) { return one == '"' || one == ' ' || one == '\n'; }),
            sql.end());
  return sql;
}

Objects objects_of(SQLite::Database& database) {
  Objects objects;
  SQLite::Statement rows(database,
                         "SELECT type, name, tbl_name, ifnull(sql, '') FROM sqlite_schema WHERE tbl_name NOT LIKE "
                         "'sqlite\\_stat%' ESCAPE '\\'");
  while (rows.executeStep()) {
    objects[{rows.getColumn(0).getString(), rows.getColumn(1).getString()}] =
        rows.getColumn(2).getString() + ":" + plain(rows.getColumn(3).getString());
  }
  return objects;
}

const Objects& of_this_layout() {
  static const Objects objects = [] {
    SQLite::Database fresh(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    fresh.exec(kBundlesSchema);
    fresh.exec(kRowsSchema);
    return objects_of(fresh);
  }();
  return objects;
}

Text named(const std::pair<std::string, std::string>& object) {
  static const std::map<std::string, Text> kTypes = {{"table", {"tabellen", "the table"}},
                                                     {"index", {"indekset", "the index"}},
                                                     {"trigger", {"udløseren (trigger)", "the trigger"}},
                                                     {"view", {"visningen (view)", "the view"}}};
  const auto type = kTypes.find(object.first);
  const Text what = type == kTypes.end() ? same_text(object.first) : type->second;
  return {what.da + " " + object.second, what.en + " " + object.second};
}

}  // namespace

std::vector<Text> schema_differences(SQLite::Database& database) {
  std::vector<Text> differences;
  const Objects there = objects_of(database);
  const Objects& wanted = of_this_layout();
  for (const auto& [object, sql] : there) {
    const auto known = wanted.find(object);
    const Text name = named(object);
    if (known == wanted.end())
      differences.push_back({name.da + " er ikke programmets egen", name.en + " is not the program's own"});
    else if (known->second != sql)
      differences.push_back({name.da + " er lavet om", name.en + " was changed"});
  }
  for (const auto& [object, sql] : wanted) {
    const Text name = named(object);
    if (there.count(object) == 0) differences.push_back({name.da + " mangler", name.en + " is missing"});
  }
  return differences;
}

}  // namespace aftale::sqlite
