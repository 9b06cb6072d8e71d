#include "adapters/sqlite/item_in_branch.h"

namespace aftale::sqlite {
namespace {

/// As it is called in a branch's row: the number of the item is the row's `item`.
std::string in_branch(const std::string& quoted) {
  return quoted == "\"item\"" ? quoted : "\"item_" + quoted.substr(1);
}

}  // namespace

bool fits_in_branch(const records::WorkItemRow& row) {
  static const records::WorkItemRow kUsual;
  // An item's case and branch are those of the row.
  static const std::vector<std::string_view> kElsewhere = [] {
    std::vector<std::string_view> names(kItemInBranch.begin(), kItemInBranch.end());
    names.insert(names.end(), {"case_id", "branch"});
    return names;
  }();
  return row.status == lifecycle::ItemStatus::open && records::same(row, kUsual, kElsewhere);
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
