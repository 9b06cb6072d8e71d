#include "adapters/sqlite/item_in_branch.h"

#include <algorithm>

#include "engine/base/check.h"

namespace aftale::sqlite {
namespace {

/// As it is called in a branch's row: the number of the item is the row's `item`.
std::string in_branch(const std::string& quoted) {
  return quoted == "\"item\"" ? quoted : "\"item_" + quoted.substr(1);
}

/// Whether an item says what a branch's row has no column for.
class SaysMore {
 public:
  bool more = false;

  template <class T>
  void key(const char*, const T&) {
    is_there();  // its case and branch are those of the row
  }
  template <class T>
  void column(const char*, const T& value) {
    if (!is_there() && !(value == T())) more = true;
  }
  void text(const char* name, const std::string& value) { column(name, value); }
  void maybe_term(const char* name, const std::string& value) { column(name, value); }
  template <class Members>
  void group(const char*, Members) {
    if (!is_there()) more = true;
  }

 private:
  bool is_there() { return there_[at_++]; }

  const ColumnsInBranch& there_ = columns_in_branch();
  std::size_t at_ = 0;
};

}  // namespace

const ColumnsInBranch& columns_in_branch() {
  static const ColumnsInBranch all = [] {
    ColumnsInBranch there{};
    AFTALE_CHECK(names_of<records::WorkItemRow>().size() <= there.size());
    std::size_t at = 0;
    for (const RowNames::Column& column : names_of<records::WorkItemRow>()) {
      const std::string_view name = std::string_view(column.name).substr(1, column.name.size() - 2);
      there[at++] = std::find(kItemInBranch.begin(), kItemInBranch.end(), name) != kItemInBranch.end();
    }
    return there;
  }();
  return all;
}

bool fits_in_branch(const records::WorkItemRow& row) {
  static_assert(lifecycle::ItemStatus() == lifecycle::ItemStatus::open);  // what the status of an open item equals
  SaysMore of_item;
  records::columns(of_item, row);
  return !of_item.more;
}

const std::vector<std::string>& item_columns_of_branch() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> names;
    RowNames columns_of;
    ItemInBranch<RowNames> of_item(columns_of);
    const records::WorkItemRow row;
    records::columns(of_item, row);
    for (const RowNames::Column& column : columns_of.all) names.push_back(in_branch(column.name));
    return names;
  }();
  return all;
}

const std::string& select_items_in_branches() {
  static const std::string sql = [] {
    const std::vector<std::string>& there = item_columns_of_branch();
    std::string columns_of;
    for (const RowNames::Column& column : names_of<records::WorkItemRow>()) {
      const std::string name = in_branch(column.name);
      const bool is_there = std::find(there.begin(), there.end(), name) != there.end();
      const std::string otherwise = column.name == "\"case_id\""  ? "t.case_id"
                                    : column.name == "\"branch\"" ? "t.no"
                                    : column.name == "\"status\"" ? "0"
                                                                  : "NULL";
      columns_of += (columns_of.empty() ? "" : ", ") + (is_there ? "t." + name : otherwise) + " AS " + column.name;
    }
    return "SELECT " + columns_of + " FROM branch t ";
  }();
  return sql;
}

}  // namespace aftale::sqlite
