#include "engine/machine/addressees.h"

#include <algorithm>

#include "engine/base/words.h"
#include "engine/machine/evaluate.h"

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

void take_contact(const Run& run, Target& target) {
  std::string& contact = target.receiver.contact;
  if (contact.empty() && target.body) contact = target.body->contact;
  if (contact.empty() && target.party) contact = target.party->contact;
  if (!contact.empty()) return;
  contact = run.definition().organisation.secretariat.contact;
  target.borrowed = true;
}

Target target_of_value(const Run& run, const feel::Value& value) {
  Target target;
  if (const Body* body = body_of(run, value, &target.party)) {
    target.body = body;
    target.receiver.title = body->title;
    target.receiver.body = body->id;
    if (target.party) target.receiver.party = target.party->code;
  } else if (const Party* party = party_of(run, value)) {
    target.party = party;
    target.receiver.title = party->title;
    target.receiver.party = party->code;
  } else if (value.kind() == feel::Kind::context) {
    if (const feel::Value* title = value.entries().find("title")) target.receiver.title = text_of(*title);
    if (const std::string* contact = text_member(value, "contact")) target.receiver.contact = *contact;
  } else {
    target.receiver.title = text_of(value);
  }
  take_contact(run, target);
  return target;
}

Target target_of_role(const Run& run, const std::string& role) {
  Target target;
  target.role = role;
  if (role == "secretariat") {
    target.receiver = secretariat_of(run);
  } else {
    target.receiver.title = same_text(role);
    take_contact(run, target);
  }
  return target;
}

void add_values(const Run& run, const feel::Value& value, std::vector<Target>& out) {
  if (value.is_null()) return;
  if (value.kind() == feel::Kind::list) {
    for (const feel::Value& item : value.items()) add_values(run, item, out);
    return;
  }
  Target target = target_of_value(run, value);
  const bool had = std::any_of(out.begin(), out.end(), [&](const Target& other) {
    return other.party == target.party && other.body == target.body &&
           other.receiver.contact == target.receiver.contact && other.receiver.title == target.receiver.title;
  });
  if (!had) out.push_back(std::move(target));
}

bool has_role(const Actor& actor, std::string_view role) {
  return std::find(actor.roles.begin(), actor.roles.end(), role) != actor.roles.end();
}

bool is_owner(const Actor& actor, const Target& target) {
  if (!target.role.empty()) return has_role(actor, target.role);
  if (target.party && has_role(actor, "party:" + target.party->code)) return true;
  if (!target.body) return false;
  return has_role(actor,
                  target.party ? "body:" + target.party->code + "/" + target.body->id : "body:" + target.body->id);
}

/// People of a party that the branch or one around it is about; of any party where none is named.
bool is_party(const Run& run, const Actor& actor, BranchNo no) {
  if (has_role(actor, "party")) return true;
  bool any = false;
  for (;; no = run.branch(no).parent) {
    for (const feel::Value& value : run.branch(no).values) {
      const Party* party = party_of(run, value);
      if (!party) continue;
      any = true;
      if (has_role(actor, "party:" + party->code)) return true;
    }
    if (no == 0) break;
  }
  return !any && std::any_of(actor.roles.begin(), actor.roles.end(),
                             [](const std::string& role) { return role.rfind("party:", 0) == 0; });
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

Text title_of(const Run& run, const feel::Value& value) {
  if (const Body* body = body_of(run, value)) return body->title;
  if (const Party* party = party_of(run, value)) return party->title;
  if (value.kind() == feel::Kind::context) {
    if (const feel::Value* title = value.entries().find("title")) return text_of(*title);
  }
  return text_of(value);
}

Receiver secretariat_of(const Run& run) {
  const model::Office& office = run.definition().organisation.secretariat;
  Receiver receiver;
  receiver.title = office.title.empty() ? Text{"Sekretariatet", "The secretariat"} : office.title;
  receiver.contact = office.contact;
  return receiver;
}

bool is_secretariat(const Run& run, const Receiver& receiver) {
  const model::Office& office = run.definition().organisation.secretariat;
  return receiver.party.empty() && receiver.body.empty() && receiver.contact == office.contact &&
         (office.title.empty() || receiver.title == office.title);
}

Result<std::vector<Target>> targets_of(const Run& run, BranchNo branch, StateIx state,
                                       const std::vector<model::Addressee>& addressees) {
  std::vector<Target> out;
  for (const model::Addressee& addressee : addressees) {
    if (addressee.who) {
      AFTALE_TRY(const feel::Value value, value_of(run, branch, state, addressee.who));
      add_values(run, value, out);
    } else if (addressee.role == "owner") {
      const std::vector<model::Addressee>& owner = run.chart(branch).states[state].owner;
      const bool circular =
          std::any_of(owner.begin(), owner.end(), [](const auto& one) { return one.role == "owner"; });
      if (circular) continue;
      AFTALE_TRY(const std::vector<Target> owners, targets_of(run, branch, state, owner));
      out.insert(out.end(), owners.begin(), owners.end());
    } else {
      out.push_back(target_of_role(run, addressee.role));
    }
  }
  if (out.empty()) {
    out.push_back(target_of_role(run, "secretariat"));
    out.back().borrowed = !addressees.empty();
  }
  return out;
}

Receiver joined_receiver(const std::vector<Target>& targets) {
  Receiver receiver = targets.front().receiver;
  if (targets.size() == 1) return receiver;
  std::vector<std::string> da, en;
  for (const Target& target : targets) {
    da.push_back(target.receiver.title.in(Language::da));
    en.push_back(target.receiver.title.in(Language::en));
  }
  receiver.title = {joined(da, "og"), joined(en, "and")};
  return receiver;
}

Result<bool> may_act(const Run& run, BranchNo branch, StateIx state, const std::vector<std::string>& by) {
  const Actor& actor = run.moment().actor;
  if (has_role(actor, "*")) return true;
  static const std::vector<std::string> usual{"secretariat", "owner"};
  for (const std::string& role : by.empty() ? usual : by) {
    if (role == "party") {
      if (is_party(run, actor, branch)) return true;
    } else if (has_role(actor, role)) {
      return true;
    } else if (role == "owner") {
      AFTALE_TRY(const std::vector<Target> owners,
                 targets_of(run, branch, state, run.chart(branch).states[state].owner));
      if (std::any_of(owners.begin(), owners.end(), [&](const Target& owner) { return is_owner(actor, owner); }))
        return true;
    }
  }
  return false;
}

std::string address_of(const Run& run, BranchNo branch, StateIx state) {
  const std::string& key = run.branch(branch).key;
  const model::Chart& chart = run.chart(branch);
  std::size_t size = key.size();
  for (StateIx at = state; at != 0 && at != model::kNone; at = chart.states[at].parent) {
    size += chart.states[at].id.size() + 1;
  }
  std::string out(size, '/');
  std::size_t end = size;
  for (StateIx at = state; at != 0 && at != model::kNone; at = chart.states[at].parent) {
    const std::string& id = chart.states[at].id;
    end -= id.size();
    out.replace(end, id.size(), id);
    --end;
  }
  out.replace(0, key.size(), key);
  if (key.empty() && !out.empty()) out.erase(0, 1);
  return out;
}

std::string escaped(std::string_view key) {
  std::string out;
  out.reserve(key.size());
  for (const char byte : key) {
    switch (byte) {
      case '/':
        out += "%2F";
        break;
      case '#':
        out += "%23";
        break;
      case '%':
        out += "%25";
        break;
      case '*':
        out += "%2A";
        break;
      default:
        out += byte;
    }
  }
  return out;
}

}  // namespace aftale::machine
