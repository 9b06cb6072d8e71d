#include "apps/aftale/as_of.h"
#include "apps/aftale/command.h"
#include "apps/aftale/connect.h"
#include "apps/aftale/output.h"
#include "apps/aftale/render/render.h"

namespace aftale::app {
namespace {

int run_explain(const Invocation& invocation) {
  const Result<cases::AsOf> as_of = read_as_of(invocation.arguments);
  if (!as_of) return report(invocation.settings, as_of.error());
  return ask(invocation,
             cases::Situation{invocation.arguments.value("KEY"), invocation.arguments.value("STEP"), *as_of},
             render::situation);
}

}  // namespace

CommandSpec explain_command() {
  return {"explain",
          {"hvor sagen står, hvem der ventes på, og hvad der sker, hvis ingen gør noget",
           "where the case stands, who is awaited, and what happens if nobody does anything"},
          {{"KEY", {"sagens nøgle", "the key of the case"}},
           {"STEP", {"et trin, en part eller et organ", "a step, a party or a body"}, false}},
          as_of_options(),
          {"aftale explain nordjylland-2023-24", "aftale explain nordjylland-2023-24 Aalborg --at 2022-11-10"},
          CommandSpec::Kind::question,
          run_explain};
}

}  // namespace aftale::app
