#include "engine/loader/bundle/bundle_loader.h"

#include <algorithm>
#include <charconv>

#include "engine/base/words.h"
#include "engine/loader/bundle/case_links.h"
#include "engine/loader/bundle/definition_checks.h"
#include "engine/loader/bundle/source_words.h"
#include "engine/loader/workflow/workflow_reader.h"
#include "engine/model/templates.h"

namespace aftale::loader {

using model::ChartIx;
using model::SourceKind;

namespace {

/// Where a calendar is not named: weekends are off, and nothing else.
time::Calendar plain_calendar() {
  time::Calendar calendar;
  calendar.name = "";
  if (auto zone = time::Zone::find("Europe/Copenhagen")) calendar.zone = *zone;
  return calendar;
}

}  // namespace

BundleLoader::BundleLoader(const Sources& sources, std::optional<Pinned> pinned, std::vector<std::string> around)
    : sources_(sources),
      pinned_(pinned),
      around_(std::move(around)),
      bundle_(sources, pinned ? pinned->reading : model::kReading) {
  bundle_.find_table = [this](const std::string& table) { return find_table(table); };
  bundle_.call = [this](std::string_view reference, const Span& at) { return call(reference, at); };
  bundle_.find_calendar = [this](std::string_view name, const Span& at) { return calendar(name, at); };
}

Checked<Loaded> BundleLoader::load(std::string_view name, int version, std::string_view organisation) {
  Checked<Loaded> out;
  const auto source = find(SourceKind::workflow, name, version, std::nullopt);
  const Node* root = source ? parse(*source) : nullptr;
  if (root) {
    read_organisation_of(*root, organisation);
    if (const Node* named = root->find("calendar"); named && named->is_scalar()) {
      bundle_.calendar = calendar(named->text, named->at);
    }
    read_workflow(*source, *root);
    auto definition = std::make_shared<model::Definition>();
    read_opened(*definition);
    assemble(*definition);
    if (!pinned_) check_definition(bundle_, *definition);
    if (pinned_ || !has_errors(bundle_.findings)) out.value = Loaded{std::move(definition), std::move(bundle_.used)};
  }
  out.findings = sorted_findings(std::move(bundle_.findings));
  return out;
}

void BundleLoader::add_used(model::Source source) {
  const auto same = [&](const model::Source& used) {
    return used.kind == source.kind && used.name == source.name && used.version == source.version;
  };
  if (std::none_of(bundle_.used.begin(), bundle_.used.end(), same)) bundle_.used.push_back(std::move(source));
}

std::optional<model::Source> BundleLoader::find(SourceKind kind, std::string_view name, int version,
                                                std::optional<Span> at) {
  auto source = sources_.find(kind, name, version);
  if (source) {
    add_used(*source);
    return source;
  }
  const Text word = kind_word(kind);
  const std::string shown(name);
  if (version != 0) {
    if (const auto other = sources_.find(kind, name, 0)) {
      const std::string has = std::to_string(other->version), wants = std::to_string(version);
      bundle_.findings.push_back(
          {code_of_missing(kind),
           Severity::error,
           {shown + " findes i version " + has + ", ikke " + wants + "; skriv " + shown + "@" + has,
            shown + " exists in version " + has + ", not " + wants + "; write " + shown + "@" + has},
           at,
           {shown + "@" + has}});
      return std::nullopt;
    }
  }
  const std::vector<std::string> names = sources_.names(kind);
  const std::string near = nearest(shown, names);
  bundle_.findings.push_back(
      {code_of_missing(kind),
       Severity::error,
       {"Ingen fil med " + word.da + " " + shown + (near.empty() ? "" : "; mente du " + near + "?"),
        "No file with " + word.en + " " + shown + (near.empty() ? "" : "; did you mean " + near + "?")},
       at,
       names,
       near});
  return std::nullopt;
}

const Node* BundleLoader::parse(const model::Source& source) {
  Checked<Node> tree = parse_yaml(source.bytes, source.file, form());
  bundle_.findings.insert(bundle_.findings.end(), tree.findings.begin(), tree.findings.end());
  if (!tree.value) return nullptr;
  bundle_.trees.push_back(std::move(*tree.value));
  return &bundle_.trees.back();
}

void BundleLoader::read_organisation_of(const Node& root, std::string_view wanted) {
  std::optional<Span> at;
  std::string name(wanted);
  if (name.empty()) {
    const Node* named = root.find("organisation");
    if (!named || !named->is_scalar()) return;
    name = named->text;
    at = named->at;
  }
  const auto source = find(SourceKind::organisation, name, 0, at);
  if (!source) return;
  if (const Node* tree = parse(*source)) bundle_.organisation = take(read_organisation(*tree));
  bundle_.organisation_type = model::organisation_type(bundle_.organisation_or_null());
}

std::optional<time::Calendar> BundleLoader::calendar(std::string_view name, const Span& at) {
  const auto source = find(SourceKind::calendar, name, 0, at);
  if (!source) return std::nullopt;
  const Node* tree = parse(*source);
  return tree ? take(read_calendar(*tree)) : std::nullopt;
}

ChartIx BundleLoader::read_workflow(const model::Source& source, const Node& root) {
  const auto ix = static_cast<std::uint16_t>(bundle_.workflows.size());
  bundle_.workflows.emplace_back();
  const std::size_t known = known_.size();
  known_.push_back({source.name, source.version, std::nullopt});
  const ChartIx chart = loader::read_workflow(bundle_, root, ix);
  known_[known].chart = chart;
  return chart;
}

std::optional<ChartIx> BundleLoader::call(std::string_view reference, const Span& at) {
  const std::size_t mark = reference.find('@');
  const std::string name(reference.substr(0, mark));
  int version = 0;
  const std::string_view number = mark == std::string_view::npos ? std::string_view() : reference.substr(mark + 1);
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), version);
  if (number.empty() || error != std::errc() || end != number.data() + number.size() || version < 1) {
    const auto newest = sources_.find(SourceKind::workflow, name, 0);
    const std::string line = name + "@" + std::to_string(newest ? newest->version : 1);
    bundle_.findings.push_back(
        {"unpinned-call",
         Severity::error,
         {"Et kald skal sige hvilken version: " + line, "A call must say which version: " + line},
         at,
         {line}});
    if (!newest) return std::nullopt;
    version = newest->version;
  }
  for (const Known& known : known_) {
    if (known.name != name || known.version != version) continue;
    if (known.chart) return known.chart;
    bundle_.findings.push_back({"call-cycle",
                                Severity::error,
                                {name + " kalder sig selv, direkte eller gennem andre; kald må ikke gå i ring",
                                 name + " calls itself, directly or through others; calls may not form a cycle"},
                                at,
                                {}});
    return std::nullopt;
  }
  const auto source = find(SourceKind::workflow, name, version, at);
  const Node* root = source ? parse(*source) : nullptr;
  if (!root) return std::nullopt;
  return read_workflow(*source, *root);
}

