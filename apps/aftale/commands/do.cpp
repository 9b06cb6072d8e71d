#include "apps/aftale/command.h"
#include "apps/aftale/connect.h"
#include "apps/aftale/output.h"
#include "apps/aftale/render/render.h"

namespace aftale::app {
namespace {

int run_do(const Invocation& invocation) {
  const Arguments& arguments = invocation.arguments;
  if (!arguments.has("EVENT")) {
    return ask(invocation, cases::Possible{arguments.value("KEY"), actor_of_this_process()}, render::possible);
  }
  const Result<cases::Words> data = read_words(arguments.values("NAME=VALUE"));
  if (!data) return report(invocation.settings, data.error());
  return execute(invocation, arguments.value("KEY"),
                 cases::SendEvent{arguments.value("--in"), arguments.value("EVENT"), *data});
}

}  // namespace

CommandSpec do_command() {
  return {"do",
          {"giver en sag en hændelse; uden hændelse vises, hvad der er muligt nu",
           "sends an event to a case; without an event lists what is possible now"},
          {{"KEY", {"sagens nøgle", "the key of the case"}},
           {"EVENT", {"hændelsen", "the event"}, false},
           {"NAME=VALUE", {"oplysninger, som hændelsen kræver", "data that the event asks for"}, false, true}},
          {{"--in",
            "STEP",
            {"trinnet, fx 'consultation/0851' eller 'consultation/*' for alle åbne",
             "the step, such as 'consultation/0851', or 'consultation/*' for all open ones"}}},
          {"aftale do nordjylland-2023-24 discussed", "aftale do nordjylland-2023-24 replied --in 'consultation/*'"},
          CommandSpec::Kind::writing,
          run_do};
}

}  // namespace aftale::app
