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

/// The items of one branch that a commit changes, in their order.
class BranchItems {
 public:
  BranchItems(Connection& connection, Key key, Items changed) : connection_(connection), key_(key), changed_(changed) {}

  /// Writes those that the branch's row, which is there, has no place for, and those that it has one for into it.
  void write() {
    const std::optional<std::int64_t> held = item_in_row();
    const bool is_changed = held && changes(*held);
    const WorkItemRow* place = held && !is_changed ? nullptr : first_that_fits();
    if (!held || is_changed) {
      if (!put(place)) place = nullptr;  // the branch is not there
    }
    write_others(place);
  }
  /// All but the one that is in the branch's row now.
  void write_others(const WorkItemRow* place) {
    static const std::string upsert = insert_into<WorkItemRow>("work_item") + or_become<WorkItemRow>();
    for (const WorkItemRow* item : changed_) {
      if (item != place) {
        Binder binder(connection_.prepared(upsert.c_str()));
        bind(binder, connection_.dictionary(), *item);
        binder.run();
      } else {
        Binder(connection_.prepared("DELETE FROM work_item WHERE case_id=? AND branch=? AND item=?"))
            .all(key_.first, key_.second, item->item)
            .run();
      }
    }
  }
  /// The one that goes into the branch's row where that has no other.
  const WorkItemRow* first_that_fits() const {
    const auto found =
        std::find_if(changed_.begin(), changed_.end(), [](const WorkItemRow* item) { return fits_in_branch(*item); });
    return found == changed_.end() ? nullptr : *found;
  }

 private:
  bool changes(std::int64_t item) const {
    return std::any_of(changed_.begin(), changed_.end(), [&](const WorkItemRow* one) { return one->item == item; });
  }
  std::optional<std::int64_t> item_in_row() {
    SQLite::Statement& statement = connection_.prepared("SELECT item FROM branch WHERE case_id=? AND no=?");
    Binder(statement).all(key_.first, key_.second);
    std::optional<std::int64_t> item;
    if (statement.executeStep()) Columns(statement).get(item);
    statement.tryReset();
    return item;
  }
  bool put(const WorkItemRow* item) {
    static const std::string update = "UPDATE branch SET " + set_item(1) + " WHERE case_id=?" +
                                      std::to_string(item_columns_of_branch().size() + 1) + " AND no=?" +
                                      std::to_string(item_columns_of_branch().size() + 2);
    Binder binder(connection_.prepared(update.c_str()));
    bind_item(binder, connection_.dictionary(), item);
    return binder.all(key_.first, key_.second).run() == 1;
  }

  Connection& connection_;
  Key key_;
  Items changed_;
};

/// A branch's row, and with it the item that goes there.
class BranchWrite {
 public:
  BranchWrite(Connection& connection, const BranchRow& row) : connection_(connection), row_(row) {}

  /// An update costs half of what an upsert does that finds its row, and a branch mostly is there: it is tried first.
  void alone() {
    static const std::string update = update_of<BranchRow>("branch"), insert = insert_into<BranchRow>("branch");
    if (run(update) == 0) run(insert);
  }
  void with(Items changed) {
    BranchItems items(connection_, {row_.case_id.value, row_.no}, changed);
    const WorkItemRow* const place = items.first_that_fits();
    // The row mostly holds nothing, or what is being closed: then one statement does.
    if (update_with(place, changed.front()->item)) return items.write_others(place);
    alone();
    items.write();
  }

 private:
  int run(const std::string& sql) {
    Binder binder(connection_.prepared(sql.c_str()));
    bind(binder, connection_.dictionary(), row_);
    return binder.run();
  }
  bool update_with(const WorkItemRow* place, std::int64_t held) {
    static const std::size_t columns_of_branch = names_of<BranchRow>().size();
    static const std::string sql = [] {
      std::string update = update_of<BranchRow>("branch");
      update.insert(update.find(" WHERE "), ", " + set_item(columns_of_branch + 1));
      return update + " AND (item IS NULL OR item=?" +
             std::to_string(columns_of_branch + item_columns_of_branch().size() + 1) + ")";
    }();
    Binder binder(connection_.prepared(sql.c_str()));
    bind(binder, connection_.dictionary(), row_);
    bind_item(binder, connection_.dictionary(), place);
    return binder.add(held).run() == 1;
  }

  Connection& connection_;
  const BranchRow& row_;
};

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
    if (changed.empty() || !written.insert(key).second) {
      BranchWrite(connection, row).alone();
    } else {
      BranchWrite(connection, row).with(changed);
    }
  }
  for (const Key& key : items.keys()) {
    if (!written.contains(key)) BranchItems(connection, key, items.of(key)).write();
  }
}

}  // namespace aftale::sqlite
