#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>

#include "engine/records/rows.h"
#include "engine/records/store.h"

namespace aftale::sqlite {

class Connection;

/// Writes branches and work items: an open item goes into its branch's row where it fits (item_in_branch.h), the others
/// into `work_item`. It remembers, up to a limit, what the file has of the branches that it wrote, so that it asks for
/// each only once. One for each connection, whose thread it has; SQLite's exceptions come out.
class BranchWriter {
 public:
  explicit BranchWriter(Connection& connection) : connection_(connection) {}
  /// The branches and work items of a commit. Of one that stands there twice the last holds.
  void write(const records::Commit& commit);
  /// After a transaction that came to nothing, and where branches were deleted.
  void forget() { held_.clear(); }

 private:
  struct Key {
    std::int64_t case_id = 0, branch = 0;
    friend auto operator<=>(const Key&, const Key&) = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const {
      return static_cast<std::size_t>(key.case_id) * 0x9e3779b97f4a7c15U + static_cast<std::size_t>(key.branch);
    }
  };
  /// What the file has of a branch.
  struct Held {
    bool is_there = false;
    std::optional<std::int64_t> item;  ///< number of the open item in its row
    std::int64_t greatest = -1;        ///< number of an item in `work_item`
  };
  using Items = std::span<const records::WorkItemRow* const>;
  class ItemsByBranch;

  Held& held_of(const Key& key);
  /// One branch: its row where that changes, and the items that change.
  void write(const Key& key, const records::BranchRow* row, Items changed);
  void write_row(const Held& held, const records::BranchRow& row);
  void write_row_with(const Held& held, const records::BranchRow& row, const records::WorkItemRow* item);
  void write_item_in(const Key& key, const records::WorkItemRow* item);

  Connection& connection_;
  std::unordered_map<Key, Held, KeyHash> held_;
};

}  // namespace aftale::sqlite
