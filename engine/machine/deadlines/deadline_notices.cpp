#include "engine/machine/deadlines/deadline_notices.h"

#include <algorithm>
#include <vector>

#include "engine/machine/chart/address.h"
#include "engine/machine/deadlines/notices.h"
#include "engine/machine/deadlines/told.h"

namespace aftale::machine {
namespace {

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

void tell_about_deadline(Run& run, BranchNo no, DeadlineState& deadline, Saying saying, const std::string& moment) {
  saying.due = deadline.due;
  tell_about_step(run, {no, deadline.state}, saying, stem_of(run, no, deadline, moment),
                  remembers_told(run) ? &deadline : nullptr);
}

void tell_about_step(Run& run, OpenWork step, const Saying& saying, const std::string& stem, DeadlineState* remembers) {
  const auto filled = [&](const OpenWork& work) {
    Notify notice = notice_about(run, work.branch, work.state, saying.template_name.c_str());
    notice.due = saying.due;
    notice.asks = saying.asks;
    return notice;
  };
  const auto send_and_note = [&](const Notify& notice, const OpenWork& work, const Targets& to,
                                 const std::string& about, const Targets& owing) {
    for (const Target& target : send(run, notice, to, about, owing)) {
      const bool counts = saying.asks == Notify::Asks::missed || notice.meeting;
      if (remembers && counts) note_told(run, *remembers, work, target);
    }
  };
  Notify notice = filled(step);
  const Target secretariat = secretariat_target(run);
  if (!holds_for_steps(run.chart(step.branch).states[step.state])) {
    const Targets owners = owners_or_secretariat(run, step.branch, step.state);
    Targets told = owners;
    if (saying.secretariat_too && !all_secretariat(run, told)) told.push_back(secretariat);
    send_and_note(notice, step, told, stem, owners);
    return;
  }
  for (const OpenWork& work : open_work(run, step.branch, step.state)) {
    Targets owners = owners_or_secretariat(run, work.branch, work.state);
    const Notify own = filled(work);
    notice.items.push_back(listed(run, own, work));
    if (all_secretariat(run, owners)) continue;
    if (each_contact_once(run)) {
      // The list tells it.
      const auto lists = [&](const Target& owner) { return same_contact(owner, secretariat); };
      owners.erase(std::remove_if(owners.begin(), owners.end(), lists), owners.end());
    }
    send_and_note(own, work, owners, stem + "|" + address_of(run, work.branch, work.state), owners);
  }
  send_and_note(notice, step, {secretariat}, stem, {});
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
