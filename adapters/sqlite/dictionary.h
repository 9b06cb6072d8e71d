#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "adapters/sqlite/group_columns.h"
#include "adapters/sqlite/statements.h"
#include "engine/records/columns.h"

namespace aftale::sqlite {

/// What many rows say in the same words is kept once, in a table of its own, under a number that the rows hold: texts
/// and titles in `text`, each group of columns (records/columns.h) in the table of its name. Such rows are only ever
/// added. One for each database that is open, whose thread it has; it remembers what it has seen, up to a limit.
class Dictionary {
 public:
  /// `looks_past_damage`: what has a number that nothing has is read as "?", so that audit sees, and names, what
  /// says so; for everybody else that is damage.
  Dictionary(SQLite::Database& database, bool looks_past_damage)
      : database_(database), looks_past_damage_(looks_past_damage) {}

  /// The number of what `members(visit)` names, which is added to `table` (a literal) where it is new.
  template <class Members>
  std::int64_t number_of(const char* table, Members members) {
    return *search(table, members, true);
  }
  /// None of an empty one.
  std::optional<std::int64_t> number_of(const Text& title) {
    if (title.empty()) return std::nullopt;
    return number_of(kText, [&](auto& of) { text_columns(of, title.da, title.en); });
  }
  std::optional<std::int64_t> number_of(const std::string& text) {
    static const std::string kNone;
    if (text.empty()) return std::nullopt;
    return number_of(kText, [&](auto& of) { text_columns(of, text, kNone); });
  }

  /// The number of a text, where it has one: for whoever only asks.
  std::optional<std::int64_t> known(const std::string& text) {
    static const std::string kNone;
    if (text.empty()) return std::nullopt;
    return search(
        kText, [&](auto& of) { text_columns(of, text, kNone); }, false);
  }

  /// Reads what has that number. Throws SQLite::Exception (corrupt) where there is nothing, unless it looks past
  /// damage.
  template <class Members>
  void find(const char* table, std::int64_t number, Members members) {
    Table& kept = tables_[table];
    if (const auto known = kept.values.find(number); known != kept.values.end()) {
      GroupOfBytes bytes(known->second);
      members(bytes);
      return;
    }
    prepare(kept, table, members);
    if (!is_there(*kept.select, number)) {
      GroupUnknown unknown;
      members(unknown);
      return;
    }
    Columns columns(*kept.select);
    GroupReader reader(columns);
    members(reader);
    kept.select->tryReset();
    std::string bytes;
    records::RowBytes of_row(bytes);
    members(of_row);
    remember(kept, number, bytes);
  }
  void find(std::int64_t number, Text& title) {
    find(kText, number, [&](auto& of) { text_columns(of, title.da, title.en); });
  }
  void find(std::int64_t number, std::string& text) {
    std::string none;
    find(kText, number, [&](auto& of) { text_columns(of, text, none); });
  }

  /// Rows whose sum is not that of their columns: somebody has changed them.
  std::vector<Text> changed_rows();

  /// After a transaction that came to nothing: what was added in it is not there.
  void forget() { tables_.clear(); }

 private:
  static constexpr const char* kText = "text";
  struct Table {
    std::unique_ptr<SQLite::Statement> insert, find, select;
    std::unordered_map<std::string, std::int64_t> numbers;
    std::unordered_map<std::int64_t, std::string> values;
  };

  template <class Members>
  std::optional<std::int64_t> search(const char* table, Members members, bool adds) {
    key_.clear();
    records::RowBytes of_row(key_);
    members(of_row);
    Table& kept = tables_[table];
    if (const auto known = kept.numbers.find(key_); known != kept.numbers.end()) return known->second;
    prepare(kept, table, members);
    GroupSum of_columns;
    members(of_columns);
    const std::int64_t sum = of_columns.sum();
    std::optional<std::int64_t> number = run(*kept.find, sum, members);
    if (!number && adds) {
      run(*kept.insert, sum, members);
      number = database_.getLastInsertRowid();
    }
    if (number) remember(kept, *number, key_);
    return number;
  }
  template <class Visit, class Da, class En>
  static void text_columns(Visit& visit, Da& da, En& en) {
    visit.column("da", da);
    visit.column("en", en);
  }
  template <class Members>
  void prepare(Table& kept, const char* table, Members members) {
    if (kept.insert) return;
    GroupNames columns;
    members(columns);
    prepare(kept, table, columns.names);
  }
  void prepare(Table& kept, const char* table, const std::vector<std::string>& names);
  /// Runs `statement` with sum and columns; the number that it gives, if it gives one.
  template <class Members>
  static std::optional<std::int64_t> run(SQLite::Statement& statement, std::int64_t sum, Members members) {
    Binder binder(statement);
    binder.add(sum);
    GroupBinder values(binder);
    members(values);
    std::optional<std::int64_t> number;
    if (statement.executeStep()) number = statement.getColumn(0).getInt64();
    statement.tryReset();
    return number;
  }
  /// Steps to the row of that number.
  bool is_there(SQLite::Statement& statement, std::int64_t number) const;
  static void remember(Table& kept, std::int64_t number, const std::string& bytes);

  SQLite::Database& database_;
  bool looks_past_damage_;
  std::unordered_map<std::string_view, Table> tables_;
  std::string key_;
};

}  // namespace aftale::sqlite
