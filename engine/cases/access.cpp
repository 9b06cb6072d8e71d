#include "engine/cases/access.h"

#include <algorithm>

#include "engine/base/words.h"

namespace aftale::cases {

Identity identify(const People& people, const Peer& peer) {
  Identity identity;
  identity.actor.id = peer.user;
  identity.actor.proof = machine::Proof::peer;
  identity.actor.user = peer.user;
  identity.actor.uid = peer.uid;
  bool named = false;
  for (const Person& person : people) {
    const bool fits = person.user.empty()
                          ? std::find(peer.groups.begin(), peer.groups.end(), person.group) != peer.groups.end()
                          : person.user == peer.user;
    if (!fits) continue;
    if (!named && !person.id.empty()) {
      identity.actor.id = person.id;
      named = true;
    }
    for (const std::string& role : person.roles) {
      const auto same = [&](const GivenRole& given) { return given.role == role; };
      if (std::any_of(identity.roles.begin(), identity.roles.end(), same)) continue;
      identity.roles.push_back({role, person.at});
      identity.actor.roles.push_back(role);
    }
  }
  return identity;
}

Result<void> admit(const machine::Actor& actor, const std::vector<std::string>& roles, const Text& what) {
  const auto has = [&](std::string_view role) {
    return std::find(actor.roles.begin(), actor.roles.end(), role) != actor.roles.end();
  };
  if (has("*") || std::any_of(roles.begin(), roles.end(), has)) return {};
  std::vector<std::string> da, en;
  for (const std::string& role : roles) {
    const Text title = title_of_role(role);
    da.push_back(title.da);
    en.push_back(title.en);
  }
  return fail(Error::Kind::refused, "not-allowed",
              {what.da + " kræver rollen " + joined(da, "eller") + ", og den har " + actor.id + " ikke",
               what.en + " takes the role " + joined(en, "or") + ", which " + actor.id + " does not have"},
              roles);
}

Text title_of_role(std::string_view role) {
  if (role == "secretariat") return {"sekretariatet", "secretariat"};
  if (role == "operator") return {"driftsansvarlig", "operator"};
  return same_text(std::string(role));
}

bool is_secretariat(const machine::Actor& actor) {
  return std::any_of(actor.roles.begin(), actor.roles.end(),
                     [](const std::string& role) { return role == "secretariat" || role == "*"; });
}

}  // namespace aftale::cases
