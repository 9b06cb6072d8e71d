#include "engine/machine/deadlines/meetings.h"

#include "engine/machine/chart/address.h"
#include "engine/machine/deadlines/meeting_plan.h"
#include "engine/machine/deadlines/notices.h"
#include "engine/machine/deadlines/told.h"

namespace aftale::machine {

void tell_of_meeting(Run& run, BranchNo no, const ActiveState& step, time::CivilDate before,
                     std::optional<time::CivilDate> now) {
  if (!remembers_told(run) || before <= run.today() || now == before) return;
  Targets invited;
  for (BranchNo around = no;; around = run.branch(around).parent) {
    for (const DeadlineState& deadline : run.branch(around).deadlines) {
      for (const Told& told : deadline.told) {
        if (told.branch == no && told.state == step.state && told.last) invited.push_back(target_of(run, told));
      }
    }
    if (around == 0) break;
  }
  if (invited.empty()) return;
  Notify notice = notice_about(run, no, step.state, now ? "meeting-moved" : "meeting-withdrawn");
  notice.meeting = Notify::Meeting{now.value_or(before), step.item, run.instance().revision + 1, !now};
  const std::string stem = run.instance().key + "|" + address_of(run, no, step.state) + "|meeting " +
                           std::to_string(step.item) + "|" + before.iso() + "|" + (now ? now->iso() : "off");
  send(run, notice, invited, stem, owners_or_secretariat(run, no, step.state));
}

void give_up_meeting(Run& run, BranchNo no, const ActiveState& step) {
  if (step.item == 0 || !step.next_meeting || !run.chart(no).states[step.state].ballot) return;
  tell_of_meeting(run, no, step, *step.next_meeting, std::nullopt);
}

void follow_meeting_plan(Run& run, BranchNo no) {
  if (!run.keeps_facts()) return;
  for (std::size_t n = 0; n < run.branch(no).active.size(); ++n) {
    const ActiveState had = run.branch(no).active[n];
    if (had.item == 0 || had.meeting_named || !run.chart(no).states[had.state].ballot) continue;
    // Its minutes are missing.
    if (had.next_meeting && *had.next_meeting < run.today()) continue;
    time::CivilDate handed_over = had.entered;
    const std::vector<Decision>& decisions = run.branch(no).decisions;
    const bool put_off = !decisions.empty() && decisions.back().meeting && *decisions.back().meeting >= had.entered;
    if (put_off) handed_over = decisions.back().meeting->plus_days(1);
    const std::optional<time::CivilDate> planned = next_meeting(run, no, had.state, handed_over);
    if (planned == had.next_meeting) continue;
    ActiveState& active = run.write(no).active[n];
    active.next_meeting = planned;
    if (had.next_meeting) tell_of_meeting(run, no, active, *had.next_meeting, planned);
    refresh_followers(run, no);
  }
}

}  // namespace aftale::machine
