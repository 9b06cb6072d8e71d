#include "apps/aftale/checking.h"

#include <filesystem>
#include <set>
#include <tuple>

#include "adapters/folders/file.h"
#include "engine/base/limits.h"
#include "engine/base/words.h"
#include "engine/loader/loader.h"
#include "engine/messages/plain_form.h"
#include "engine/messages/render.h"
#include "engine/model/checks.h"
#include "engine/model/templates.h"
#include "engine/testing/scenario.h"

namespace aftale::app {
namespace {

using Findings = std::vector<Diagnostic>;

void append(Findings& findings, Findings more) {
  for (Diagnostic& finding : more) findings.push_back(std::move(finding));
}

// A message that no template tells: the engine's own go out in a plain form, others are held.
void check_templates(const model::Definition& definition, const folders::FolderSources& sources, Findings& findings) {
  for (const model::NamedTemplate& named : model::templates_of(definition)) {
    if (!named.at) continue;
    const bool own = messages::is_built_in(named.name);
    const bool any =
        sources.message_template(named.name, Language::da) || sources.message_template(named.name, Language::en);
    for (const Language language : {Language::da, Language::en}) {
      if (sources.message_template(named.name, language)) continue;
      const std::string file = named.name + (language == Language::da ? ".da.txt" : ".en.txt");
      Text then{"så beskeden holdes tilbage", "so the message is held"};
      if (own) then = {"så beskeden får en enkel standardtekst", "so the message gets a plain standard text"};
      if (any) then = {"så alle får beskeden på det andet sprog", "so everybody has the message in the other language"};
      Diagnostic finding;
      finding.code = "unknown-template";
      finding.severity = Severity::warning;
      finding.message = {"der er ingen skabelon " + file + ", " + then.da + ". Læg filen i workflows/templates",
                         "there is no template " + file + ", " + then.en + ". Put the file into workflows/templates"};
      const std::string near = any ? std::string() : nearest(named.name, sources.names(model::SourceKind::template_));
      if (!near.empty()) {
        finding.message.da += ". Mente du " + near + "?";
        finding.message.en += ". Did you mean " + near + "?";
      }
      finding.where = named.at;
      findings.push_back(std::move(finding));
    }
  }
}

void check_meeting_plans(const model::Organisation& organisation, const time::Calendar& calendar, time::Instant now,
                         Findings& findings) {
  model::check_meetings(organisation, calendar, calendar.zone.date_of(now), findings);
}

Findings check_workflow(const model::Source& source, const folders::FolderSources& sources, time::Instant now) {
  Checked<loader::Loaded> loaded = loader::load(sources, source.name, source.version);
  const std::optional<model::Source> found = sources.find(model::SourceKind::workflow, source.name, source.version);
  std::error_code ignored;
  if (found && !std::filesystem::equivalent(found->file, source.file, ignored)) {
    Diagnostic hidden;
    hidden.code = "same-name";
    hidden.message = {"forløbet " + source.name + " i denne version findes også i " + found->file +
                          ", som er den, der bruges. Giv denne et andet navn eller en anden version",
                      "the workflow " + source.name + " in this version is also in " + found->file +
                          ", which is the one used. Give this one another name or version"};
    hidden.where = Span{source.file, 1, 1, 1};
    return {std::move(hidden)};
  }
  if (loaded.value) {
    const model::Definition& definition = *loaded.value->definition;
    check_templates(definition, sources, loaded.findings);
    check_meeting_plans(definition.organisation, definition.calendar, now, loaded.findings);
  }
  return std::move(loaded.findings);
}

/// The calendar of the search path, where there is only one.
std::optional<time::Calendar> only_calendar(const folders::FolderSources& sources) {
  const std::vector<std::string> names = sources.names(model::SourceKind::calendar);
  if (names.size() != 1) return std::nullopt;
  const std::optional<model::Source> source = sources.find(model::SourceKind::calendar, names.front(), 0);
  const Checked<loader::Node> tree = loader::parse_yaml(source->bytes, source->file);
  if (!tree.value) return std::nullopt;
  Checked<time::Calendar> calendar = loader::read_calendar(*tree.value);
  return has_errors(calendar.findings) ? std::nullopt : std::move(calendar.value);
}

/// Its meeting plans are looked at with the calendar that a workflow would have, which an organisation does not name.
Findings check_organisation(const loader::Node& root, const folders::FolderSources& sources, time::Instant now) {
  Checked<model::Organisation> organisation = loader::read_organisation(root);
  if (has_errors(organisation.findings) || !organisation.value) return std::move(organisation.findings);
  if (const std::optional<time::Calendar> calendar = only_calendar(sources)) {
    check_meeting_plans(*organisation.value, *calendar, now, organisation.findings);
  }
  return std::move(organisation.findings);
}

Findings check_tree(const model::Source& source, const folders::FolderSources& sources, time::Instant now) {
  Checked<loader::Node> tree = loader::parse_yaml(source.bytes, source.file);
  Findings findings = std::move(tree.findings);
  if (!tree.value) return findings;
  switch (source.kind) {
    case model::SourceKind::organisation:
      append(findings, check_organisation(*tree.value, sources, now));
      break;
    case model::SourceKind::calendar:
      append(findings, loader::read_calendar(*tree.value).findings);
      break;
    case model::SourceKind::rules: {
      const Checked<decisions::Table> table = loader::read_rules(*tree.value);
      append(findings, table.findings);
      break;
    }
    case model::SourceKind::scenario:
      append(findings, testing::read_scenario(*tree.value).findings);
      break;
    case model::SourceKind::workflow:
    case model::SourceKind::template_:
      break;
  }
  return findings;
}

Findings check_file(const std::string& file, const folders::FolderSources& sources, time::Instant now) {
  Result<std::string> bytes = folders::read_file(file, limits::kSourceBytesMax);
  if (!bytes) {
    Findings findings = bytes.error()->findings;
    findings.front().where = Span{file, 0, 0, 0};
    return findings;
  }
  if (folders::is_template(file)) return messages::check_template(*bytes, file);
  Checked<model::Source> source = loader::identify(std::move(*bytes), file);
  if (!source.value) return std::move(source.findings);
  return source.value->kind == model::SourceKind::workflow ? check_workflow(*source.value, sources, now)
                                                           : check_tree(*source.value, sources, now);
}

}  // namespace

std::vector<std::string> folders_of(const std::vector<std::string>& paths, const Settings& settings) {
  std::vector<std::string> folders;
  for (const std::string& path : paths) {
    std::error_code error;
    const std::filesystem::path folder = std::filesystem::is_directory(path, error)
                                             ? std::filesystem::path(path)
                                             : std::filesystem::path(path).parent_path();
    folders.push_back(folder.empty() ? "." : folder.string());
  }
  folders.insert(folders.end(), settings.paths.begin(), settings.paths.end());
  return folders;
}

Result<std::vector<std::string>> files_to_check(const std::vector<std::string>& paths) {
  AFTALE_TRY(std::vector<std::string> files, folders::files_among(paths, [](const std::string& file) {
               return folders::is_yaml(file) || folders::is_template(file);
             }));
  if (files.empty()) {
    return fail(
        Error::Kind::not_found, "no-file",
        Text{"Her er ingen YAML-filer eller skabeloner at læse", "There are no YAML files or templates to read here"});
  }
  return files;
}

Result<CheckedFiles> check_files(const std::vector<std::string>& paths, const Settings& settings) {
  AFTALE_TRY(const std::vector<std::string> files, files_to_check(paths));
  CheckedFiles checked{files.size(), {}, std::make_unique<folders::FolderSources>(folders_of(paths, settings))};
  const time::Instant now = ProgramClock(settings).now();
  std::set<std::tuple<std::string, std::uint32_t, std::uint32_t, std::string, std::string>> seen;
  for (const std::string& file : files) {
    for (Diagnostic& finding : check_file(file, *checked.sources, now)) {
      const Span at = finding.where.value_or(Span{});
      // A file that several workflows use is read for each of them.
      if (seen.emplace(at.file, at.line, at.column, finding.code, finding.message.en).second)
        checked.findings.push_back(std::move(finding));
    }
  }
  return checked;
}

}  // namespace aftale::app
