#include "apps/aftale/command.h"
#include "apps/aftale/connect.h"
#include "apps/aftale/output.h"

namespace aftale::app {
namespace {

// They differ in one word: each takes a case and a reason.
template <class Input>
int run(const Invocation& invocation) {
  return execute(invocation, invocation.arguments.value("KEY"), Input{invocation.arguments.value("--reason")});
}

CommandSpec life_cycle(const char* name, Text summary, const char* example, int (*run_it)(const Invocation&)) {
  return {name,
          std::move(summary),
          {{"KEY", {"sagens nøgle", "the key of the case"}}},
          {{"--reason", "TEXT", {"hvorfor", "why"}, Option::Use::required}},
          {example},
          CommandSpec::Kind::writing,
          run_it};
}

}  // namespace

std::vector<CommandSpec> life_cycle_commands() {
  return {life_cycle("suspend", {"sætter en sag i bero", "suspends a case"},
                     "aftale suspend nordjylland-2023-24 --reason 'afventer ny lov'", run<commands::Suspend>),
          life_cycle("resume", {"genoptager en sag", "resumes a case"},
                     "aftale resume nordjylland-2023-24 --reason 'loven er vedtaget'", run<commands::Resume>),
          life_cycle("withdraw", {"trækker en sag tilbage for altid", "withdraws a case for good"},
                     "aftale withdraw nordjylland-2023-24 --reason 'åbnet ved en fejl'", run<commands::Withdraw>)};
}

}  // namespace aftale::app
