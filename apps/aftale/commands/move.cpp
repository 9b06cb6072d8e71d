#include <utility>

#include "apps/aftale/bundle.h"
#include "apps/aftale/command.h"
#include "apps/aftale/connect.h"
#include "apps/aftale/output.h"
#include "apps/aftale/render/render.h"
#include "engine/cases/move.h"

namespace aftale::app {
namespace {

/// The words of the call; where `--all` names the workflow, the first of them belongs to the inputs.
Result<cases::Move> read_order(const Invocation& invocation) {
  const Arguments& arguments = invocation.arguments;
  cases::Move order;
  order.workflow = arguments.value("--all");
  order.undo = arguments.has("--undo");
  order.apply = arguments.has("--apply");
  order.reason =
      arguments.value("--reason", invocation.settings.say({"Flytningen er taget tilbage", "The move is taken back"}));
  order.changes_organisation = arguments.has("--organisation");
  std::vector<std::string> words = arguments.values("NAME=VALUE");
  if (order.workflow.empty()) {
    order.key = arguments.value("KEY");
  } else if (arguments.has("KEY")) {
    words.insert(words.begin(), arguments.value("KEY"));
  }
  if (order.key.empty() && order.workflow.empty()) {
    return usage({"Skriv sagens nøgle, eller --all FORLØB for alle sager i et forløb",
                  "Write the key of the case, or --all WORKFLOW for all cases of a workflow"});
  }
  if (order.undo && (arguments.has("--to") || order.changes_organisation || !words.empty())) {
    return usage({"--undo tager den seneste flytning tilbage; skriv den uden --to, --organisation og oplysninger",
                  "--undo takes back the last move; write it without --to, --organisation and inputs"});
  }
  if (!order.undo && !arguments.has("--to")) {
    return usage(
        {"Skriv, hvilken version sagen skal følge: --to 2", "Write which version the case is to follow: --to 2"});
  }
  AFTALE_TRY(order.inputs, read_words(words));
  const Result<cases::Command> general =
      command_of(invocation, order.key, machine::Suspend{}, ProgramClock(invocation.settings).now());
  if (!general) return fail(general.error());
  order.request = general->request;
  order.actor = general->actor;
  return order;
}

Result<int> read_version(const std::string& word) {
  const std::optional<std::int64_t> version = read_whole_number(word);
  if (version && *version > 0 && std::in_range<int>(*version)) return static_cast<int>(*version);
  return usage({"--to skal være et versionsnummer, fx 2, ikke " + word,
                "--to must be the number of a version such as 2, not " + word});
}

// One case keeps its workflow and organisation, unless another organisation is named.
Result<void> add_bundle(const Invocation& invocation, cases::Service& service, const folders::FolderSources& sources,
                        cases::Move& order) {
  std::string workflow = order.workflow, organisation = invocation.arguments.value("--organisation");
  if (!order.key.empty()) {
    AFTALE_TRY(const cases::Answer answer, service.ask(cases::StatusOf{order.key}));
    const records::CaseRow& row = std::get<cases::StatusOfAnswer>(answer.body).summary.row;
    workflow = row.workflow.substr(0, row.workflow.find('@'));
    if (organisation.empty()) organisation = row.organisation;
  }
  AFTALE_TRY(const int version, read_version(invocation.arguments.value("--to")));
  AFTALE_TRY(loader::Loaded loaded, load_bundle(sources, invocation.settings, workflow, version, organisation));
  order.sources = std::move(loaded.sources);
  return {};
}

int run_move(const Invocation& invocation) {
  const Settings& settings = invocation.settings;
  Result<cases::Move> order = read_order(invocation);
  if (!order) return report(settings, order.error());
  const folders::FolderSources sources(settings.paths);
  const Result<std::unique_ptr<Connection>> connection = Connection::open(settings, sqlite::Access::write);
  if (!connection) return report(settings, connection.error(), nullptr, &order->request);
  cases::Service& service = (*connection)->service();
  if (!order->undo) {
    const Result<void> added = add_bundle(invocation, service, sources, *order);
    if (!added) return report(settings, added.error(), &sources);
  }
  const Result<cases::Moved> moved = service.move(*order);
  if (!moved) return report(settings, moved.error(), &sources, &order->request);
  // What keeps the one case that was asked about is the answer, as of any command that is refused.
  if (!order->key.empty() && !moved->cases.front().can)
    return report(settings, fail(Error::Kind::refused, moved->cases.front().reasons).value(), &sources);
  print(render::moved(*moved, order->request, settings), settings);
  return kDone;
}

}  // namespace

CommandSpec move_command() {
  return {"move",
          {"flytter en løbende sag, eller alle, til en anden version af forløbet",
           "takes a running case, or all, to another version of its workflow"},
          {{"KEY", {"sagens nøgle", "the key of the case"}, false},
           {"NAME=VALUE",
            {"oplysninger, som den nye version kræver", "inputs that the new version asks for"},
            false,
            true}},
          {{"--all",
            "WORKFLOW",
            {"alle sager i forløbet, der ikke er slut, i stedet for én",
             "all cases of the workflow that have not ended, instead of one"}},
           {"--to", "VERSION", {"versionen, som sagen skal følge", "the version that the case is to follow"}},
           {"--organisation",
            "NAME",
            {"en anden organisation end den, sagen følger", "another organisation than the case follows"}},
           {"--apply", nullptr, {"flyt; ellers vises kun planen", "move; otherwise only the plan is shown"}},
           {"--undo", nullptr, {"tag den seneste flytning tilbage", "take back the last move"}},
           {"--reason", "TEXT", {"hvorfor den tages tilbage", "why it is taken back"}},
           {"--request-id",
            "ID",
            {"gentag trygt: samme id giver det første svar", "repeat safely: the same id gives the first answer"}}},
          {"aftale move nordjylland-2023-24 --to 2", "aftale move --all nordjysk-socialaftale --to 2 --apply",
           "aftale move nordjylland-2023-24 --undo --apply"},
          CommandSpec::Kind::question,
          run_move};
}

}  // namespace aftale::app
