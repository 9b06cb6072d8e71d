#pragma once
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/sqlite/row_columns.h"
#include "engine/records/rows.h"

/// The open work item of a branch lies in the branch's own row, so that opening one adds no row: those of its columns
/// that an open item nearly always has, under their names with `item_` before them. An open item that says more
/// (minutes that postponed it), and the second one of a branch, lie in `work_item` with those that are closed.
namespace aftale::sqlite {

/// The columns of a work item that a branch's row has.
inline constexpr std::array<std::string_view, 9> kItemInBranch{
    "task", "holder", "ballot", "opened_on", "due_on", "planned_on", "overdue", "postponed", "item"};

inline bool is_in_branch(std::string_view name) {
  return std::find(kItemInBranch.begin(), kItemInBranch.end(), name) != kItemInBranch.end();
}

/// Passes those columns on to another visitor.
template <class Visit>
class ItemInBranch {
 public:
  explicit ItemInBranch(Visit& visit) : visit_(visit) {}

  template <class T>
  void key(const char* name, T& value) {
    if (is_in_branch(name)) visit_.key(name, value);
  }
  template <class T>
  void column(const char* name, T& value) {
    if (is_in_branch(name)) visit_.column(name, value);
  }
  template <class T>
  void text(const char*, T&) {}
  template <class T>
  void maybe_term(const char*, T&) {}
  template <class Members>
  void group(const char* name, Members members) {
    if (is_in_branch(name)) visit_.group(name, members);
  }

 private:
  Visit& visit_;
};

/// Whether it may lie in its branch's row: it is open, and says nothing that the row has no column for.
bool fits_in_branch(const records::WorkItemRow& row);

/// Those columns in the order in which ItemInBranch passes them on: as they are called in a branch's row.
const std::vector<std::string>& item_columns_of_branch();

/// `SELECT <every column of a work item> FROM branch t `, where the open item lies there.
const std::string& select_items_in_branches();

}  // namespace aftale::sqlite
