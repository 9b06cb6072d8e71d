#include "apps/aftale/command.h"
#include "apps/aftale/connect.h"

namespace aftale::app {
namespace {

int run_freeze(const Invocation& invocation) {
  return execute(invocation, invocation.arguments.value("KEY"),
                 machine::Freeze{invocation.arguments.value("DOCUMENT")});
}

}  // namespace

CommandSpec freeze_command() {
  return {"freeze",
          {"lægger den nyeste version af et dokument til behandling",
           "puts the newest version of a document before the bodies"},
          {{"KEY", {"sagens nøgle", "the key of the case"}},
           {"DOCUMENT",
            {"dokumentets navn i forløbet eller dets titel", "the document's name in the workflow, or its title"}}},
          {},
          {"aftale freeze nordjylland-2023-24 agreement"},
          CommandSpec::Kind::writing,
          run_freeze};
}

}  // namespace aftale::app
