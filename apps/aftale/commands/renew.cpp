#include "apps/aftale/command.h"
#include "apps/aftale/connect.h"
#include "apps/aftale/output.h"

namespace aftale::app {
namespace {

int run_renew(const Invocation& invocation) {
  const Arguments& arguments = invocation.arguments;
  Result<cases::Words> words = read_words(arguments.values("NAME=VALUE"));
  if (!words) return report(invocation.settings, words.error());
  return execute(invocation, arguments.value("KEY"),
                 cases::RenewCase{arguments.value("--key"), std::move(*words), arguments.value("--shift")});
}

}  // namespace

CommandSpec renew_command() {
  return {
      "renew",
      {"åbner sagens næste periode med de samme oplysninger", "opens the next cycle of a case with the same inputs"},
      {{"KEY", {"nøglen på den sag, der fornyes", "the key of the case that is renewed"}},
       {"NAME=VALUE", {"oplysninger, der skal være anderledes", "inputs that are to be otherwise"}, false, true}},
      {{"--key",
        "KEY",
        {"den nye sags nøgle (ellers som forløbet siger under recurs)",
         "the key of the new case (else as the workflow says under recurs)"}},
       {"--shift", "PERIOD", {"så meget senere er alle datoer, fx P2Y", "how much later all dates are, such as P2Y"}}},
      {"aftale renew nordjylland-2023-24 --key nordjylland-2025-26 --shift P2Y 'focus_areas=Unge, Alderdom'"},
      CommandSpec::Kind::writing,
      run_renew};
}

}  // namespace aftale::app
