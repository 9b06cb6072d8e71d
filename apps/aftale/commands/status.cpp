#include "apps/aftale/command.h"
#include "apps/aftale/connect.h"
#include "apps/aftale/render/render.h"

namespace aftale::app {
namespace {

int run(const Invocation& invocation) {
  if (!invocation.arguments.has("KEY")) return ask(invocation, cases::StatusAll{}, render::status_all);
  return ask(invocation, cases::StatusOf{invocation.arguments.value("KEY")}, render::status_of);
}

}  // namespace

CommandSpec status_command() {
  return {"status",
          {"alle sager med deres næste frist; med en nøgle skemaet over parter og trin",
           "all cases with their next deadline; with a key the matrix of parties and steps"},
          {{"KEY", {"sagens nøgle", "the key of the case"}, false}},
          {},
          {"aftale status", "aftale status nordjylland-2023-24"},
          CommandSpec::Kind::question,
          run};
}

}  // namespace aftale::app
