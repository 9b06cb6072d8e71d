#include "engine/machine/notices.h"

#include <algorithm>

#include "engine/machine/configuration.h"

namespace aftale::machine {

using model::StateIx;

namespace {

std::string receiver_id(const Run& run, const Target& target) {
  if (target.body) return target.party ? target.party->code + "/" + target.body->id : target.body->id;
  if (target.party) return target.party->code;
  if (!target.role.empty()) return std::string(target.role);
  if (is_secretariat(run, target.receiver)) return "secretariat";
  return target.receiver->title.in(Language::da);
}

Target secretariat_target(const Run& run) {
  Target target;
  target.role = "secretariat";
  target.receiver = secretariat_of(run);
  return target;
}

Targets owners_or_secretariat(const Run& run, BranchNo branch, StateIx state) {
  Result<Targets> owners = targets_of(run, branch, state, run.chart(branch).states[state].owner);
  if (owners) return std::move(*owners);
  return {secretariat_target(run)};
}

/// The party that a branch is about: of the nearest branch outwards that has one.
const model::Party* party_around(const Run& run, BranchNo no) {
  for (;; no = run.branch(no).parent) {
    for (const feel::Value& value : run.branch(no).values) {
      if (const model::Party* party = party_of(run, value)) return party;
    }
    if (no == 0) return nullptr;
  }
}

bool all_secretariat(const Run& run, const Targets& targets) {
  return std::all_of(targets.begin(), targets.end(), [&](const Target& target) {
    return target.role == "secretariat" || is_secretariat(run, target.receiver);
  });
}

}  // namespace

Notify notice_about(const Run& run, BranchNo branch, StateIx state, const char* template_name) {
  Notify notice;
  notice.template_name = template_name;
  notice.place = {branch, state};
  const Targets owners = owners_or_secretariat(run, branch, state);
  notice.owner = joined_receiver(owners);
  notice.body = owners.front().body;
  notice.party = owners.front().party ? owners.front().party : party_around(run, branch);
  return notice;
}

void send(Run& run, const Notify& notice, const Targets& to, const std::string& stem) {
  for (const Target& target : to) {
    Notify one = notice;
    one.to = target.receiver;
    one.key = stem + "|" + receiver_id(run, target);
    run.step().effects.emplace_back(std::move(one));
  }
}

void send_as_entry(Run& run, Notify notice) {
  notice.key = run.kase().key + "#" + std::to_string(run.kase().revision + 1) + "#" +
               std::to_string(run.step().effects.size() + 1);
  run.step().effects.emplace_back(std::move(notice));
}

void tell_secretariat(Run& run, BranchNo branch, StateIx state, const char* template_name) {
  Notify notice = notice_about(run, branch, state, template_name);
  notice.to = secretariat_of(run);
  send_as_entry(run, std::move(notice));
}

void tell_about_deadline(Run& run, BranchNo no, const DeadlineState& deadline, const char* template_name,
                         const std::string& moment, bool secretariat_too) {
  const std::string stem = run.kase().key + "|" + address_of(run, no, deadline.state) + "|" +
                           run.chart(no).states[deadline.state].deadlines[deadline.deadline].id + "|" +
                           (deadline.due ? deadline.due->iso() : std::string()) + "|" + moment;
  tell_about_step(run, {no, deadline.state}, deadline.due, template_name, stem, secretariat_too);
}

void tell_about_step(Run& run, OpenWork step, std::optional<time::CivilDate> due, const char* template_name,
                     const std::string& stem, bool secretariat_too) {
  const model::State& state = run.chart(step.branch).states[step.state];
  Notify notice = notice_about(run, step.branch, step.state, template_name);
  notice.due = due;
  const bool composite = state.for_each || state.call || state.type != model::State::Type::atomic;
  if (!composite) {
    const Targets owners = owners_or_secretariat(run, step.branch, step.state);
    send(run, notice, owners, stem);
    if (secretariat_too && !all_secretariat(run, owners)) send(run, notice, {secretariat_target(run)}, stem);
    return;
  }
  for (const OpenWork& work : open_work(run, step.branch, step.state)) {
    const Targets owners = owners_or_secretariat(run, work.branch, work.state);
    Notify own = notice_about(run, work.branch, work.state, template_name);
    own.due = due;
    const Text step_title = title_of_state(run.chart(work.branch).states[work.state]);
    notice.items.push_back({own.party ? own.party->title : step_title, own.owner->title, due});
    if (!all_secretariat(run, owners)) send(run, own, owners, stem + "|" + address_of(run, work.branch, work.state));
  }
  send(run, notice, {secretariat_target(run)}, stem);
}

}  // namespace aftale::machine
