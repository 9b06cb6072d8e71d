#include "apps/aftale/as_of.h"
#include "apps/aftale/command.h"
#include "apps/aftale/connect.h"
#include "apps/aftale/output.h"
#include "apps/aftale/render/render.h"

namespace aftale::app {
namespace {

int run_show(const Invocation& invocation) {
  const Result<cases::AsOf> as_of = read_as_of(invocation.arguments);
  if (!as_of) return report(invocation.settings, as_of.error());
  return ask(invocation, cases::Show{invocation.arguments.value("KEY"), invocation.arguments.value("STEP"), *as_of},
             render::show);
}

}  // namespace

CommandSpec show_command() {
  return {"show",
          {"alt om en sag eller et af dens trin", "everything about a case or one of its steps"},
          {{"KEY", {"sagens nøgle", "the key of the case"}},
           {"STEP", {"et trin og alt under det", "a step and everything below it"}, false}},
          as_of_options(),
          {"aftale show nordjylland-2023-24", "aftale show nordjylland-2023-24 approval/0851"},
          CommandSpec::Kind::question,
          run_show};
}

}  // namespace aftale::app
