#include "apps/aftale/command.h"
#include "apps/aftale/connect.h"
#include "apps/aftale/render/render.h"

namespace aftale::app {
namespace {

int run(const Invocation& invocation) {
  return ask(invocation, cases::History{invocation.arguments.value("KEY")}, render::history);
}

}  // namespace

CommandSpec history_command() {
  return {"history",
          {"sagens journal, en linje for hver post", "the journal of a case, one line an entry"},
          {{"KEY", {"sagens nøgle", "the key of the case"}}},
          {},
          {"aftale history nordjylland-2023-24"},
          CommandSpec::Kind::question,
          run};
}

}  // namespace aftale::app
