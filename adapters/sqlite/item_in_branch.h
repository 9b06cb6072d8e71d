#pragma once
#include <array>
#include <cstddef>
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

/// For each column of a work item, in their order, whether a branch's row has it.
using ColumnsInBranch = std::array<bool, 32>;
const ColumnsInBranch& columns_in_branch();

/// Passes those columns on to another visitor.
template <class Visit>
class ItemInBranch {
 public:
  explicit ItemInBranch(Visit& visit) : visit_(visit) {}

  template <class T>
  void key(const char* name, T& value) {
    if (is_there()) visit_.key(name, value);
  }
  template <class T>
  void column(const char* name, T& value) {
    if (is_there()) visit_.column(name, value);
  }
  template <class T>
  void text(const char*, T&) {
    is_there();
  }
  template <class T>
  void maybe_term(const char*, T&) {
    is_there();
  }
  template <class Members>
  void group(const char* name, Members members) {
    if (is_there()) visit_.group(name, members);
  }

 private:
  bool is_there() { return there_[at_++]; }

  Visit& visit_;
  const ColumnsInBranch& there_ = columns_in_branch();
  std::size_t at_ = 0;
};

/// Whether it may lie in its branch's row: it is open, and says nothing that the row has no column for.
bool fits_in_branch(const records::WorkItemRow& row);

/// Those columns in the order in which ItemInBranch passes them on: as they are called in a branch's row.
const std::vector<std::string>& item_columns_of_branch();

/// `SELECT <every column of a work item> FROM branch t `, where the open item lies there.
const std::string& select_items_in_branches();

}  // namespace aftale::sqlite
