#include "engine/machine/deadlines/told.h"

#include "engine/machine/deadlines/notices.h"

namespace aftale::machine {

bool remembers_told(const Run& run) {
  return run.instance().semantics >= 3;
}

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

}  // namespace aftale::machine
