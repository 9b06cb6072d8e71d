#include "engine/machine/deadlines/notices.h"

#include <algorithm>

#include "engine/machine/chart/address.h"
#include "engine/machine/chart/configuration.h"
#include "engine/machine/chart/titles.h"

namespace aftale::machine {

using model::StateIx;

namespace {

/// The party that a branch is about: of the nearest branch outwards that has one.
const model::Party* party_around(const Run& run, BranchNo no) {
  for (;; no = run.branch(no).parent) {
    for (const feel::Value& value : run.branch(no).values) {
      if (const model::Party* party = party_of(run, value)) return party;
    }
    if (no == 0) return nullptr;
  }
}

/// The planned meeting of the body that votes in a state. Messages of older cases never named one (model::kSemantics).
std::optional<Notify::Meeting> meeting_of(const Run& run, BranchNo branch, StateIx state) {
  if (run.instance().semantics < 2 || !run.chart(branch).states[state].ballot) return std::nullopt;
  const ActiveState* active = find_active(run.branch(branch), state);
  if (!active || !active->next_meeting) return std::nullopt;
  // Nobody is invited to a day that has passed: its minutes are missing.
  if (run.keeps_facts() && *active->next_meeting < run.today()) return std::nullopt;
  return Notify::Meeting{*active->next_meeting, active->item, run.instance().revision + 1};
}

}  // namespace

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

bool all_secretariat(const Run& run, const Targets& targets) {
  return std::all_of(targets.begin(), targets.end(), [&](const Target& target) {
    return target.role == "secretariat" || is_secretariat(run, target.receiver);
  });
}

bool same_contact(const Target& left, const Target& right) {
  return !left.receiver->contact.empty() && left.receiver->contact == right.receiver->contact;
}

bool holds_for_steps(const model::State& state) {
  return state.for_each || state.call || state.type != model::State::Type::atomic;
}

std::string stem_of(const Run& run, BranchNo no, const DeadlineState& deadline, const std::string& moment) {
  return run.instance().key + "|" + address_of(run, no, deadline.state) + "|" +
         run.chart(no).states[deadline.state].deadlines[deadline.deadline].id + "|" +
         (deadline.due ? deadline.due->iso() : std::string()) + "|" + moment;
}

Listed listed(const Run& run, const Notify& about_step, const OpenWork& work) {
  const Text step_title = title_of_state(run.chart(work.branch).states[work.state]);
  return {about_step.party ? about_step.party->title : step_title, about_step.owner->title, about_step.due};
}

Notify notice_about(const Run& run, BranchNo branch, StateIx state, const char* template_name) {
  return notice_about(run, branch, state, template_name, owners_or_secretariat(run, branch, state));
}

Notify notice_about(const Run& run, BranchNo branch, StateIx state, const char* template_name, const Targets& owners) {
  Notify notice;
  notice.template_name = template_name;
  notice.place = {branch, state};
  notice.owner = joined_receiver(owners);
  notice.body = owners.front().body;
  notice.party = owners.front().party ? owners.front().party : party_around(run, branch);
  notice.meeting = meeting_of(run, branch, state);
  return notice;
}

bool is_among(const Run& run, const Target& target, const Targets& others) {
  const bool same = std::any_of(others.begin(), others.end(), [&](const Target& other) {
    return other.receiver == target.receiver && other.party == target.party && other.body == target.body &&
           other.role == target.role;
  });
  if (same) return true;
  const std::string id = receiver_id(run, target);
  return std::any_of(others.begin(), others.end(), [&](const Target& other) { return receiver_id(run, other) == id; });
}

bool each_contact_once(const Run& run) {
  return run.instance().semantics >= 2;
}

Targets send(Run& run, const Notify& notice, const Targets& to, const std::string& stem, const Targets& owing) {
  Targets written;
  for (auto target = to.begin(); target != to.end(); ++target) {
    const bool had = std::any_of(to.begin(), target, [&](const Target& other) { return same_contact(other, *target); });
    if (had && each_contact_once(run)) continue;
    Notify one = notice;
    one.to = target->receiver;
    one.owes = is_among(run, *target, owing);
    one.key = stem + "|" + receiver_id(run, *target);
    run.step().effects.emplace_back(std::move(one));
    written.push_back(*target);
  }
  return written;
}

void send_as_entry(Run& run, Notify&& notice) {
  notice.key.assign(run.instance().key).push_back('#');
  notice.key.append(std::to_string(run.instance().revision + 1)).push_back('#');
  notice.key.append(std::to_string(run.step().effects.size() + 1));
  run.step().effects.emplace_back(std::move(notice));
}

void send_for_missed_days(Run& run, BranchNo branch, StateIx state, Notify notice, const std::string& receiver) {
  notice.key = run.instance().key + "|" + address_of(run, branch, state) + "|every " +
               std::to_string(run.missed()->rule + 1) + "|caught up " + run.today().iso() + "|" + notice.template_name +
               "|" + receiver;
  // One rule may say the same twice on one day; that is as its writer wants it.
  const auto had = std::count_if(run.step().effects.begin(), run.step().effects.end(), [&](const Effect& effect) {
    const std::string& key = std::get<Notify>(effect).key;
    return key == notice.key || key.starts_with(notice.key + "#");
  });
  if (had != 0) notice.key += "#" + std::to_string(had + 1);
  run.step().effects.emplace_back(std::move(notice));
}

void tell_secretariat(Run& run, BranchNo branch, StateIx state, const char* template_name) {
  Notify notice = notice_about(run, branch, state, template_name);
  notice.to = secretariat_of(run);
  notice.owes = true;
  send_as_entry(run, std::move(notice));
}

}  // namespace aftale::machine
