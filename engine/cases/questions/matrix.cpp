#include <algorithm>
#include <array>
#include <map>

#include "engine/cases/questions/queries.h"
#include "engine/machine/case.h"

namespace aftale::cases {

bool Matrix::says_no(const std::string& outcome) {
  static constexpr std::array<std::string_view, 6> kNo = {"rejected", "recommended_against", "declined", "refused",
                                                          "lapsed",   "not_concluded"};
  return std::find(kNo.begin(), kNo.end(), outcome) != kNo.end();
}

}  // namespace aftale::cases

namespace aftale::cases::queries {
namespace {

using machine::BranchStatus;
using records::BranchRow;
using records::WorkItemRow;

BranchStatus status_of(const BranchRow& row) {
  return row.status;
}

// "approval/1081#2" stands in the group "approval", under the element "1081".
std::string group_of(const BranchRow& row) {
  return row.key.substr(0, std::min(row.key.rfind('/'), row.key.size()));
}
std::string element_of(const BranchRow& row) {
  const std::size_t begin = row.key.rfind('/');
  const std::string last = begin == std::string::npos ? row.key : row.key.substr(begin + 1);
  return last.substr(0, last.find('#'));
}

/// The branches and items of one case, looked at from above.
class Plan {
 public:
  Plan(const std::vector<BranchRow>& branches, const std::vector<WorkItemRow>& items) : branches_(branches) {
    for (const WorkItemRow& item : items) items_[item.branch].push_back(&item);
  }

  // The newest branch of each element below `parent`, in their order; `group` empty: all groups.
  std::vector<const BranchRow*> children(std::int64_t parent, const std::string& group) const {
    std::vector<const BranchRow*> found;
    for (const BranchRow& row : branches_) {
      if (row.no == 0 || row.parent != parent || (!group.empty() && group_of(row) != group)) continue;
      const auto same = std::find_if(found.begin(), found.end(), [&](const BranchRow* other) {
        return element_of(*other) == element_of(row) && group_of(*other) == group_of(row);
      });
      if (same == found.end())
        found.push_back(&row);
      else
        *same = &row;
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const BranchRow* one, const BranchRow* other) { return one->ordinal < other->ordinal; });
    return found;
  }

  const WorkItemRow* open_item(std::int64_t branch) const {
    const auto found = items_.find(branch);
    if (found == items_.end()) return nullptr;
    for (const WorkItemRow* item : found->second) {
      if (item->status == lifecycle::ItemStatus::open) return item;
    }
    return nullptr;
  }

  /// The first day on which something that is open in the group is due.
  std::optional<time::CivilDate> nearest_due(const std::string& group) const {
    std::optional<time::CivilDate> nearest;
    for (const auto& [branch, items] : items_) {
      for (const WorkItemRow* item : items) {
        const bool waits = item->status == lifecycle::ItemStatus::open && item->step.starts_with(group + "/");
        if (waits && item->due_on && (!nearest || *item->due_on < *nearest)) nearest = item->due_on;
      }
    }
    return nearest;
  }

  /// Whether somebody acts for a party in it.
  bool is_of_parties(const std::string& group) const {
    return std::any_of(items_.begin(), items_.end(), [&](const auto& of_branch) {
      const WorkItemRow& item = *of_branch.second.front();
      return !item.party.empty() && (item.step + "/").starts_with(group + "/" + item.party + "/");
    });
  }

  /// What a body said last, if it has; a matter that was put off is not said yet.
  const WorkItemRow* last_word(std::int64_t branch) const {
    const auto found = items_.find(branch);
    if (found == items_.end()) return nullptr;
    const auto said = std::find_if(found->second.rbegin(), found->second.rend(), [](const WorkItemRow* item) {
      return item->status == lifecycle::ItemStatus::done && !item->word.empty();
    });
    return said == found->second.rend() ? nullptr : *said;
  }

  /// A body that said something: whether it had a word of its own.
  Matrix::Mark mark_of_word(std::int64_t branch) const {
    const WorkItemRow* said = last_word(branch);
    return said && said->outcome == "forwarded" ? Matrix::Mark::forwarded : Matrix::Mark::done;
  }

  /// The lists of parties of the case's own chart, in the order in which they began.
  std::vector<std::string> groups() const {
    std::vector<std::string> found;
    for (const BranchRow& row : branches_) {
      if (row.no == 0 || row.parent != 0) continue;
      if (std::find(found.begin(), found.end(), group_of(row)) == found.end()) found.push_back(group_of(row));
    }
    return found;
  }

