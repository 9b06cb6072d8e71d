#include <algorithm>
#include <array>
#include <map>

#include "engine/cases/queries.h"
#include "engine/machine/case.h"

namespace aftale::cases::queries {
namespace {

using machine::BranchStatus;
using ports::BranchRow;
using ports::WorkItemRow;

BranchStatus status_of(const BranchRow& row) {
  return static_cast<BranchStatus>(row.status);
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

// Outcomes that mean no; every other one counts as done.
bool says_no(const std::string& outcome) {
  static constexpr std::array<std::string_view, 6> kNo = {"rejected", "recommended_against", "declined", "refused",
                                                          "lapsed",   "not_concluded"};
  return std::find(kNo.begin(), kNo.end(), outcome) != kNo.end();
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
      if (item->status == 0) return item;
    }
    return nullptr;
  }

  /// What a body said last, if it has; a matter that was put off is not said yet.
  const WorkItemRow* last_word(std::int64_t branch) const {
    const auto found = items_.find(branch);
    if (found == items_.end()) return nullptr;
    const auto said = std::find_if(found->second.rbegin(), found->second.rend(), [](const WorkItemRow* item) {
      return item->status == 1 && !item->word.empty();
    });
    return said == found->second.rend() ? nullptr : *said;
  }

  /// A body that said something: whether it had a word of its own.
  Matrix::Mark mark_of_word(std::int64_t branch) const {
    const WorkItemRow* said = last_word(branch);
    return said && said->outcome == "forwarded" ? Matrix::Mark::forwarded : Matrix::Mark::done;
  }

  // What people look at: the group in which something runs, else the newest one with a chain of bodies, else the
  // newest.
  std::string group() const {
    std::string newest, with_chain, running;
    for (const BranchRow& row : branches_) {
      if (row.no == 0 || row.parent != 0) continue;
      newest = group_of(row);
      if (!children(row.no, {}).empty()) with_chain = newest;
      if (status_of(row) == BranchStatus::running && !row.kept) running = newest;
    }
    return !running.empty() ? running : !with_chain.empty() ? with_chain : newest;
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
      cell.mark = says_no(branch.outcome) ? Matrix::Mark::refused : plan.mark_of_word(branch.no);
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

void count(Matrix& matrix, const Matrix::Row& row, const BranchRow& branch) {
  const bool ended = status_of(branch) == BranchStatus::ended;
  const bool passed_over = status_of(branch) == BranchStatus::not_reported;
  const auto has = [&](auto wanted) { return std::any_of(row.cells.begin(), row.cells.end(), wanted); };
  if (ended && !says_no(branch.outcome))
    ++matrix.done;
  else if (status_of(branch) != BranchStatus::cancelled && !passed_over)
    ++matrix.missing;
  if (ended && says_no(branch.outcome)) ++matrix.refused;
  const bool begun = has([](const Matrix::Cell& cell) {
    return cell.mark == Matrix::Mark::done || cell.mark == Matrix::Mark::forwarded ||
           cell.mark == Matrix::Mark::postponed || cell.mark == Matrix::Mark::asked;
  });
  if (!ended && !passed_over && begun) ++matrix.open;
  if (has([](const Matrix::Cell& cell) { return cell.late; }) || (!ended && branch.overdue)) ++matrix.late;
}

// The columns are the elements of the chains, in the order in which they first come; a body's title heads its column
// where all parties call it the same.
void name_columns(Matrix& matrix, const Plan& plan, const std::vector<const BranchRow*>& rows) {
  for (const BranchRow* row : rows) {
    for (const BranchRow* child : plan.children(row->no, {})) {
      const std::string id = element_of(*child);
      const auto found = std::find(matrix.column_ids.begin(), matrix.column_ids.end(), id);
      if (found == matrix.column_ids.end()) {
        matrix.column_ids.push_back(id);
        matrix.columns.push_back(child->title);
        continue;
      }
      Text& title = matrix.columns[static_cast<std::size_t>(found - matrix.column_ids.begin())];
      if (title != child->title) title = {};
    }
  }
}

}  // namespace

std::optional<Matrix> matrix(const std::vector<BranchRow>& branches, const std::vector<WorkItemRow>& items,
                             time::CivilDate today) {
  const Plan plan(branches, items);
  const std::string group = plan.group();
  if (group.empty()) return std::nullopt;
  const std::vector<const BranchRow*> rows = plan.children(0, group);
  Matrix matrix;
  matrix.step = group;
  matrix.title = rows.front()->group;
  const bool stands_here = std::any_of(rows.begin(), rows.end(), [](const BranchRow* row) {
    return status_of(*row) == BranchStatus::running && !row->kept;
  });
  if (stands_here) matrix.due = branches.front().due_on;
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
    count(matrix, row, *branch);
    matrix.rows.push_back(std::move(row));
  }
  return matrix;
}

}  // namespace aftale::cases::queries
