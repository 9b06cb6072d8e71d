#include "engine/commands/actor.h"

#include <algorithm>

#include "engine/base/words.h"

namespace aftale::commands {

bool is_same_person(const Actor& one, const Actor& other) {
  return one.id == other.id || (!one.user.empty() && one.user == other.user) || (one.uid && one.uid == other.uid);
}

Result<void> admit(const Actor& actor, const std::vector<std::string>& roles, const Text& what) {
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

bool is_secretariat(const Actor& actor) {
  return std::any_of(actor.roles.begin(), actor.roles.end(),
                     [](const std::string& role) { return role == "secretariat" || role == "*"; });
}

}  // namespace aftale::commands
