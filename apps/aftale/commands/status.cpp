#include "apps/aftale/as_of.h"
#include "apps/aftale/command.h"
#include "apps/aftale/connect.h"
#include "apps/aftale/output.h"
#include "apps/aftale/render/render.h"

namespace aftale::app {
namespace {

std::vector<Option> status_options() {
  std::vector<Option> options = as_of_options();
  options.push_back({"--open", nullptr, {"uden sager, der er slut", "without cases that have ended"}});
  return options;
}

int run_status(const Invocation& invocation) {
  const Result<cases::AsOf> as_of = read_as_of(invocation.arguments);
  if (!as_of) return report(invocation.settings, as_of.error());
  if (!invocation.arguments.has("KEY"))
    return ask(invocation, cases::StatusAll{*as_of, invocation.arguments.has("--open")}, render::status_all);
  return ask(invocation, cases::StatusOf{invocation.arguments.value("KEY"), *as_of, invocation.arguments.value("STEP")},
             render::status_of);
}

}  // namespace

CommandSpec status_command() {
  return {"status",
          {"alle sager med deres næste frist; med en nøgle skemaet over parter og trin",
           "all cases with their next deadline; with a key the matrix of parties and steps"},
          {{"KEY", {"sagens nøgle", "the key of the case"}, false},
           {"STEP", {"kun én liste af parter: dens trin", "only one list of parties: its step"}, false}},
          status_options(),
          {"aftale status --open", "aftale status nordjylland-2023-24", "aftale status nordjylland-2023-24 approval",
           "aftale status nordjylland-2023-24 --at 2022-11-24"},
          CommandSpec::Kind::question,
          run_status};
}

}  // namespace aftale::app