 private:
  const std::vector<BranchRow>& branches_;
  std::map<std::int64_t, std::vector<const WorkItemRow*>> items_;
};

Matrix::Cell cell_of(const Plan& plan, const BranchRow& branch, time::CivilDate today) {
  Matrix::Cell cell;
  cell.word = branch.word;
  cell.round = branch.round;
  const WorkItemRow* open = plan.open_item(branch.no);
  switch (status_of(branch)) {
    case BranchStatus::waiting:
      cell.mark = Matrix::Mark::waiting;
      // A meeting that was held while it still waited was not its.
      if (branch.planned_on && *branch.planned_on >= today) cell.date = branch.planned_on;
      break;
    case BranchStatus::running:
      cell.mark = !open                                   ? Matrix::Mark::open
                  : open->postponed > 0                   ? Matrix::Mark::postponed
                  : !open->ballot && !branch.word.empty() ? Matrix::Mark::asked
                                                          : Matrix::Mark::open;
      if (open) {
        cell.date = open->planned_on;
        cell.minutes_missing = open->ballot && open->planned_on && *open->planned_on < today;
        cell.postponed = open->postponed;
        cell.late = open->overdue || (open->due_on && *open->due_on < today);
      }
      break;
    case BranchStatus::ended:
      cell.mark = Matrix::says_no(branch.outcome) ? Matrix::Mark::refused : plan.mark_of_word(branch.no);
      cell.date = branch.ended_on;
      break;
    case BranchStatus::not_reported:
      // Its word may have come later, without effect.
      cell.mark = Matrix::Mark::not_reported;
      if (!plan.last_word(branch.no)) break;
      cell.mark = plan.mark_of_word(branch.no);
      cell.date = branch.ended_on;
      break;
    case BranchStatus::cancelled:
      cell.mark = Matrix::Mark::cancelled;
      break;
  }
  return cell;
}

void count(Matrix::Totals& totals, const Matrix::Row& row, const BranchRow& branch) {
  const auto has = [&](auto wanted) { return std::any_of(row.cells.begin(), row.cells.end(), wanted); };
  const bool begun = has([](const Matrix::Cell& cell) {
    return cell.mark == Matrix::Mark::done || cell.mark == Matrix::Mark::forwarded ||
           cell.mark == Matrix::Mark::postponed || cell.mark == Matrix::Mark::asked;
  });
  ++totals.rows;
  switch (status_of(branch)) {
    case BranchStatus::ended:
      ++(Matrix::says_no(branch.outcome) ? totals.refused : totals.done);
      totals.approves = totals.approves || branch.outcome == "approved";
      return;
    case BranchStatus::not_reported:
      ++totals.not_reported;
      return;
    case BranchStatus::cancelled:
      ++totals.cancelled;
      return;
    case BranchStatus::waiting:
    case BranchStatus::running:
      ++(begun ? totals.open : totals.missing);
      if (branch.overdue || has([](const Matrix::Cell& cell) { return cell.late; })) ++totals.late;
      return;
  }
}

// The columns are the bodies of the chains, each behind the one that comes before it in a chain; a body's title heads
// its column where all parties call it the same.
void name_columns(Matrix& matrix, const Plan& plan, const std::vector<const BranchRow*>& rows) {
  std::vector<std::string>& ids = matrix.column_ids;
  for (const BranchRow* row : rows) {
    std::ptrdiff_t next = 0;
    for (const BranchRow* child : plan.children(row->no, {})) {
      const std::string id = element_of(*child);
      const auto found = std::find(ids.begin(), ids.end(), id);
      if (found == ids.end()) {
        ids.insert(ids.begin() + next, id);
        matrix.columns.insert(matrix.columns.begin() + next, child->title);
        ++next;
        continue;
      }
      next = found - ids.begin() + 1;
      Text& title = matrix.columns[static_cast<std::size_t>(found - ids.begin())];
      if (title != child->title) title = {};
    }
  }
}

Matrix matrix_of(const Plan& plan, const std::string& group, const BranchRow& root, time::CivilDate today) {
  const std::vector<const BranchRow*> rows = plan.children(0, group);
  Matrix matrix;
  matrix.step = group;
  matrix.title = rows.front()->group;
  const bool stands_here = std::any_of(rows.begin(), rows.end(), [](const BranchRow* row) {
    return status_of(*row) == BranchStatus::running && !row->kept;
  });
  // A deadline of the case that passed and moved it on is still marked there, but not at the steps that are open now.
  if (stands_here) matrix.due = root.overdue ? plan.nearest_due(group) : root.due_on;
  name_columns(matrix, plan, rows);
  const bool chains = !matrix.column_ids.empty();
  if (!chains) {
    matrix.column_ids.push_back({});
    matrix.columns.push_back({});
  }
  for (const BranchRow* branch : rows) {
    Matrix::Row row{branch->key, branch->title, std::vector<Matrix::Cell>(matrix.column_ids.size()), branch->outcome};
    if (!chains) row.cells.front() = cell_of(plan, *branch, today);
    for (const BranchRow* child : plan.children(branch->no, {})) {
      const auto column = std::find(matrix.column_ids.begin(), matrix.column_ids.end(), element_of(*child));
      row.cells[static_cast<std::size_t>(column - matrix.column_ids.begin())] = cell_of(plan, *child, today);
    }
    // An ended branch with an open item is one whose text has changed since: the secretariat is asked.
    if (status_of(*branch) == BranchStatus::ended && plan.open_item(branch->no))
      row.cells.back().mark = Matrix::Mark::asked;
    count(matrix.totals, row, *branch);
    matrix.rows.push_back(std::move(row));
  }
  matrix.totals.of_parties = plan.is_of_parties(group);
  // Parties with a chain of bodies decide: what they have ended they have approved.
  matrix.totals.approves = matrix.totals.approves || matrix.column_ids.size() > 1;
  return matrix;
}

}  // namespace

std::vector<Matrix> matrices(const std::vector<BranchRow>& branches, const std::vector<WorkItemRow>& items,
                             time::CivilDate today) {
  const Plan plan(branches, items);
  std::vector<Matrix> out;
  for (const std::string& group : plan.groups()) out.push_back(matrix_of(plan, group, branches.front(), today));
  return out;
}

}  // namespace aftale::cases::queries
