#include "engine/machine/branches/waiting.h"

#include <algorithm>

#include "engine/machine/bodies/addressees.h"
#include "engine/machine/branches/linked.h"
#include "engine/machine/deadlines/notices.h"

namespace aftale::machine {
namespace {

bool waits_for_resume(lifecycle::CaseStatus status) {
  return status == lifecycle::CaseStatus::suspended || status == lifecycle::CaseStatus::faulted;
}

Text title_of_event(const Run& run, const std::string& name) {
  if (name == kLinkEnded) return {"sagen er slut", "the case has ended"};
  for (const model::Chart& chart : run.definition().charts) {
    const model::EventIx ix = chart.event(name);
    if (ix != model::kNone && !chart.events[ix].title.empty()) return chart.events[ix].title;
  }
  return same_text(name);
}

void tell_untaken(Run& run, const WaitingMessage& message, const Text& why) {
  run.note("unheard", {"Sagen " + message.from + " fortalte »" + message.event + "«, som har ventet siden " +
                           message.told.iso() + ", men intet her tager imod det længere: " + why.da,
                       "The case " + message.from + " told \"" + message.event + "\", which has waited since " +
                           message.told.iso() + ", but nothing here takes it any more: " + why.en});
  Notify notice;
  notice.template_name = "unheard";
  notice.to = notice.owner = secretariat_of(run);
  notice.owes = true;
  notice.items.push_back(
      {title_of_event(run, message.event), {"sagen " + message.from, "the case " + message.from}, std::nullopt});
  send_as_entry(run, std::move(notice));
}

/// Whether an active state of a branch that is kept at rest takes an event of that name.
bool is_awaited_at_rest(const Run& run, const std::string& event) {
  for (BranchNo no = 1; no < run.branch_count(); ++no) {
    const Branch& branch = run.branch(no);
    if (!branch.kept || branch.superseded || branch.status != BranchStatus::running) continue;
    const model::Chart& chart = run.chart(branch);
    const model::EventIx ix = chart.event(event);
    if (ix == model::kNone) continue;
    for (const ActiveState& active : branch.active) {
      const auto& on = chart.states[active.state].on;
      if (std::any_of(on.begin(), on.end(), [&](const auto& one) { return one.first == ix; })) return true;
    }
  }
  return false;
}

Heard heard_of(const WaitingMessage& message) {
  return {message.from, {message.step, message.event, message.data}, message.outcome, message.result};
}

}  // namespace

bool rests(const Run& run) {
  return run.keeps_facts() && waits_for_resume(run.instance().status);
}

bool is_for_kept(const Run& run, const Heard& heard, const ErrorPtr& why) {
  if (!run.keeps_facts()) return false;
  const std::string_view code = why->findings.front().code;
  if (code == "kept-branch") return true;
  return code == "no-open-step" && heard.event.step.empty() && is_awaited_at_rest(run, heard.event.name);
}

void let_wait(Run& run, const Heard& heard) {
  run.event() = CurrentEvent{};
  run.step().where.clear();
  run.step().meaning = "waits";
  run.write(0).waiting.push_back(
      {heard.from, heard.event.step, heard.event.name, heard.event.data, heard.outcome, heard.result, run.effective()});
  run.note("message-waits", {"Sagen " + heard.from + " fortalte »" + heard.event.name + "«. Det venter, til " +
                                 (rests(run) ? "sagen genoptages" : "grenen er tilbage"),
                             "The case " + heard.from + " told \"" + heard.event.name + "\". It waits until " +
                                 (rests(run) ? "the case is resumed" : "the branch is back")});
}

Result<void> hear_waiting(Run& run, const Take& take) {
  if (!run.keeps_facts() || run.branch_count() == 0 || run.branch(0).waiting.empty()) return {};
  if (waits_for_resume(run.step().status)) return {};
  const CurrentEvent event = run.event();
  const std::string where = run.step().where, meaning = run.step().meaning;
  const Moment& own = run.moment();
  for (std::size_t n = 0; n < run.branch(0).waiting.size();) {
    const WaitingMessage message = run.branch(0).waiting[n];
    const Heard heard = heard_of(message);
    const Moment moment{own.now, own.effective, {"case:" + message.from, Proof::process, {"*"}}};
    run.event() = CurrentEvent{};
    run.event().outcome = heard.outcome;
    run.event().result = heard.result;
    run.set_moment(moment);
    const bool ended = lifecycle::has_ended(run.step().status);
    const Result<void> taken = ended ? Result<void>() : take(heard.event);
    run.set_moment(own);
    run.event() = CurrentEvent{};
    if (!taken && !is_unheard(taken.error())) return taken;
    if (!taken && is_for_kept(run, heard, taken.error())) {
      ++n;
      continue;
    }
    std::vector<WaitingMessage>& waiting = run.write(0).waiting;
    waiting.erase(waiting.begin() + static_cast<std::ptrdiff_t>(n));
    if (ended) {
      tell_untaken(run, message, {"sagen er slut", "the case has ended"});
    } else if (!taken) {
      tell_untaken(run, message, taken.error()->findings.front().message);
    } else {
      run.note("message-taken", {"Sagen " + message.from + " fortalte »" + message.event + "« den " +
                                     message.told.iso() + "; det er taget nu",
                                 "The case " + message.from + " told \"" + message.event + "\" on " +
                                     message.told.iso() + "; it is taken now"});
      // What was taken may have brought another branch back.
      n = 0;
    }
  }
  run.event() = event;
  run.step().where = where;
  run.step().meaning = meaning;
  return {};
}

}  // namespace aftale::machine
