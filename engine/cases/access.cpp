#include "engine/cases/access.h"

#include <algorithm>

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

}  // namespace aftale::cases
