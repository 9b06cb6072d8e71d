#include "engine/machine/bodies/addressees.h"

#include <algorithm>

#include "engine/base/words.h"
#include "engine/machine/chart/evaluate.h"
#include "engine/machine/chart/scope.h"

namespace aftale::machine {

using model::Body;
using model::Party;
using model::StateIx;

namespace {

const std::string* text_member(const feel::Value& value, std::string_view name) {
  if (value.kind() != feel::Kind::context) return nullptr;
  const feel::Value* member = value.entries().find(name);
  return member && member->kind() == feel::Kind::string ? &member->text() : nullptr;
}

Text text_of(const feel::Value& value) {
  if (value.kind() == feel::Kind::string) return same_text(value.text());
  const std::string* da = text_member(value, "da");
  const std::string* en = text_member(value, "en");
  if (da || en) return {da ? *da : *en, en ? *en : *da};
  return same_text(value.plain());
}

const Body* chain_body(const Party& party, std::string_view id) {
  const auto found =
      std::find_if(party.chain.begin(), party.chain.end(), [&](const Body& body) { return body.id == id; });
  return found == party.chain.end() ? nullptr : &*found;
}

void take_contact(const Run& run, Target& target, model::Receiver& receiver) {
  if (receiver.contact.empty() && target.body) receiver.contact = target.body->contact;
  if (receiver.contact.empty() && target.party) receiver.contact = target.party->contact;
  if (!receiver.contact.empty()) return;
  receiver.contact = run.definition().organisation.secretariat.contact;
  target.borrowed = true;
}

Target target_of_value(const Run& run, const feel::Value& value) {
  Target target;
  const model::Definition& definition = run.definition();
  if (const model::Registered* known = definition.organisation_values.registered(value)) {
    const model::Organisation& organisation = definition.organisation;
    if (known->party) target.party = &organisation.parties[*known->party];
    if (known->body)
      target.body = target.party ? &target.party->chain[*known->body] : &organisation.bodies[*known->body];
    target.receiver = known->receiver;
    target.borrowed = known->borrowed;
    return target;
  }
  model::Receiver receiver;
  if (const Body* body = body_of(run, value, &target.party)) {
    target.body = body;
    receiver.title = body->title;
    receiver.body = body->id;
    if (target.party) receiver.party = target.party->code;
  } else if (const Party* party = party_of(run, value)) {
    target.party = party;
    receiver.title = party->title;
    receiver.party = party->code;
  } else if (value.kind() == feel::Kind::context) {
    if (const feel::Value* title = value.entries().find("title")) receiver.title = text_of(*title);
    if (const std::string* contact = text_member(value, "contact")) receiver.contact = *contact;
  } else {
    receiver.title = text_of(value);
  }
  take_contact(run, target, receiver);
  target.receiver = std::make_shared<const model::Receiver>(std::move(receiver));
  return target;
}

Target target_of_role(const Run& run, std::string_view role) {
  Target target;
  target.role = role;
  if (role == "secretariat") {
    target.receiver = secretariat_of(run);
  } else {
    model::Receiver receiver;
    receiver.title = same_text(std::string(role));
    take_contact(run, target, receiver);
    target.receiver = std::make_shared<const model::Receiver>(std::move(receiver));
  }
  return target;
}

void add_values(const Run& run, const feel::Value& value, Targets& out) {
  if (value.is_null()) return;
  if (value.kind() == feel::Kind::list) {
    for (const feel::Value& item : value.items()) add_values(run, item, out);
    return;
  }
  Target target = target_of_value(run, value);
  const bool had = std::any_of(out.begin(), out.end(), [&](const Target& other) {
    if (other.receiver == target.receiver) return true;
    return other.party == target.party && other.body == target.body &&
           other.receiver->contact == target.receiver->contact && other.receiver->title == target.receiver->title;
  });
  if (!had) out.push_back(std::move(target));
}

}  // namespace

const Party* party_of(const Run& run, const feel::Value& value) {
  const std::string* code = text_member(value, "code");
  return code ? run.definition().organisation.party(*code) : nullptr;
}

const Body* body_of(const Run& run, const feel::Value& value, const Party** party) {
  const std::string* id = text_member(value, "id");
  if (!id) return nullptr;
  const model::Organisation& organisation = run.definition().organisation;
  const std::string* code = text_member(value, "party");
  const Party* owner = code ? organisation.party(*code) : nullptr;
  const Body* body = owner ? chain_body(*owner, *id) : organisation.body(*id);
  if (party) *party = body ? owner : nullptr;
  return body;
}

TextPtr title_of(const Run& run, const feel::Value& value) {
  if (const model::Registered* known = run.definition().organisation_values.registered(value))
    return {known->receiver, &known->receiver->title};
  if (const Body* body = body_of(run, value)) return std::make_shared<const Text>(body->title);
  if (const Party* party = party_of(run, value)) return std::make_shared<const Text>(party->title);
  const feel::Value* title = value.kind() == feel::Kind::context ? value.entries().find("title") : nullptr;
  return std::make_shared<const Text>(text_of(title ? *title : value));
}

bool is_secretariat(const Run& run, const model::ReceiverPtr& receiver) {
  if (receiver == secretariat_of(run)) return true;
  const model::Office& office = run.definition().organisation.secretariat;
  return receiver->party.empty() && receiver->body.empty() && receiver->contact == office.contact &&
         (office.title.empty() || receiver->title == office.title);
}

Result<Targets> targets_of(const Run& run, BranchNo branch, StateIx state,
                           const std::vector<model::Addressee>& addressees) {
  Result<Targets> found;
  Targets& out = *found;
  for (const model::Addressee& addressee : addressees) {
    if (addressee.who) {
      if (const feel::Value* known = addressee.who.find(CaseScope{run, branch, state})) {
        add_values(run, *known, out);
        continue;
      }
      AFTALE_TRY(const feel::Value value, value_of(run, branch, state, addressee.who));
      add_values(run, value, out);
    } else if (addressee.role == "owner") {
      const std::vector<model::Addressee>& owner = run.chart(branch).states[state].owner;
      const bool circular =
          std::any_of(owner.begin(), owner.end(), [](const auto& one) { return one.role == "owner"; });
      if (circular) continue;
      if (addressees.size() == 1) return targets_of(run, branch, state, owner);
      AFTALE_TRY(const Targets owners, targets_of(run, branch, state, owner));
      out.insert(out.end(), owners.begin(), owners.end());
    } else {
      out.push_back(target_of_role(run, addressee.role));
    }
  }
  if (out.empty()) {
    out.push_back(target_of_role(run, "secretariat"));
    out.back().borrowed = !addressees.empty();
  }
  return found;
}

model::ReceiverPtr joined_receiver(const Targets& targets) {
  if (targets.size() == 1) return targets.front().receiver;
  std::vector<std::string> da, en;
  for (const Target& target : targets) {
    da.push_back(target.receiver->title.in(Language::da));
    en.push_back(target.receiver->title.in(Language::en));
  }
  model::Receiver receiver = *targets.front().receiver;
  receiver.title = {joined(da, "og"), joined(en, "and")};
  return std::make_shared<const model::Receiver>(std::move(receiver));
}

}  // namespace aftale::machine
