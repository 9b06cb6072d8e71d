#include "apps/aftale/command.h"
#include "apps/aftale/connect.h"
#include "apps/aftale/output.h"
#include "apps/aftale/render/render.h"

namespace aftale::app {
namespace {

int run_preview(const Invocation& invocation) {
  const Arguments& arguments = invocation.arguments;
  if (arguments.has("--template") && !arguments.has("STEP")) {
    return report(
        invocation.settings,
        fail(Error::Kind::usage, "usage",
             Text{"--template siger, hvad der ville blive skrevet om et trin. Skriv trinnet efter sagens nøgle",
                  "--template says what would be written about a step. Write the step after the case's key"})
            .value());
  }
  return ask(invocation, cases::Preview{arguments.value("KEY"), arguments.value("STEP"), arguments.value("--template")},
             render::preview);
}

}  // namespace

CommandSpec preview_command() {
  return {
      "preview",
      {"beskeder, før de sendes: dem, der venter, eller hvad der nu ville blive skrevet om et trin",
       "messages before they are sent: those that wait, or what would be written about a step now"},
      {{"KEY", {"sagens nøgle", "the key of the case"}},
       {"STEP",
        {"et åbent trin: vis, hvad de ansvarlige ville få at vide", "an open step: show what its owners would be told"},
        false}},
      {{"--template",
        "NAME",
        {"beskedens skabelon (ellers reminder, efter fristen overdue)",
         "the template of the message (else reminder, after the due date overdue)"}}},
      {"aftale preview nordjylland-2023-24", "aftale preview nordjylland-2023-24 approval/0851 --template overdue"},
      CommandSpec::Kind::question,
      run_preview};
}

}  // namespace aftale::app
