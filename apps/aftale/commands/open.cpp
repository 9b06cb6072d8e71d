#include <algorithm>

#include "apps/aftale/bundle.h"
#include "apps/aftale/command.h"
#include "apps/aftale/connect.h"
#include "apps/aftale/output.h"
#include "apps/aftale/render/render.h"
#include "engine/model/workflow_name.h"

namespace aftale::app {
namespace {

// The word organisation= belongs to the definition, not to the inputs of the case.
std::string take_organisation(cases::Words& words) {
  const auto found =
      std::find_if(words.begin(), words.end(), [](const auto& word) { return word.first == "organisation"; });
  if (found == words.end()) return {};
  std::string name = std::move(found->second);
  words.erase(found);
  return name;
}

int run_open(const Invocation& invocation) {
  const Arguments& arguments = invocation.arguments;
  const Settings& settings = invocation.settings;
  Result<cases::Words> words = read_words(arguments.values("NAME=VALUE"));
  if (!words) return report(settings, words.error());
  const Result<model::WorkflowName> wanted = model::WorkflowName::read(arguments.value("WORKFLOW"));
  if (!wanted) return report(settings, wanted.error());
  const std::string organisation = take_organisation(*words);
  const folders::FolderSources sources(settings.paths);
  const Result<loader::Loaded> loaded = load_bundle(sources, settings, wanted->name, wanted->version, organisation);
  if (!loaded) return report(settings, loaded.error(), &sources);
  const Result<cases::Command> command =
      command_of(invocation, arguments.value("--key"), cases::OpenCase{loaded->definition->id, std::move(*words)},
                 ProgramClock(settings).now());
  if (!command) return report(settings, command.error());
  const Result<std::unique_ptr<Connection>> connection = Connection::open(settings, sqlite::Access::write);
  if (!connection) return report(settings, connection.error(), nullptr, &command->request);
  cases::Service& service = (*connection)->service();
  if (const Result<Digest> installed = service.install(loaded->sources); !installed)
    return report(settings, installed.error(), &sources, &command->request);
  const Result<cases::Receipt> receipt = std::move(service.execute({&*command, 1}).front());
  if (!receipt) return report(settings, receipt.error(), nullptr, &command->request);
  print(render::receipt(*receipt, explain(service, *receipt, settings), command->request, settings), settings);
  return kDone;
}

}  // namespace

CommandSpec open_command() {
  return {"open",
          {"åbner en sag", "opens a case"},
          {{"WORKFLOW",
            {"forløbets navn, evt. med version: navn@1", "the name of the workflow, with a version if wanted: name@1"}},
           {"NAME=VALUE",
            {"sagens oplysninger; organisation=NAVN vælger en anden organisation",
             "the inputs of the case; organisation=NAME chooses another organisation"},
            false,
            true}},
          {{"--key",
            "KEY",
            {"sagens nøgle, som alle andre kommandoer bruger", "the key of the case that all other commands use"},
            Option::Use::required}},
          {"aftale open nordjysk-socialaftale --key nordjylland-2023-24 first_day=2023-01-01 last_day=2024-12-31 "
           "'focus_areas=Socialpsykiatri, Alderdom'"},
          CommandSpec::Kind::writing,
          run_open};
}

}  // namespace aftale::app
