#include "apps/aftale/command.h"
#include "apps/aftale/connect.h"
#include "apps/aftale/render/render.h"

namespace aftale::app {
namespace {

int run_whoami(const Invocation& invocation) {
  cases::WhoAmI question;
  question.identity.actor = actor_of_this_process();
  for (const std::string& role : question.identity.actor.roles) question.identity.roles.push_back({role, {}});
  return ask(invocation, question, render::whoami);
}

}  // namespace

CommandSpec whoami_command() {
  return {"whoami",
          {"hvem du er her, hvilke roller du har, og hvorfra", "who you are here, which roles you have, and why"},
          {},
          {},
          {"aftale whoami"},
          CommandSpec::Kind::question,
          run_whoami};
}

}  // namespace aftale::app
