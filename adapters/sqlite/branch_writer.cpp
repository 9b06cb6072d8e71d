#include "adapters/sqlite/branch_writer.h"

#include <algorithm>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "adapters/sqlite/item_in_branch.h"
#include "adapters/sqlite/row_columns.h"

namespace aftale::sqlite {
namespace {

using records::BranchRow;
using records::WorkItemRow;
using Key = std::pair<std::int64_t, std::int64_t>;  // case, branch
using Items = std::span<const WorkItemRow* const>;

Key key_of(const WorkItemRow& row) {
  return {row.case_id.value, row.branch};
}

/// `SET` of the item's columns, with marks from `first` on.
std::string set_item(std::size_t first) {
  std::string set;
  for (const std::string& name : item_columns_of_branch())
    set += (set.empty() ? "" : ", ") + name + "=?" + std::to_string(first++);
  return set;
}

void bind_item(Binder& binder, Dictionary& dictionary, const WorkItemRow* item) {
  if (!item) {
    for (std::size_t n = 0; n < item_columns_of_branch().size(); ++n) binder.null();
    return;
  }
  RowBinder columns_of(binder, dictionary);
  ItemInBranch<RowBinder> of_item(columns_of);
  records::columns(of_item, *item);
}

/// What the file has of a branch.
struct Held {
  bool is_there = false;
  std::optional<std::int64_t> item;  ///< number of the open item in its row
};

Held held_of(Connection& connection, Key key) {
  SQLite::Statement& statement = connection.prepared("SELECT item FROM branch WHERE case_id=? AND no=?");
  Binder(statement).all(key.first, key.second);
  Held held;
  held.is_there = statement.executeStep();
  if (held.is_there) Columns(statement).get(held.item);
  statement.tryReset();
  return held;
}

/// An update costs half of what an upsert does that finds its row, and a branch mostly is there: it is tried first.
void write_alone(Connection& connection, const BranchRow& row) {
  static const std::string update = update_of<BranchRow>("branch"), insert = insert_into<BranchRow>("branch");
  if (connection.run(update, row) == 0) connection.run(insert, row);
}

/// A branch's row together with the item in it, if it has one.
void write_with(Connection& connection, const BranchRow& row, bool is_there, const WorkItemRow* item) {
  static const std::string update = [] {
    std::string sql = update_of<BranchRow>("branch");
    return sql.insert(sql.find(" WHERE "), ", " + set_item(names_of<BranchRow>().size() + 1));
  }();
  static const std::string insert = [] {
    std::string sql = insert_into<BranchRow>("branch");
    for (const std::string& name : item_columns_of_branch()) {
      sql.insert(sql.find(") VALUES("), ", " + name);
      sql.insert(sql.size() - 1, ", ?");
    }
    return sql;
  }();
  Binder binder(connection.prepared((is_there ? update : insert).c_str()));
  bind(binder, connection.dictionary(), row);
  bind_item(binder, connection.dictionary(), item);
  binder.run();
}

/// The item in a branch's row, if it has one.
void write_item(Connection& connection, Key key, const WorkItemRow* item) {
  static const std::size_t columns_of_item = item_columns_of_branch().size();
  static const std::string update = "UPDATE branch SET " + set_item(1) + " WHERE case_id=?" +
                                    std::to_string(columns_of_item + 1) + " AND no=?" +
                                    std::to_string(columns_of_item + 2);
  Binder binder(connection.prepared(update.c_str()));
  bind_item(binder, connection.dictionary(), item);
  binder.all(key.first, key.second).run();
}

/// Writes the items of one branch that a commit changes, and its row where that changes too. An item that the branch's
/// row holds and nobody changes stays there; else the first that fits comes there, and the others into `work_item`.
void write_items(Connection& connection, Key key, const BranchRow* row, Items changed) {
  static const std::string upsert = insert_into<WorkItemRow>("work_item") + or_become<WorkItemRow>();
  const Held held = held_of(connection, key);
  const bool stays = held.item && std::none_of(changed.begin(), changed.end(),
                                               [&](const WorkItemRow* one) { return one->item == *held.item; });
  const bool has_room = !stays && (row || held.is_there);
  const auto fits =
      std::find_if(changed.begin(), changed.end(), [](const WorkItemRow* one) { return fits_in_branch(*one); });
  const WorkItemRow* const place = has_room && fits != changed.end() ? *fits : nullptr;
  if (row && stays)
    write_alone(connection, *row);
  else if (row)
    write_with(connection, *row, held.is_there, place);
  else if (has_room)
    write_item(connection, key, place);
  for (const WorkItemRow* item : changed) {
    if (item != place)
      connection.run(upsert, *item);
    else if (item->item != held.item)  // it may have lain there until now
      Binder(connection.prepared("DELETE FROM work_item WHERE case_id=? AND branch=? AND item=?"))
          .all(key.first, key.second, item->item)
          .run();
  }
}

/// The items of a commit by branch.
class ItemsByBranch {
 public:
  explicit ItemsByBranch(const std::vector<WorkItemRow>& rows) {
    for (const WorkItemRow& row : rows) rows_.push_back(&row);
    std::stable_sort(rows_.begin(), rows_.end(), [](const WorkItemRow* left, const WorkItemRow* right) {
      return std::pair(key_of(*left), left->item) < std::pair(key_of(*right), right->item);
    });
    // Of one item that stands twice the last holds.
    std::vector<const WorkItemRow*> last;
    for (const WorkItemRow* row : rows_) {
      if (!last.empty() && key_of(*last.back()) == key_of(*row) && last.back()->item == row->item) last.pop_back();
      last.push_back(row);
    }
    rows_ = std::move(last);
  }
  Items of(Key key) const {
    const auto [first, end] = std::equal_range(rows_.begin(), rows_.end(), key, Less());
    return {first, end};
  }
  std::vector<Key> keys() const {
    std::vector<Key> all;
    for (const WorkItemRow* row : rows_) {
      if (all.empty() || all.back() != key_of(*row)) all.push_back(key_of(*row));
    }
    return all;
  }

 private:
  struct Less {
    bool operator()(const WorkItemRow* row, Key key) const { return key_of(*row) < key; }
    bool operator()(Key key, const WorkItemRow* row) const { return key < key_of(*row); }
  };
  std::vector<const WorkItemRow*> rows_;
};

}  // namespace

void write_branches(Connection& connection, const records::Commit& commit) {
  const ItemsByBranch items(commit.work_items);
  // Of a branch that stands twice the last holds.
  std::set<Key> written;
  for (const BranchRow& row : commit.branches) {
    const Key key{row.case_id.value, row.no};
    const Items changed = items.of(key);
    if (changed.empty() || !written.insert(key).second)
      write_alone(connection, row);
    else
      write_items(connection, key, &row, changed);
  }
  for (const Key& key : items.keys()) {
    if (!written.contains(key)) write_items(connection, key, nullptr, items.of(key));
  }
}

}  // namespace aftale::sqlite
