#include "engine/cases/questions/day_history.h"

#include "engine/cases/case_rows.h"
#include "engine/cases/entries.h"
#include "engine/cases/replay/move_entry.h"
#include "engine/cases/replay/replayer.h"

namespace aftale::cases {
namespace {

/// Cases whose history is remembered; then all are forgotten and computed again.
constexpr std::size_t kHistoriesMax = 5'000;

/// What the rows of a case say about its days, kept up with each entry: what an entry has not touched stays.
class DayRows {
 public:
  void follow(const WorkingCopy& work) {
    const machine::Case& instance = work.instance();
    seen_.resize(instance.branches.size());
    branches_.resize(instance.branches.size());
    for (std::size_t no = 0; no < instance.branches.size(); ++no) {
      if (seen_[no] == instance.branches[no]) continue;
      seen_[no] = instance.branches[no];
      branches_[no] = case_rows::branch_row(*instance.branches[no], instance, work.definition());
    }
    items_.clear();
    work.each_item([&](machine::BranchNo branch, const WorkingCopy::ItemDays& item) {
      records::WorkItemRow row;
      row.branch = branch;
      row.item = item.item;
      row.status = item.status;
      row.ballot = item.ballot;
      row.planned_on = item.planned_on;
      row.decided_on = item.decided_on;
      items_.push_back(std::move(row));
    });
  }
  std::vector<Day> days(const WorkingCopy& work) const {
    return days_of(work.instance(), work.definition(), branches_, items_);
  }

 private:
  std::vector<machine::BranchPtr> seen_;
  std::vector<records::BranchRow> branches_;
  std::vector<records::WorkItemRow> items_;
};

Result<DayHistory> played(const ReadModel& in, const records::CaseRow& row) {
  AFTALE_TRY(const std::vector<records::JournalRow> entries, entries_of(in, row.id));
  if (entries.empty()) return DayHistory();
  AFTALE_TRY(Replayer player, player_of(in, row, entries));
  DayHistory history;
  DayRows rows;
  for (const records::JournalRow& entry : entries) {
    AFTALE_TRY_VOID(player.play(entry));
    rows.follow(player.work());
    history.note(rows.days(player.work()), entry.at);
  }
  return history;
}

}  // namespace

void DayHistory::note(const std::vector<Day>& days, time::Instant at) {
  for (const Day& day : days) {
    const auto [found, is_new] = by_id_.try_emplace(day.id, Entry{day.date, day.stands, day.done, 0, at});
    if (!is_new) found->second = of(day, at);
  }
}

DayHistory::Entry DayHistory::of(const Day& day, time::Instant last_at) const {
  const auto found = by_id_.find(day.id);
  if (found == by_id_.end()) return {day.date, day.stands, day.done, 0, last_at};
  Entry entry = found->second;
  const bool is_set = day.date != entry.date || day.stands != entry.stands;
  if (is_set) ++entry.sequence;
  if (is_set || day.done != entry.done) entry.changed_at = last_at;
  entry.date = day.date;
  entry.stands = day.stands;
  entry.done = day.done;
  return entry;
}

Result<const DayHistory*> day_history(const ReadModel& in, const records::LoadedCase& loaded) {
  const auto known = in.days.find(loaded.row.id);
  if (known != in.days.end() && known->second.first == loaded.revision) return known->second.second.get();
  AFTALE_TRY(DayHistory history, played(in, loaded.row));
  if (in.days.size() >= kHistoriesMax) in.days.clear();
  auto kept = std::make_shared<const DayHistory>(std::move(history));
  return in.days.insert_or_assign(loaded.row.id, std::pair(loaded.revision, std::move(kept)))
      .first->second.second.get();
}

}  // namespace aftale::cases
