#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/sqlite/dictionary.h"
#include "adapters/sqlite/statements.h"
#include "engine/records/rows.h"

/// Visitors of the columns of a row (records/columns.h), and the SQL that follows from them. Texts, titles and groups
/// that many rows have are numbers in the row (dictionary.h).
namespace aftale::sqlite {

/// How the columns of a row are called in its table, and how they are selected from it under the name `t`.
class RowNames {
 public:
  struct Column {
    std::string name;  ///< in double quotes
    std::string expression;
    bool is_kept = true;  ///< else it is computed, and never written
    bool is_key = false;
  };
  std::vector<Column> all;

  template <class T>
  void key(const char* name, const T&) {
    add(name, true);
  }
  void given(const char* name, std::int64_t) { add(name, true); }
  template <class T>
  void column(const char* name, const T&) {
    add(name);
  }
  void text(const char* name, const std::string&) { add(name); }
  void term(const char* name, const std::string&) { add(name); }
  void maybe_term(const char* name, const std::string&) { add(name); }
  void title(const char* name, const Text&) { add(name); }
  void bytes(const char* name, const std::string&) { add(name); }
  template <class Members>
  void group(const char* name, Members) {
    add(name);
  }
  void of_case(const char* name, const std::string&) {
    all.push_back({name, "(SELECT c.key FROM cases c WHERE c.id = t.case_id)", false, false});
  }
  void of_entry_before(const char* name, const Digest&) {
    all.push_back({name, "(SELECT p.hash FROM journal p WHERE p.seq = t.seq - 1)", false, false});
  }
  template <class T>
  void unless_same(const char* name, const T&, const T&) {
    add(name);
  }

 private:
  void add(const char* name, bool is_key = false) {
    const std::string quoted = std::string("\"") + name + "\"";
    all.push_back({quoted, "t." + quoted, true, is_key});
  }
};

/// Binds a row to a statement with a mark for each column that is kept, in their order.
class RowBinder {
 public:
  RowBinder(Binder& binder, Dictionary& dictionary) : binder_(binder), dictionary_(dictionary) {}

  template <class T>
  void key(const char*, const T& value) {
    binder_.add(value);
  }
  void given(const char*, std::int64_t value) {
    if (value == 0)
      binder_.null();
    else
      binder_.add(value);
  }
  template <class T>
  void column(const char*, const T& value) {
    binder_.add(value);
  }
  void text(const char*, const std::string& value) { binder_.add(value); }
  void term(const char*, const std::string& value) { binder_.add(dictionary_.number_of(value)); }
  void maybe_term(const char* name, const std::string& value) { term(name, value); }
  void title(const char*, const Text& value) { binder_.add(dictionary_.number_of(value)); }
  void bytes(const char*, const std::string& value) { binder_.blob(value); }
  template <class Members>
  void group(const char* name, Members members) {
    binder_.add(dictionary_.number_of(name, members));
  }
  void of_case(const char*, const std::string&) {}
  void of_entry_before(const char*, const Digest&) {}
  template <class T>
  void unless_same(const char*, const T& value, const T& other) {
    if (value == other)
      binder_.null();
    else
      binder_.add(value);
  }

 private:
  Binder& binder_;
  Dictionary& dictionary_;
};

/// Reads a row from the columns that RowNames selects.
class RowReader {
 public:
  RowReader(Columns& columns, Dictionary& dictionary) : columns_(columns), dictionary_(dictionary) {}

  template <class T>
  void key(const char*, T& value) {
    columns_.get(value);
  }
  void given(const char*, std::int64_t& value) { columns_.get(value); }
  template <class T>
  void column(const char*, T& value) {
    columns_.get(value);
  }
  void text(const char*, std::string& value) { columns_.get(value); }
  void term(const char*, std::string& value) { shared(value); }
  void maybe_term(const char*, std::string& value) { shared(value); }
  void title(const char*, Text& value) { shared(value); }
  void bytes(const char*, std::string& value) { columns_.get(value); }
  template <class Members>
  void group(const char* name, Members members) {
    std::int64_t number = 0;
    columns_.get(number);
    dictionary_.find(name, number, members);
  }
  void of_case(const char*, std::string& value) { columns_.get(value); }
  void of_entry_before(const char*, Digest& value) { columns_.get(value); }
  template <class T>
  void unless_same(const char*, T& value, const T& other) {
    if (columns_.skip_null())
      value = other;
    else
      columns_.get(value);
  }

 private:
  template <class T>
  void shared(T& value) {
    if (columns_.skip_null()) return;
    std::int64_t number = 0;
    columns_.get(number);
    dictionary_.find(number, value);
  }

  Columns& columns_;
  Dictionary& dictionary_;
};

template <class Row>
const std::vector<RowNames::Column>& names_of() {
  static const std::vector<RowNames::Column> all = [] {
    RowNames names;
    const Row row{};
    columns(names, row);
    return names.all;
  }();
  return all;
}

/// `SELECT <every column> FROM <table> t `
template <class Row>
std::string select_from(std::string_view table) {
  std::string sql = "SELECT ";
  for (const RowNames::Column& column : names_of<Row>()) sql += column.expression + ", ";
  sql.resize(sql.size() - 2);
  return sql.append(" FROM ").append(table).append(" t ");
}

/// `INSERT INTO <table>(..) VALUES(..)`
template <class Row>
std::string insert_into(std::string_view table) {
  std::string names, marks;
  for (const RowNames::Column& column : names_of<Row>()) {
    if (!column.is_kept) continue;
    names += (names.empty() ? "" : ", ") + column.name;
    marks += marks.empty() ? "?" : ", ?";
  }
  return std::string("INSERT INTO ").append(table) + "(" + names + ") VALUES(" + marks + ")";
}

/// ` ON CONFLICT(<keys>) DO UPDATE SET ..`: the row that is there becomes this one.
template <class Row>
std::string or_become() {
  std::string keys, others;
  for (const RowNames::Column& column : names_of<Row>()) {
    if (!column.is_kept) continue;
    if (column.is_key)
      keys += (keys.empty() ? "" : ", ") + column.name;
    else
      others += (others.empty() ? "" : ", ") + column.name + "=excluded." + column.name;
  }
  return " ON CONFLICT(" + keys + ") DO UPDATE SET " + others;
}

/// `UPDATE <table> SET .. WHERE <keys>`, with the marks in the order of the columns.
template <class Row>
std::string update_of(std::string_view table) {
  std::string set, where;
  int mark = 0;
  for (const RowNames::Column& column : names_of<Row>()) {
    if (!column.is_kept) continue;
    const std::string equal = column.name + "=?" + std::to_string(++mark);
    if (column.is_key)
      where += (where.empty() ? " WHERE " : " AND ") + equal;
    else
      set += (set.empty() ? "" : ", ") + equal;
  }
  return std::string("UPDATE ").append(table) + " SET " + set + where;
}

template <class Row>
void read(Columns& values, Dictionary& dictionary, Row& row) {
  RowReader reader(values, dictionary);
  columns(reader, row);
}
template <class Row>
void bind(Binder& binder, Dictionary& dictionary, const Row& row) {
  RowBinder columns_of(binder, dictionary);
  columns(columns_of, row);
}

}  // namespace aftale::sqlite