const decisions::Table* BundleLoader::find_table(const std::string& name) {
  if (std::find(tables_read_.begin(), tables_read_.end(), name) == tables_read_.end() &&
      sources_.find(SourceKind::rules, name, 0)) {
    tables_read_.push_back(name);
    const auto source = find(SourceKind::rules, name, 0, std::nullopt);
    const Node* tree = parse(*source);
    if (auto table = tree ? take(read_rules(*tree, !pinned_)) : std::nullopt) tables_.add(std::move(*table));
  }
  return tables_.find(name);
}

void BundleLoader::read_table(const std::string& name, const std::optional<Span>& at, bool needed,
                              decisions::Library& library) {
  if (!sources_.find(SourceKind::rules, name, 0)) {
    if (needed) find(SourceKind::rules, name, 0, at);
    return;
  }
  const bool is_read = std::find(tables_read_.begin(), tables_read_.end(), name) != tables_read_.end();
  if (pinned_ && !is_read) {
    auto source = find(SourceKind::rules, name, 0, at);
    library.add_unread(name, [source = std::move(*source), form = form()]() -> std::optional<decisions::Table> {
      const Checked<Node> tree = parse_yaml(source.bytes, source.file, form);
      return tree.value ? read_rules(*tree.value, false).value : std::nullopt;
    });
    return;
  }
  if (const decisions::Table* table = find_table(name)) library.add(*table);
}

void BundleLoader::add_templates(model::Definition& definition) {
  if (bundle_.edition < 2) return;
  for (const model::NamedTemplate& named : model::templates_of(definition)) {
    model::TemplateTexts texts;
    for (const Language language : {Language::da, Language::en}) {
      const char* ending = language == Language::da ? ".da" : ".en";
      auto source = sources_.find(SourceKind::template_, named.name + ending, 0);
      if (!source) continue;
      (language == Language::da ? texts.da : texts.en) = sha256(source->bytes);
      add_used(std::move(*source));
    }
    if (texts.da != Digest{} || texts.en != Digest{}) definition.templates.emplace(named.name, texts);
  }
}

