#include "apps/aftale/completion.h"

#include <unistd.h>

#include <csignal>

#include "apps/aftale/command.h"
#include "apps/aftale/output.h"

namespace aftale::app {
namespace {

/// Quietly, and with nothing half said: what is offered is printed when all of it is there.
void stop_waiting(int) {
  ::_exit(0);
}

int run_completion(const Invocation& invocation) {
  const Arguments& arguments = invocation.arguments;
  const std::vector<std::string> words = arguments.values("SHELL");
  if (arguments.has("--words")) {
    std::signal(SIGALRM, stop_waiting);
    ::alarm(kOfferSeconds);
    print(offered_words(arguments.value("--words"), words));
    return kDone;
  }
  const std::string shell = words.size() == 1 ? words.front() : std::string();
  if (const std::optional<std::string> script = completion_script(shell)) {
    print(*script);
    return kDone;
  }
  const Text message{"Der er ingen fuldførelse til \"" + shell + "\". Skriv bash, zsh eller fish",
                     "There is no completion for \"" + shell + "\". Write bash, zsh or fish"};
  return report(invocation.settings, fail(Error::Kind::usage, "usage", message).value());
}

}  // namespace

CommandSpec completion_command() {
  return {"completion",
          {"skriver det, som en skal bruger til at fuldføre kommandoer, nøgler, trin, dokumenter og filnavne",
           "prints what a shell needs to complete commands, keys, steps, documents and file names"},
          {{"SHELL", {"bash, zsh eller fish", "bash, zsh or fish"}, true, true}},
          {{"--words",
            "bash|zsh|fish",
            {"svar på skallens spørgsmål: hvad kan stå, hvor linjen slutter (efter --)",
             "answer what the shell asks: what may stand where the line ends (behind --)"}}},
          {"source <(aftale completion bash)", "aftale completion fish | source"},
          CommandSpec::Kind::question,
          run_completion,
          true};
}

}  // namespace aftale::app
