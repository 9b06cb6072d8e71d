#include "engine/machine/bodies/roles.h"

#include <algorithm>

#include "engine/base/words.h"
#include "engine/machine/bodies/addressees.h"
#include "engine/machine/chart/refusal.h"

namespace aftale::machine {

using model::Party;
using model::StateIx;

namespace {

std::string_view find_role(const Actor& actor, std::string_view role) {
  const auto found = std::find(actor.roles.begin(), actor.roles.end(), role);
  return found == actor.roles.end() ? std::string_view() : std::string_view(*found);
}

std::string party_word(const Party& party) {
  return "party:" + party.code;
}

std::string body_word(const Target& target) {
  return target.party ? "body:" + target.party->code + "/" + target.body->id : "body:" + target.body->id;
}

std::string_view as_owner(const Actor& actor, const Target& target) {
  if (!target.role.empty()) return find_role(actor, target.role);
  if (target.party) {
    if (const std::string_view found = find_role(actor, party_word(*target.party)); !found.empty()) return found;
  }
  return target.body ? find_role(actor, body_word(target)) : std::string_view();
}

/// The parties that the branch or one around it is about.
std::vector<const Party*> parties_around(const Run& run, BranchNo no) {
  std::vector<const Party*> parties;
  for (;; no = run.branch(no).parent) {
    for (const feel::Value& value : run.branch(no).values) {
      if (const Party* party = party_of(run, value)) parties.push_back(party);
    }
    if (no == 0) return parties;
  }
}

/// People of a party that the branch is about; of any party where it is about none.
std::string_view as_party(const Run& run, const Actor& actor, BranchNo no) {
  if (const std::string_view found = find_role(actor, "party"); !found.empty()) return found;
  const std::vector<const Party*> parties = parties_around(run, no);
  for (const Party* party : parties) {
    if (const std::string_view found = find_role(actor, party_word(*party)); !found.empty()) return found;
  }
  if (!parties.empty()) return {};
  const auto any = std::find_if(actor.roles.begin(), actor.roles.end(),
                                [](const std::string& role) { return role.rfind("party:", 0) == 0; });
  return any == actor.roles.end() ? std::string_view() : std::string_view(*any);
}

Text title_of_role(const std::string& role) {
  if (role == "secretariat") return {"sekretariatet", "the secretariat"};
  return same_text(role);
}

Text with_party(const Party& party, const Text& body) {
  return {party.title.in(Language::da) + ", " + body.in(Language::da),
          party.title.in(Language::en) + ", " + body.in(Language::en)};
}

void add_owner(const Target& owner, std::vector<Role>& out) {
  if (!owner.role.empty()) {
    const std::string role(owner.role);
    add_roles(out, {{role, title_of_role(role)}});
  } else if (owner.body && owner.party) {
    // Whoever acts for the whole party acts for its bodies.
    add_roles(out, {{body_word(owner), with_party(*owner.party, owner.body->title)}, {party_word(*owner.party), {}}});
  } else if (owner.body) {
    add_roles(out, {{body_word(owner), owner.body->title}});
  } else if (owner.party) {
    add_roles(out, {{party_word(*owner.party), owner.party->title}});
  }
}

}  // namespace

const std::vector<std::string>& usual_roles() {
  static const std::vector<std::string> usual{"secretariat", "owner"};
  return usual;
}

Result<std::string_view> acting_role(const Run& run, BranchNo branch, StateIx state,
                                     const std::vector<std::string>& by) {
  const Actor& actor = run.moment().actor;
  if (const std::string_view all = find_role(actor, "*"); !all.empty()) return all;
  for (const std::string& role : roles_or_usual(by)) {
    std::string_view found = role == "party" ? as_party(run, actor, branch) : find_role(actor, role);
    if (found.empty() && role == "owner") {
      AFTALE_TRY(const Targets owners, targets_of(run, branch, state, run.chart(branch).states[state].owner));
      for (const Target& owner : owners) {
        if (found.empty()) found = as_owner(actor, owner);
      }
    }
    if (!found.empty()) return found;
  }
  return std::string_view();
}

Result<bool> may_act(const Run& run, BranchNo branch, StateIx state, const std::vector<std::string>& by) {
  AFTALE_TRY(const std::string_view role, acting_role(run, branch, state, by));
  return !role.empty();
}

std::vector<Role> roles_for(const Run& run, BranchNo branch, StateIx state, const std::vector<std::string>& by) {
  std::vector<Role> out;
  for (const std::string& role : roles_or_usual(by)) {
    if (role == "owner") {
      // Where the owner cannot be found out, nobody may by being it.
      const Result<Targets> owners = targets_of(run, branch, state, run.chart(branch).states[state].owner);
      if (!owners) continue;
      for (const Target& owner : *owners) add_owner(owner, out);
    } else if (role == "party") {
      const std::vector<const Party*> parties = parties_around(run, branch);
      for (const Party* party : parties) add_roles(out, {{party_word(*party), party->title}});
      if (parties.empty()) add_roles(out, {{"party", {"en af parterne", "one of the parties"}}});
    } else {
      add_roles(out, {{role, title_of_role(role)}});
    }
  }
  return out;
}

void add_roles(std::vector<Role>& to, std::vector<Role> more) {
  for (Role& role : more) {
    const auto had = std::find_if(to.begin(), to.end(), [&](const Role& one) { return one.word == role.word; });
    if (had == to.end()) {
      to.push_back(std::move(role));
    } else if (had->title.empty()) {
      had->title = std::move(role.title);
    }
  }
}

std::vector<std::string> words_of(const std::vector<Role>& roles) {
  std::vector<std::string> words;
  words.reserve(roles.size());
  for (const Role& role : roles) words.push_back(role.word);
  return words;
}

Text people_of(const std::vector<Role>& roles) {
  constexpr std::size_t kShownMax = 5;
  std::vector<std::string> da, en;
  for (const Role& role : roles) {
    if (role.title.empty()) continue;
    if (da.size() == kShownMax) {
      da.emplace_back("…");
      en.emplace_back("…");
      break;
    }
    da.push_back(role.title.in(Language::da));
    en.push_back(role.title.in(Language::en));
  }
  return {joined(da, "eller"), joined(en, "or")};
}

tl::unexpected<ErrorPtr> refuse_role(const Text& what, const std::vector<Role>& roles) {
  const Text people = people_of(roles);
  if (people.empty()) {
    return refuse("not-allowed", {what.da + " kan ingen gøre her, for trinnet har ingen ejer med en rolle",
                                  what.en + " can be done by nobody here: the step has no owner with a role"});
  }
  return refuse(
      "not-allowed",
      {what.da + " kræver " + people.da + ". Bed dem om det", what.en + " takes " + people.en + ". Ask them to do it"},
      words_of(roles));
}

}  // namespace aftale::machine
