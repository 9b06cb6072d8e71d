#include <algorithm>
#include <filesystem>

#include "adapters/folders/file.h"
#include "adapters/folders/folder_sources.h"
#include "adapters/sqlite/sqlite_store.h"
#include "apps/aftale/command.h"
#include "apps/aftale/out_file.h"
#include "apps/aftale/output.h"
#include "apps/aftale/picture.h"
#include "apps/aftale/render/coverage.h"
#include "engine/base/json_writer.h"
#include "engine/base/limits.h"
#include "engine/testing/coverage_pictures.h"
#include "engine/testing/memory_store.h"
#include "engine/testing/scenario_runner.h"

namespace aftale::app {
namespace {

using render::CoverageDetail;
using testing::Coverage;
using testing::ScenarioResult;

bool is_scenario(const std::string& file) {
  return file.ends_with(".scenario.yaml");
}

ScenarioResult refused(const std::string& file, std::vector<Diagnostic> findings) {
  return {file, file, false, std::move(findings), 0};
}

// Files beside the scenario come first: an example organisation there is the one it means.
folders::FolderSources sources_for(const std::string& file, const Settings& settings) {
  std::vector<std::string> below{std::filesystem::path(file).parent_path().string()};
  if (below.front().empty()) below.front() = ".";
  below.insert(below.end(), settings.paths.begin(), settings.paths.end());
  return folders::FolderSources(std::move(below));
}

ScenarioResult run_file(const std::string& file, const Settings& settings, records::Store* kept, Coverage& coverage) {
  const Result<std::string> text = folders::read_file(file, limits::kSourceBytesMax);
  if (!text) return refused(file, text.error()->findings);
  Checked<loader::Node> tree = loader::parse_yaml(*text, file);
  if (!tree.value || has_errors(tree.findings)) return refused(file, std::move(tree.findings));
  Checked<testing::Scenario> scenario = testing::read_scenario(*tree.value);
  if (!scenario.ok()) return refused(file, std::move(scenario.findings));
  const folders::FolderSources sources = sources_for(file, settings);
  testing::ScenarioOptions options;
  options.templates = [&](std::string_view name, Language language) {
    return sources.message_template(name, language);
  };
  testing::MemoryStore memory;
  return testing::run(*scenario.value, sources, kept ? *kept : memory, coverage, options);
}

std::string result_text(const ScenarioResult& result, const Settings& settings, const folders::FolderSources& lines) {
  std::string text = (result.passed ? "✔ " : "✘ ") + result.title;
  const std::string count = std::to_string(result.steps);
  text += settings.say({" (" + count + " trin)\n", " (" + count + (result.steps == 1 ? " step)\n" : " steps)\n")});
  return result.passed ? text : text + findings_text(settings, result.findings, &lines);
}

std::string json_text(const std::vector<ScenarioResult>& results, const Coverage& coverage, CoverageDetail detail,
                      const Settings& settings) {
  std::string text;
  JsonWriter out(text);
  const auto findings = [&](const std::vector<Diagnostic>& all) {
    out.begin_array();
    for (const Diagnostic& finding : all) write_finding(out, finding, settings);
    out.end_array();
  };
  out.begin_object().key("scenarios").begin_array();
  for (const ScenarioResult& result : results) {
    out.begin_object()
        .field("file", result.file)
        .field("title", result.title)
        .field("passed", result.passed)
        .field("steps", result.steps)
        .key("findings");
    findings(result.findings);
    out.end_object();
  }
  out.end_array().key("coverage");
  render::write_coverage(out, coverage, detail, settings);
  out.end_object();
  return text + "\n";
}

bool is_picture(const std::string& file) {
  return file.ends_with(".svg");
}

/// Where `-o` writes; a name that it cannot write is refused before anything is played.
Result<void> check_coverage_file(const std::string& file) {
  if (file.empty() || file.ends_with(".json") || is_picture(file)) return {};
  return fail(Error::Kind::usage, "usage",
              Text{"»" + file +
                       "« kan ikke skrives: dækningen er et billede eller JSON. Lad navnet ende på .svg "
                       "eller .json",
                   "\"" + file +
                       "\" cannot be written: the coverage is a picture or JSON. Let the name end in .svg "
                       "or .json"});
}

Result<void> write_coverage_file(const std::string& file, const Coverage& coverage,
                                 const std::vector<ScenarioResult>& results, const Settings& settings) {
  if (!is_picture(file)) return write_out(settings, file, render::coverage_file(coverage, results));
  AFTALE_TRY(const std::vector<drawing::Drawing> pictures, testing::coverage_pictures(coverage, settings.language));
  if (pictures.empty()) {
    return fail(Error::Kind::refused, "nothing-to-draw",
                Text{"Intet scenarie nåede et forløb, så der er intet at tegne",
                     "No scenario came to a workflow, so that there is nothing to draw"});
  }
  const Result<std::string> sheet = write_sheet(pictures);
  if (!sheet && std::string_view(code_of(sheet.error())) == "no-graphviz") {
    return fail(
        Error::Kind::unavailable, "no-graphviz",
        Text{"Programmet dot fra Graphviz er her ikke, og .svg kræver det. Installér pakken graphviz, eller skriv "
             "dækningen som JSON: -o dækning.json",
             "The program dot of Graphviz is not here, and .svg needs it. Install the package graphviz, or "
             "write the coverage as JSON: -o coverage.json"});
  }
  if (!sheet) return fail(sheet.error());
  return write_out(settings, file, *sheet);
}

int run_test(const Invocation& invocation) {
  const Settings& settings = invocation.settings;
  const std::string coverage_file = invocation.arguments.value("-o");
  if (const Result<void> writes = check_coverage_file(coverage_file); !writes) return report(settings, writes.error());
  const bool everything = invocation.arguments.has("--coverage") || !coverage_file.empty();
  const CoverageDetail detail = everything ? CoverageDetail::everything : CoverageDetail::ways;
  std::vector<std::string> paths = invocation.arguments.values("PATH");
  if (paths.empty()) paths = settings.paths;
  Result<std::vector<std::string>> files = folders::files_among(paths, folders::is_yaml);
  if (!files) return report(settings, files.error());
  std::erase_if(*files, [&](const std::string& file) {
    return !is_scenario(file) && std::find(paths.begin(), paths.end(), file) == paths.end();
  });
  if (files->empty()) {
    return report(settings, fail(Error::Kind::not_found, "no-file",
                                 Text{"Der er ingen scenarier (*.scenario.yaml) her",
                                      "There are no scenarios (*.scenario.yaml) here"})
                                .value());
  }
  std::unique_ptr<records::Store> kept;
  if (const std::string keep = invocation.arguments.value("--keep"); !keep.empty()) {
    if (std::filesystem::exists(keep)) {
      return report(settings,
                    fail(Error::Kind::refused, "already-exists",
                         Text{keep + " findes allerede og bliver ikke overskrevet. Angiv et andet filnavn med --keep",
                              keep + " exists already and is not overwritten. Name another file with --keep"})
                        .value());
    }
    Result<std::unique_ptr<records::Store>> store = sqlite::open_store(keep);
    if (!store) return report(settings, store.error());
    kept = std::move(*store);
  }
  const bool folders = std::any_of(paths.begin(), paths.end(),
                                   [](const std::string& path) { return std::filesystem::is_directory(path); });
  Coverage coverage;
  std::vector<ScenarioResult> results;
  const folders::FolderSources lines(std::vector<std::string>{});
  for (const std::string& file : *files) {
    results.push_back(run_file(file, settings, kept.get(), coverage));
    if (!settings.json) print(result_text(results.back(), settings, lines));
  }
  const auto passed =
      std::count_if(results.begin(), results.end(), [](const ScenarioResult& result) { return result.passed; });
  const bool all = static_cast<std::size_t>(passed) == results.size();
  if (settings.json) {
    print(json_text(results, coverage, detail, settings));
  } else {
    // Whole folders were played, so what is untouched is worth a list; one scenario leaves most of it to others.
    print("\n" + render::coverage(coverage, detail, folders || everything, settings, lines));
    const std::string good = std::to_string(passed), count = std::to_string(results.size());
    print(settings.say({good + " af " + count + " scenarier bestod\n", good + " of " + count + " scenarios passed\n"}));
  }
  if (!coverage_file.empty()) {
    const Result<void> written = write_coverage_file(coverage_file, coverage, results, settings);
    if (!written) return report(settings, written.error());
  }
  return all ? kDone : kRefused;
}

}  // namespace

CommandSpec test_command() {
  return {"test",
          {"spiller scenarier på den rigtige motor og siger, hvad ingen af dem prøver",
           "plays scenarios on the real engine and says what none of them touches"},
          {{"PATH",
            {"scenarier eller mapper (ellers dem i søgestien)", "scenarios or folders (else those of the search path)"},
            false,
            true}},
          {{"--coverage",
            nullptr,
            {"også betingelser begge veje, frister og udfald af afstemninger, og alt det, der ikke er prøvet",
             "guards both ways, deadlines and outcomes of ballots as well, and everything that is not touched"}},
           {"-o",
            "FILE",
            {"skriv dækningen i en fil, der ender på .svg (et billede) eller .json",
             "write the coverage to a file that ends in .svg (a picture) or .json"}},
           {"--keep", "FILE", {"spil i denne nye database og behold den", "play in this new database and keep it"}}},
          {"aftale test workflows", "aftale test -o coverage.svg workflows/special-terms",
           "aftale test --keep plan.db workflows/nordjysk-socialaftale/a-planned-2023-2024.scenario.yaml"},
          CommandSpec::Kind::question,
          run_test};
}

}  // namespace aftale::app