void BundleLoader::read_opened(model::Definition& definition) {
  std::map<std::string, model::DefinitionPtr> others;
  const std::string own = bundle_.workflows.front().name;
  for (const Bundle::Opened& opened : bundle_.opened) {
    if (opened.workflow.empty()) continue;
    const auto [known, fresh] = others.try_emplace(opened.workflow);
    if (fresh && opened.workflow != own) known->second = read_other(opened);
    if (std::find(definition.opens.begin(), definition.opens.end(), opened.workflow) == definition.opens.end())
      definition.opens.push_back(opened.workflow);
    if (opened.workflow == own) {
      check_given(opened, bundle_.charts[bundle_.workflows.front().chart].variables, bundle_.findings);
    } else if (known->second) {
      check_given(opened, known->second->root_chart().variables, bundle_.findings);
    }
  }
  for (const Bundle::Told& told : bundle_.told) {
    const std::string& name = told.link;
    const Span& at = told.at;
    bool opened_here = name == "next";
    for (const Bundle::Opened& opened : bundle_.opened) {
      if (opened.link != name) continue;
      opened_here = true;
      const auto other = others.find(opened.workflow);
      if (other != others.end() && other->second) check_told(told, *other->second, bundle_.findings);
    }
    if (opened_here) continue;
    bundle_.findings.push_back(
        {"unknown-name",
         Severity::error,
         {"Hverken data eller en åbnet sag hedder " + name + "; skriv as: " + name + " ved open",
          "Neither data nor an opened case is called " + name + "; write as: " + name + " at open"},
         at,
         {}});
  }
}

model::DefinitionPtr BundleLoader::read_other(const Bundle::Opened& opened) {
  const auto source = find(SourceKind::workflow, opened.workflow, 0, opened.at);
  if (!source || std::find(around_.begin(), around_.end(), opened.workflow) != around_.end()) return nullptr;
  std::vector<std::string> around = around_;
  around.push_back(bundle_.workflows.front().name);
  const std::string organisation = bundle_.organisation ? bundle_.organisation->name : std::string();
  Checked<Loaded> other = BundleLoader(sources_, pinned_, std::move(around)).load(opened.workflow, 0, organisation);
  bundle_.findings.insert(bundle_.findings.end(), other.findings.begin(), other.findings.end());
  if (!other.value) return nullptr;
  for (model::Source& used : other.value->sources) add_used(std::move(used));
  return other.value->definition;
}

void BundleLoader::assemble(model::Definition& definition) {
  for (const auto& [name, at] : bundle_.tables) read_table(name, at, true, definition.rules);
  if (bundle_.ballots) {
    // The words of minutes are understood by a table, sentences of minutes by another, and whether they may stand by
    // a third, if there are such.
    read_table("ballot", std::nullopt, true, definition.rules);
    read_table("minutes", std::nullopt, false, definition.rules);
    read_table("quorum", std::nullopt, false, definition.rules);
  }
  const std::vector<model::Document>& documents = bundle_.documents();
  if (!documents.empty()) read_table("renewed-approval", std::nullopt, false, definition.rules);
  // Of the case's own workflow: whoever calls another one says who is told.
  const model::Workflow& root = bundle_.workflows.front();
  if (!root.escalation.empty()) read_table(root.escalation, root.escalation_at, true, definition.rules);
  definition.workflows.assign(std::make_move_iterator(bundle_.workflows.begin()),
                              std::make_move_iterator(bundle_.workflows.end()));
  definition.charts.assign(std::make_move_iterator(bundle_.charts.begin()),
                           std::make_move_iterator(bundle_.charts.end()));
  if (bundle_.organisation) definition.organisation = std::move(*bundle_.organisation);
  definition.organisation_values = model::OrganisationValues(definition.organisation);
  definition.calendar = bundle_.calendar ? std::move(*bundle_.calendar) : plain_calendar();
  add_templates(definition);
  definition.manifest = model::manifest_of(bundle_.used, bundle_.edition);
  definition.id = sha256(definition.manifest);
}

}  // namespace aftale::loader
