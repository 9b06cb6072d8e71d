#include "engine/drawing/draw.h"
#include "adapters/folders/folder_sources.h"
#include "apps/aftale/bundle.h"
#include "apps/aftale/command.h"
#include "apps/aftale/connect.h"
#include "apps/aftale/out_file.h"
#include "apps/aftale/output.h"
#include "engine/drawing/dot.h"

namespace aftale::app {
namespace {

int run_draw(const Invocation& invocation) {
  const Arguments& arguments = invocation.arguments;
  const Settings& settings = invocation.settings;
  const folders::FolderSources sources(settings.paths);
  const Result<loader::Loaded> loaded =
      load_bundle(sources, settings, arguments.value("WORKFLOW|KEY"), 0, arguments.value("--organisation"));
  if (!loaded) return report(settings, loaded.error(), &sources);
  const Result<drawing::Part> part = drawing::find_part(*loaded->definition, arguments.value("--part"));
  if (!part) return report(settings, part.error());
  const bool all = arguments.value("--detail") == "all";
  const Result<drawing::Drawn> drawn =
      drawing::draw(*loaded->definition, *part, all ? drawing::Detail::all : drawing::Detail::steps, settings.language);
  if (!drawn) return report(settings, drawn.error());
  print(drawing::dot(drawn->drawing));
  return kDone;
}

}  // namespace

CommandSpec draw_command() {
  return {"draw",
          {"et billede af et forløb, eller af hvor langt en sag er kommet i det",
           "a picture of a workflow, or of how far a case has come in it"},
          {{"WORKFLOW|KEY", {"forløbets navn eller sagens nøgle", "the name of the workflow or the key of the case"}}},
          {{"--part", "STEP", {"kun det, der ligger inde i trinnet", "only what lies inside the step"}},
           {"--detail",
            "steps|all",
            {"trinene, eller også det, der sjældent sker", "the steps, or also what rarely happens"}},
           {"--organisation",
            "NAME",
            {"organisationen, når forløbet ikke nævner en", "the organisation, where the workflow names none"}},
           {"-o",
            "FILE",
            {"en fil, der ender på .svg, .dot, .mmd eller .bpmn (ellers DOT ud på skærmen)",
             "a file that ends in .svg, .dot, .mmd or .bpmn (else DOT to the screen)"}}},
          {"aftale draw nordjysk-socialaftale -o forloeb.svg", "aftale draw nordjylland-2023-24 -o sag.svg"},
          CommandSpec::Kind::question,
          run_draw};
}

}  // namespace aftale::app
