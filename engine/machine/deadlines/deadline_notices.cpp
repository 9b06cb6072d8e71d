#include "engine/machine/deadlines/deadline_notices.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/machine/deadlines/notices.h"

namespace aftale::machine {
namespace {

/// Whoever is kept under a name; somebody without a place in the organisation is called as before.
Target target_of(const Run& run, const Told& told) {
  Target target = secretariat_target(run);
  if (told.receiver == receiver_id(run, target)) return target;
  const model::Organisation& organisation = run.definition().organisation;
  const model::OrganisationValues& values = run.definition().organisation_values;
  for (const feel::Value& value : values.references()) {
    const model::Registered* known = values.registered(value);
    if (!known) continue;
    target = {};
    if (known->party) target.party = &organisation.parties[*known->party];
    if (known->body)
      target.body = target.party ? &target.party->chain[*known->body] : &organisation.bodies[*known->body];
    target.receiver = known->receiver;
    target.borrowed = known->borrowed;
    if (receiver_id(run, target) == told.receiver) return target;
  }
  model::Receiver receiver;
  receiver.title = same_text(told.receiver);
  receiver.contact = told.contact;
  target = {};
  target.receiver = std::make_shared<const model::Receiver>(std::move(receiver));
  return target;
}

bool is_inside(const Run& run, BranchNo no, BranchNo around) {
  while (no != around && no != 0) no = run.branch(no).parent;
  return no == around;
}

/// The branch below `parent` in which another one lies; `parent` for itself.
BranchNo child_around(const Run& run, BranchNo no, BranchNo parent) {
  while (no != parent && no != 0 && run.branch(no).parent != parent) no = run.branch(no).parent;
  return no;
}

/// One correction a mailbox and branch is enough, however many bodies it was told of: about the last of them.
bool is_overtaken(const Run& run, BranchNo no, const Told& told, const Told& later) {
  const bool same = told.contact.empty() ? told.receiver == later.receiver : told.contact == later.contact;
  return same && *told.last <= *later.last && child_around(run, told.branch, no) == child_around(run, later.branch, no);
}

template <class Concerns>
void correct(Run& run, BranchNo no, DeadlineState& deadline, Concerns concerns) {
  const std::string stem = stem_of(run, no, deadline, "lifted");
  std::vector<Told*> wrong;
  for (Told& told : deadline.told) {
    if (was_told_it_passed(deadline, told) && concerns(told)) wrong.push_back(&told);
  }
  for (auto told = wrong.begin(); told != wrong.end(); ++told) {
    const bool overtaken = std::any_of(wrong.begin(), wrong.end(), [&, at = *told](const Told* other) {
      return other != at && is_overtaken(run, no, *at, *other) && (*at->last < *other->last || at < other);
    });
    if (overtaken) continue;
    Notify notice = notice_about(run, (*told)->branch, (*told)->state, "lifted");
    notice.due = deadline.due;
    // It asks nobody to a meeting.
    notice.meeting.reset();
    const bool own = (*told)->branch == no && (*told)->state == deadline.state;
    send(run, notice, {target_of(run, **told)},
         own ? stem : stem + "|" + address_of(run, (*told)->branch, (*told)->state),
         owners_or_secretariat(run, (*told)->branch, (*told)->state));
  }
  for (Told* told : wrong) told->last.reset();
}

}  // namespace

Told& told_of(const Run& run, DeadlineState& deadline, const OpenWork& work, const Target& target) {
  const std::string id = receiver_id(run, target);
  for (Told& had : deadline.told) {
    if (had.branch == work.branch && had.state == work.state && had.receiver == id) return had;
  }
  Told fresh;
  fresh.branch = work.branch;
  fresh.state = work.state;
  fresh.receiver = id;
  fresh.contact = target.receiver->contact;
  deadline.told.push_back(std::move(fresh));
  return deadline.told.back();
}

bool was_told_it_passed(const DeadlineState& deadline, const Told& told) {
  return told.times != 0 && told.last && deadline.due && *told.last > *deadline.due;
}

void note_told(const Run& run, DeadlineState& deadline, const OpenWork& work, const Target& target) {
  Told& entry = told_of(run, deadline, work, target);
  ++entry.times;
  entry.last = run.today();
  entry.contact = target.receiver->contact;
}

bool remembers_told(const Run& run) {
  return run.instance().semantics >= 3;
}

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

void correct_deadline(Run& run, BranchNo no, DeadlineState& deadline) {
  correct(run, no, deadline, [](const Told&) { return true; });
}

void correct_branch(Run& run, BranchNo ended) {
  if (!remembers_told(run) || ended == 0) return;
  const BranchNo parent = run.branch(ended).parent;
  const model::StateIx origin = run.branch(ended).origin;
  const std::vector<std::size_t> late = [&] {
    std::vector<std::size_t> found;
    const auto& deadlines = run.branch(parent).deadlines;
    for (std::size_t n = 0; n < deadlines.size(); ++n) {
      const DeadlineState& deadline = deadlines[n];
      if (deadline.state == origin && lifecycle::is_overdue(deadline.status) && deadline.due &&
          run.effective() <= *deadline.due)
        found.push_back(n);
    }
    return found;
  }();
  for (const std::size_t n : late) {
    correct(run, parent, run.write(parent).deadlines[n],
            [&](const Told& told) { return told.branch != parent && is_inside(run, told.branch, ended); });
  }
}

}  // namespace aftale::machine
