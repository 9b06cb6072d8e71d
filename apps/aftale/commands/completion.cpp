#include "apps/aftale/completion.h"

#include "apps/aftale/command.h"
#include "apps/aftale/output.h"

namespace aftale::app {
namespace {

int run(const Invocation& invocation) {
  const std::string shell = invocation.arguments.value("SHELL");
  if (shell == "bash") {
    print(bash_completion());
  } else if (shell == "zsh") {
    print(zsh_completion());
  } else if (shell == "fish") {
    print(fish_completion());
  } else {
    const Text message{"Der er ingen fuldførelse til \"" + shell + "\". Skriv bash, zsh eller fish",
                       "There is no completion for \"" + shell + "\". Write bash, zsh or fish"};
    return report(invocation.settings, fail(Error::Kind::usage, "usage", message).value());
  }
  return kDone;
}

}  // namespace

CommandSpec completion_command() {
  return {"completion",
          {"skriver det, som en skal bruger til at fuldføre kommandoer, muligheder og filnavne",
           "prints what a shell needs to complete commands, options and file names"},
          {{"SHELL", {"bash, zsh eller fish", "bash, zsh or fish"}}},
          {},
          {"source <(aftale completion bash)", "aftale completion fish | source"},
          CommandSpec::Kind::question,
          run,
          true};
}

}  // namespace aftale::app
