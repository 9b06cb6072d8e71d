#include "engine/drawing/draw.h"
#include "adapters/folders/folder_sources.h"
#include "apps/aftale/as_of.h"
#include "apps/aftale/bundle.h"
#include "apps/aftale/command.h"
#include "apps/aftale/connect.h"
#include "apps/aftale/out_file.h"
#include "apps/aftale/output.h"
#include "apps/aftale/picture.h"
#include "engine/base/words.h"
#include "engine/model/workflow_name.h"

namespace aftale::app {
namespace {

constexpr const char* kWhat = "WORKFLOW|KEY";

/// As somebody writes it; the steps where nothing is said. Error: usage.
Result<drawing::Detail> detail_of(const Arguments& arguments) {
  const std::string word = arguments.value("--detail", "steps");
  if (word == "steps") return drawing::Detail::steps;
  if (word == "all") return drawing::Detail::all;
  return fail(Error::Kind::usage, "usage",
              Text{"--detail er steps eller all, ikke " + word, "--detail is steps or all, not " + word});
}

/// The workflow of that name as it lies on the path; none where there is no such workflow, which may be a case.
std::optional<model::WorkflowName> workflow_named(const folders::FolderSources& sources, const std::string& word) {
  const Result<model::WorkflowName> name = model::WorkflowName::read(word);
  if (!name || !sources.find(model::SourceKind::workflow, name->name, name->version)) return std::nullopt;
  return *name;
}

Result<cases::Answer> draw_workflow(const Invocation& invocation, const folders::FolderSources& sources,
                                    const model::WorkflowName& name, drawing::Detail detail) {
  const Settings& settings = invocation.settings;
  const Arguments& arguments = invocation.arguments;
  AFTALE_TRY(const loader::Loaded loaded,
             load_bundle(sources, settings, name.name, name.version, arguments.value("--organisation")));
  AFTALE_TRY(const drawing::Part part, drawing::find_part(*loaded.definition, arguments.value("--part")));
  AFTALE_TRY(drawing::Drawn drawn, drawing::draw(*loaded.definition, part, detail, settings.language));
  cases::Answer answer{cases::DrawAnswer{{}, std::move(drawn.drawing)}, 0};
  answer.now = ProgramClock(settings).now();
  return answer;
}

/// Neither a workflow nor a case has that name.
ErrorPtr nothing_named(const folders::FolderSources& sources, const std::string& word) {
  const std::string near = nearest(word, sources.names(model::SourceKind::workflow));
  return fail(Error::Kind::not_found, "unknown-workflow",
              Text{"Der er hverken et forløb eller en sag, der hedder " + word +
                       (near.empty() ? ". Se sagerne med: aftale status" : ". Mente du " + near + "?"),
                   "There is neither a workflow nor a case called " + word +
                       (near.empty() ? ". See the cases with: aftale status" : ". Did you mean " + near + "?")})
      .value();
}

Result<cases::Answer> draw_case(const Invocation& invocation, const folders::FolderSources& sources,
                                drawing::Detail detail) {
  const Arguments& arguments = invocation.arguments;
  const std::string key = arguments.value(kWhat);
  AFTALE_TRY(const cases::AsOf as_of, read_as_of(arguments));
  const Result<std::unique_ptr<Connection>> connection =
      Connection::open(invocation.settings, sqlite::Access::question);
  if (!connection) {
    if (std::string_view(code_of(connection.error())) == "no-database") return fail(nothing_named(sources, key));
    return fail(connection.error());
  }
  Result<cases::Answer> answer = (*connection)
                                     ->service()
                                     .ask(cases::Draw{key, arguments.value("--part"), detail == drawing::Detail::all,
                                                      invocation.settings.language, as_of});
  if (!answer && std::string_view(code_of(answer.error())) == "unknown-case") return fail(nothing_named(sources, key));
  if (answer && (*connection)->lost()) return fail((*connection)->lost());
  return answer;
}

/// Options that mean nothing for what is drawn are no options. Error: usage.
Result<void> check_options(const Arguments& arguments, bool workflow) {
  const auto refuse = [](const Text& message) { return fail(Error::Kind::usage, "usage", message); };
  for (const char* day : {"--at", "--known-at"}) {
    if (!workflow || !arguments.has(day)) continue;
    return refuse({std::string(day) + " er for en sag; et forløb er det samme hver dag",
                   std::string(day) + " is for a case; a workflow is the same every day"});
  }
  if (workflow || !arguments.has("--organisation")) return {};
  return refuse({"--organisation er for et forløb; sagen har sin egen",
                 "--organisation is for a workflow; the case has its own"});
}

Result<void> put(const Invocation& invocation, const folders::FolderSources& sources) {
  const Arguments& arguments = invocation.arguments;
  const Settings& settings = invocation.settings;
  AFTALE_TRY(const drawing::Detail detail, detail_of(arguments));
  const std::string file = arguments.value("-o");
  Picture picture = Picture::dot;
  if (arguments.has("-o")) {
    AFTALE_TRY(picture, picture_of(file));
  }
  const std::optional<model::WorkflowName> name = workflow_named(sources, arguments.value(kWhat));
  AFTALE_TRY_VOID(check_options(arguments, name.has_value()));
  AFTALE_TRY(const cases::Answer answer,
             name ? draw_workflow(invocation, sources, *name, detail) : draw_case(invocation, sources, detail));
  std::string text;
  if (settings.json && !arguments.has("-o")) {
    cases::write_json(answer, text);
    text += "\n";
  } else {
    AFTALE_TRY(text, write_picture(std::get<cases::DrawAnswer>(answer.body).drawing, picture));
  }
  if (arguments.has("-o")) return write_out(settings, file, text);
  print(text);
  return {};
}

int run_draw(const Invocation& invocation) {
  const folders::FolderSources sources(invocation.settings.paths);
  const Result<void> drawn = put(invocation, sources);
  return drawn ? kDone : report(invocation.settings, drawn.error(), &sources);
}

std::vector<Option> draw_options() {
  std::vector<Option> options = {
      {"--part", "STEP", {"kun det, der ligger inde i trinnet", "only what lies inside the step"}},
      {"--detail",
       "steps|all",
       {"trinene, eller også det, der sjældent sker", "the steps, or also what rarely happens"}},
      {"--organisation",
       "NAME",
       {"organisationen, når forløbet ikke nævner en", "the organisation, where the workflow names none"}},
      {"-o",
       "FILE",
       {"en fil, der ender på .svg, .dot, .mmd eller .bpmn (ellers DOT ud på skærmen)",
        "a file that ends in .svg, .dot, .mmd or .bpmn (else DOT to the screen)"}}};
  for (Option& option : as_of_options()) options.push_back(std::move(option));
  return options;
}

}  // namespace

CommandSpec draw_command() {
  return {"draw",
          {"et billede af et forløb, eller af hvor langt en sag er kommet",
           "a picture of a workflow, or of how far a case has come"},
          {{kWhat, {"forløbets navn eller sagens nøgle", "the name of the workflow or the key of the case"}}},
          draw_options(),
          {"aftale draw nordjysk-socialaftale -o forloeb.svg", "aftale draw nordjylland-2023-24 -o sag.svg"},
          CommandSpec::Kind::question,
          run_draw};
}

}  // namespace aftale::app
