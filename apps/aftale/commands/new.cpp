#include <algorithm>
#include <cerrno>
#include <filesystem>

#include "adapters/disk/reason.h"
#include "adapters/disk/whole_file.h"
#include "adapters/folders/folder_sources.h"
#include "apps/aftale/command.h"
#include "apps/aftale/out_file.h"
#include "apps/aftale/output.h"
#include "apps/aftale/skeletons.h"
#include "engine/base/json_writer.h"
#include "engine/loader/spelling.h"
#include "engine/time/zone.h"

namespace aftale::app {
namespace {

namespace fs = std::filesystem;

bool is_workflow_name(const std::string& name) {
  return !name.empty() && name[0] >= 'a' && name[0] <= 'z' && std::all_of(name.begin(), name.end(), [](char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '-' || byte == '_';
  });
}

Result<void> check_name(const std::string& name) {
  if (is_workflow_name(name)) return {};
  const std::string near = loader::spelled_name(name, '-');
  const std::string command = "aftale new workflow " + near;
  std::vector<Diagnostic> findings{
      {"bad-name",
       Severity::error,
       {"Navnet \"" + name + "\" skal være små bogstaver a-z, tal og bindestreger, og begynde med et bogstav" +
            (near.empty() ? "" : ". Skriv " + command),
        "The name \"" + name + "\" must be lower-case letters a-z, digits and hyphens, beginning with a letter" +
            (near.empty() ? "" : ". Write " + command)},
       std::nullopt,
       {},
       near}};
  return fail(Error::Kind::usage, std::move(findings));
}

/// `joint-reply` as `Joint reply`.
std::string title_of(const std::string& name) {
  std::string title = name;
  std::replace(title.begin(), title.end(), '-', ' ');
  std::replace(title.begin(), title.end(), '_', ' ');
  title[0] = static_cast<char>(title[0] - 'a' + 'A');
  return title;
}

std::string filled(std::string_view skeleton, const std::string& name) {
  std::string text(skeleton);
  for (const auto& [field, value] :
       {std::pair<std::string, std::string>{"{{name}}", name}, {"{{title}}", title_of(name)}}) {
    for (std::size_t at = text.find(field); at != std::string::npos; at = text.find(field, at + value.size())) {
      text.replace(at, field.size(), value);
    }
  }
  return text;
}

/// The line by which editors find the schema, where it lies in one of the folders that are searched.
std::string schema_line(const Settings& settings, const fs::path& folder, const char* kind) {
  for (const std::string& path : settings.paths) {
    const fs::path schema = fs::path(path) / "schema" / (std::string(kind) + ".schema.json");
    std::error_code error;
    if (!fs::exists(schema, error)) continue;
    const fs::path whole = fs::weakly_canonical(schema, error), from = fs::weakly_canonical(folder, error);
    // What is installed is not moved together with the file; what lies in the same folder is.
    const bool near = fs::path(path).is_relative() && folder.is_relative();
    return "# yaml-language-server: $schema=" + (near ? whole.lexically_relative(from) : whole).string() + "\n";
  }
  return {};
}

Result<void> refuse_existing(const Settings& settings, const std::string& name, const std::vector<fs::path>& files) {
  for (const fs::path& file : files) {
    if (disk::standing(file.string()) == disk::Standing::nothing) continue;
    return fail(Error::Kind::refused, "already-exists",
                Text{file.string() + " findes allerede og bliver ikke overskrevet. Vælg et andet navn, eller en anden "
                                     "mappe med -o",
                     file.string() + " exists already and is not overwritten. Choose another name, or another folder "
                                     "with -o"});
  }
  const folders::FolderSources sources(settings.paths);
  if (const auto there = sources.find(model::SourceKind::workflow, name, 0)) {
    return fail(Error::Kind::refused, "already-exists",
                Text{"Forløbet " + name + " findes allerede i " + there->file + ". Vælg et andet navn",
                     "The workflow " + name + " is already in " + there->file + ". Choose another name"});
  }
  return {};
}

Result<void> write_new(const fs::path& file, const std::string& text) {
  constexpr mode_t kReadable = 0644;
  if (!disk::write_whole(file.string(), text, kReadable)) return {};
  return not_writable(file.string(), disk::reason_of(errno));
}

/// Where the case of the printed command must be answered: far enough ahead for its reminders.
Result<std::string> some_day_ahead(const Settings& settings) {
  constexpr std::int64_t kDays = 90;
  AFTALE_TRY(const time::Zone zone, time::Zone::find("Europe/Copenhagen"));
  const time::CivilDate today = zone.date_of(ProgramClock(settings).now());
  return time::CivilDate::from_days(today.days() + kDays).iso();
}

bool is_searched(const Settings& settings, const fs::path& folder) {
  std::error_code error;
  const fs::path whole = fs::weakly_canonical(folder, error);
  return std::any_of(settings.paths.begin(), settings.paths.end(), [&](const std::string& path) {
    const fs::path rest = whole.lexically_relative(fs::weakly_canonical(path, error));
    return !rest.empty() && *rest.begin() != "..";
  });
}

Result<std::string> make(const Invocation& invocation) {
  const Settings& settings = invocation.settings;
  const std::string kind = invocation.arguments.value("KIND"), name = invocation.arguments.value("NAME");
  if (kind != "workflow") {
    return fail(Error::Kind::usage, "usage",
                Text{"aftale new kan lave et forløb. Skriv aftale new workflow NAVN",
                     "aftale new can make a workflow. Write aftale new workflow NAME"});
  }
  AFTALE_TRY_VOID(check_name(name));
  const fs::path folder = invocation.arguments.value("-o", ".");
  std::error_code error;
  if (!fs::is_directory(folder, error)) {
    return fail(Error::Kind::not_found, "no-file",
                Text{"Der er ingen mappe " + folder.string() + ". Lav den først, eller angiv en anden med -o",
                     "There is no folder " + folder.string() + ". Make it first, or name another with -o"});
  }
  const fs::path workflow = folder / (name + ".workflow.yaml"), scenario = folder / (name + ".scenario.yaml");
  AFTALE_TRY_VOID(refuse_existing(settings, name, {workflow, scenario}));
  AFTALE_TRY(const std::string day, some_day_ahead(settings));
  const Language language = settings.language;
  AFTALE_TRY_VOID(
      write_new(workflow, schema_line(settings, folder, "workflow") + filled(workflow_skeleton(language), name)));
  const Result<void> both =
      write_new(scenario, schema_line(settings, folder, "scenario") + filled(scenario_skeleton(language), name));
  if (!both) {
    fs::remove(workflow, error);  // so that the command can be repeated
    return fail(both.error());
  }
  const std::string path = is_searched(settings, folder) ? "" : " --path " + folder.string();
  const std::string open = "aftale open " + name + path + " --key " + name + "-1 party=0851 reply_by=" + day;
  std::string text;
  if (settings.json) {
    JsonWriter out(text);
    out.begin_object().key("files").begin_array();
    for (const fs::path& file : {workflow, scenario}) out.string(file.string());
    out.end_array().field("open", open).end_object();
    return text + "\n";
  }
  text = settings.say({"Skrevet: ", "Written: "}) + workflow.string() + ", " + scenario.string() + "\n";
  text += settings.say({"Prøv dem:", "Try them:"}) + "\n";
  text += "  aftale check " + workflow.string() + "\n  aftale test " + scenario.string() + "\n  " + open + "\n";
  return text;
}

int run_new(const Invocation& invocation) {
  const Result<std::string> made = make(invocation);
  if (!made) return report(invocation.settings, made.error());
  print(*made);
  return kDone;
}

}  // namespace

CommandSpec new_command() {
  return {"new",
          {"laver et lille forløb med kommentarer at begynde med, og et scenarie, der prøver det",
           "makes a small commented process to begin with, and a scenario that tries it"},
          {{"KIND", {"hvad der laves: workflow", "what is made: workflow"}},
           {"NAME", {"navnet: små bogstaver, tal og bindestreger", "its name: small letters, digits and hyphens"}}},
          {{"-o", "DIR", {"mappen, det lægges i (ellers denne)", "the folder it is put into (else this one)"}}},
          {"aftale new workflow hoering", "aftale new workflow hoering -o workflows"},
          CommandSpec::Kind::question,
          run_new};
}

}  // namespace aftale::app
