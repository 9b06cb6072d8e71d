#include "apps/aftale/command.h"
#include "apps/aftale/connect.h"
#include "apps/aftale/render/render.h"

namespace aftale::app {
namespace {

int run_can(const Invocation& invocation) {
  const Arguments& arguments = invocation.arguments;
  return ask(invocation, cases::Can{arguments.value("KEY"), arguments.value("EVENT"), actor_of_this_process()},
             render::can);
}

}  // namespace

CommandSpec can_command() {
  return {"can",
          {"hvem der må sende en hændelse eller føre en beslutning ind, og hvilken linje der afgør det",
           "who may send an event or record a decision, and which line decides it"},
          {{"KEY", {"sagens nøgle", "the key of the case"}},
           {"EVENT",
            {"hændelsen, ordet i referatet, eller record for alle beslutninger",
             "the event, the word of the minutes, or record for every decision"}}},
          {},
          {"aftale can nordjylland-2023-24 discussed"},
          CommandSpec::Kind::question,
          run_can};
}

}  // namespace aftale::app
