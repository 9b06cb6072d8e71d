#include "adapters/sqlite/schema_check.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "adapters/sqlite/schema.h"
#include "engine/base/check.h"

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

/// The words of a statement up to its first parenthesis, in small letters.
std::vector<std::string> first_words(std::string_view statement) {
  std::vector<std::string> words(1);
  for (const char one : statement.substr(0, statement.find('('))) {
    if (one != ' ' && one != '\n')
      words.back().push_back(static_cast<char>(one >= 'A' && one <= 'Z' ? one - 'A' + 'a' : one));
    else if (!words.back().empty())
      words.emplace_back();
  }
  return words;
}

/// Adds what `statement` makes: CREATE TABLE, INDEX, UNIQUE INDEX or TRIGGER.
void add(Objects& objects, std::string_view statement) {
  std::vector<std::string> words = first_words(statement);
  std::erase(words, "unique");
  AFTALE_CHECK(words.size() >= 3 && words[0] == "create");
  const std::string &type = words[1], &name = words[2];
  const auto on = std::find(words.begin(), words.end(), "on");
  const std::string& table = type == "table" ? name : *std::next(on);
  objects[{type, name}] = table + ":" + plain(std::string(statement));
  if (type != "table") return;
  // SQLite makes an index of its own for each UNIQUE in a table.
  constexpr std::string_view kUnique = "UNIQUE";
  int number = 0;
  for (std::size_t at = statement.find(kUnique); at != std::string_view::npos; at = statement.find(kUnique, at + 1))
    objects[{"index", "sqlite_autoindex_" + name + "_" + std::to_string(++number)}] = name + ":";
}

/// Of this layout, as its text says: a database in memory would take a quarter of what a question costs.
Objects of_this_layout() {
  Objects objects;
  for (std::string_view text : {std::string_view(kBundlesSchema), std::string_view(kRowsSchema)}) {
    for (std::size_t begin = text.find("CREATE"); begin != std::string_view::npos; begin = text.find("CREATE")) {
      text.remove_prefix(begin);
      const bool is_trigger = text.starts_with("CREATE TRIGGER");
      const std::size_t end = is_trigger ? text.find("END;") + 3 : text.find(';');
      add(objects, text.substr(0, end));
      text.remove_prefix(end);
    }
  }
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
  const Objects wanted = of_this_layout();
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
