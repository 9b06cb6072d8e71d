#include "adapters/sqlite/branch_writer.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "adapters/sqlite/connection.h"
#include "adapters/sqlite/item_in_branch.h"
#include "adapters/sqlite/row_columns.h"

namespace aftale::sqlite {
namespace {

using records::BranchRow;
using records::WorkItemRow;

constexpr std::size_t kBranchesRemembered = 100'000;

constexpr const char* kHeld =
    "SELECT b.no, b.item, (SELECT max(item) FROM work_item WHERE case_id=?1 AND branch=?2) "
    "FROM (SELECT 1) LEFT JOIN branch b ON b.case_id=?1 AND b.no=?2";

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

}  // namespace

/// The items of a commit by branch, those of a branch by number.
class BranchWriter::ItemsByBranch {
 public:
  explicit ItemsByBranch(const std::vector<WorkItemRow>& rows) {
    rows_.reserve(rows.size());
    for (const WorkItemRow& row : rows) rows_.push_back(&row);
    std::stable_sort(rows_.begin(), rows_.end(), [](const WorkItemRow* left, const WorkItemRow* right) {
      return std::pair(key_of(*left), left->item) < std::pair(key_of(*right), right->item);
    });
    // Of one item that stands twice the last holds.
    const auto same = [](const WorkItemRow* left, const WorkItemRow* right) {
      return left->item == right->item && key_of(*left) == key_of(*right);
    };
    rows_.erase(rows_.begin(), std::unique(rows_.rbegin(), rows_.rend(), same).base());
  }
  Items of(const Key& key) const {
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
  static Key key_of(const WorkItemRow& row) { return {row.case_id.value, row.branch}; }
  struct Less {
    bool operator()(const WorkItemRow* row, const Key& key) const { return key_of(*row) < key; }
    bool operator()(const Key& key, const WorkItemRow* row) const { return key < key_of(*row); }
  };
  std::vector<const WorkItemRow*> rows_;
};

BranchWriter::Held& BranchWriter::held_of(const Key& key) {
  if (held_.size() >= kBranchesRemembered && !held_.contains(key)) held_.clear();
  const auto [place, is_new] = held_.try_emplace(key);
  if (!is_new) return place->second;
  SQLite::Statement& statement = connection_.prepared(kHeld);
  Binder(statement).all(key.case_id, key.branch);
  std::optional<std::int64_t> number, greatest;
  if (statement.executeStep()) Columns(statement).all(number, place->second.item, greatest);
  statement.tryReset();
  place->second.is_there = number.has_value();
  if (greatest) place->second.greatest = *greatest;
  return place->second;
}

void BranchWriter::write_row(const Held& held, const BranchRow& row) {
  static const std::string update = update_of<BranchRow>("branch"), insert = insert_into<BranchRow>("branch");
  connection_.run(held.is_there ? update : insert, row);
}

void BranchWriter::write_row_with(const Held& held, const BranchRow& row, const WorkItemRow* item) {
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
  Binder binder(connection_.prepared((held.is_there ? update : insert).c_str()));
  bind(binder, connection_.dictionary(), row);
  bind_item(binder, connection_.dictionary(), item);
  binder.run();
}

void BranchWriter::write_item_in(const Key& key, const WorkItemRow* item) {
  static const std::size_t columns_of_item = item_columns_of_branch().size();
  static const std::string update = "UPDATE branch SET " + set_item(1) + " WHERE case_id=?" +
                                    std::to_string(columns_of_item + 1) + " AND no=?" +
                                    std::to_string(columns_of_item + 2);
  Binder binder(connection_.prepared(update.c_str()));
  bind_item(binder, connection_.dictionary(), item);
  binder.all(key.case_id, key.branch).run();
}

void BranchWriter::write(const Key& key, const BranchRow* row, Items changed) {
  static const std::string insert = insert_into<WorkItemRow>("work_item"), upsert = insert + or_become<WorkItemRow>();
  Held& held = held_of(key);
  // What the row holds and nobody changes stays there; else the first comes there that fits, and lies nowhere yet.
  const auto is_in_row = [&](const WorkItemRow* item) { return held.item == item->item; };
  const bool stays = held.item && std::none_of(changed.begin(), changed.end(), is_in_row);
  const bool has_room = !stays && (row || held.is_there);
  const auto fits = std::find_if(changed.begin(), changed.end(), [&](const WorkItemRow* item) {
    return (is_in_row(item) || item->item > held.greatest) && fits_in_branch(*item);
  });
  const WorkItemRow* const place = has_room && fits != changed.end() ? *fits : nullptr;
  const bool item_changes = has_room && (place || held.item);
  if (row && item_changes)
    write_row_with(held, *row, place);
  else if (row)
    write_row(held, *row);
  else if (item_changes)
    write_item_in(key, place);
  for (const WorkItemRow* item : changed) {
    if (item == place) continue;
    connection_.run(item->item > held.greatest ? insert : upsert, *item);
    held.greatest = std::max(held.greatest, item->item);
  }
  held.is_there = held.is_there || row;
  if (item_changes) held.item = place ? std::optional(place->item) : std::nullopt;
}

void BranchWriter::write(const records::Commit& commit) {
  const ItemsByBranch items(commit.work_items);
  std::vector<Key> written;
  written.reserve(commit.branches.size());
  for (const BranchRow& row : commit.branches) {
    const Key key{row.case_id.value, row.no};
    write(key, &row, items.of(key));
    written.push_back(key);
  }
  std::sort(written.begin(), written.end());
  for (const Key& key : items.keys()) {
    if (!std::binary_search(written.begin(), written.end(), key)) write(key, nullptr, items.of(key));
  }
}

}  // namespace aftale::sqlite
