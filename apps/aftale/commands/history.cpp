#include "apps/aftale/command.h"
#include "apps/aftale/connect.h"
#include "apps/aftale/render/render.h"

namespace aftale::app {
namespace {

int run(const Invocation& invocation) {
  if (!invocation.arguments.has("KEY")) return ask(invocation, cases::History{}, render::file_history);
  return ask(invocation, cases::History{invocation.arguments.value("KEY")}, render::history);
}

}  // namespace

CommandSpec history_command() {
  return {"history",
          {"sagens journal, en linje for hver post; uden nøgle databasens egne poster: ændringer af konfigurationen",
           "the journal of a case, one line an entry; without a key the database's own: changes of the configuration"},
          {{"KEY", {"sagens nøgle", "the key of the case"}, false}},
          {},
          {"aftale history nordjylland-2023-24", "aftale history"},
          CommandSpec::Kind::question,
          run};
}

}  // namespace aftale::app
