#include "apps/aftale/render/render.h"
#include "apps/aftale/render/table.h"
#include "engine/cases/answers.h"

namespace aftale::app::render {

std::string whoami(const cases::Answer& answer, const Settings& settings) {
  const cases::Identity& identity = std::get<cases::WhoAmIAnswer>(answer.body).identity;
  std::string text = plain(identity.actor.id) + "  ";
  text +=
      identity.actor.proof == machine::Proof::peer
          ? settings.say({"(maskinen siger god for dig over for aftaled)", "(the machine vouches for you to aftaled)"})
          : settings.say({"(du kan åbne databasen)", "(you may open the database)"});
  text += "\n";
  for (const cases::GivenRole& given : identity.roles) {
    const std::string role = given.role == "*" ? settings.say({"alle roller", "every role"})
                                               : settings.say(cases::title_of_role(given.role));
    text += "  " + plain(role);
    if (role != given.role && given.role != "*") text += " (" + plain(given.role) + ")";
    if (given.at.line != 0) text += "  ← " + plain(given.at.file) + ":" + std::to_string(given.at.line);
    text += "\n";
  }
  if (identity.roles.empty()) {
    text += settings.say({"  ingen roller: den driftsansvarlige giver dem i aftaleds konfiguration under people\n",
                          "  no roles: the operator gives them in the configuration of aftaled under people\n"});
  }
  return text;
}

}  // namespace aftale::app::render
