#include <algorithm>
#include <charconv>
#include <tuple>

#include "engine/base/words.h"
#include "engine/loader/source_words.h"
#include "engine/loader/told_events.h"
#include "engine/loader/workflow_reader.h"
#include "engine/model/checks.h"
#include "engine/model/templates.h"

/// The closed bundle of a workflow: the file itself, what it calls, the tables it asks, its organisation and calendar.
namespace aftale::loader {
namespace {

using model::ChartIx;
using model::SourceKind;

/// Where a calendar is not named: weekends are off, and nothing else.
time::Calendar plain_calendar() {
  time::Calendar calendar;
  calendar.name = "";
  if (auto zone = time::Zone::find("Europe/Copenhagen")) calendar.zone = *zone;
  return calendar;
}

class BundleLoader {
 public:
  /// `around`: the workflows whose actions led here.
  BundleLoader(const Sources& sources, std::optional<Pinned> pinned, std::vector<std::string> around = {})
      : sources_(sources),
        pinned_(pinned),
        around_(std::move(around)),
        bundle_(sources, pinned ? pinned->reading : model::kReading) {
    bundle_.find_table = [this](const std::string& table) { return find_table(table); };
    bundle_.call = [this](std::string_view reference, const Span& at) { return call(reference, at); };
    bundle_.find_calendar = [this](std::string_view name, const Span& at) { return calendar(name, at); };
  }

  Checked<Loaded> load(std::string_view name, int version, std::string_view organisation) {
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
      if (!pinned_) check(*definition);
      if (pinned_ || !has_errors(bundle_.findings)) out.value = Loaded{std::move(definition), std::move(bundle_.used)};
    }
    out.findings = sorted_findings();
    return out;
  }

 private:
  struct Known {
    std::string name;
    int version;
    std::optional<ChartIx> chart;  ///< none while it is being read: a call of it closes a circle
  };

  void add_used(model::Source source) {
    const auto same = [&](const model::Source& used) {
      return used.kind == source.kind && used.name == source.name && used.version == source.version;
    };
    if (std::none_of(bundle_.used.begin(), bundle_.used.end(), same)) bundle_.used.push_back(std::move(source));
  }

  /// Finds and notes a source; a finding with what there is where it is not found.
  std::optional<model::Source> find(SourceKind kind, std::string_view name, int version, std::optional<Span> at) {
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

  Form form() const { return bundle_.edition < 2 ? Form::written : Form::nfc; }

  const Node* parse(const model::Source& source) {
    Checked<Node> tree = parse_yaml(source.bytes, source.file, form());
    bundle_.findings.insert(bundle_.findings.end(), tree.findings.begin(), tree.findings.end());
    if (!tree.value) return nullptr;
    bundle_.trees.push_back(std::move(*tree.value));
    return &bundle_.trees.back();
  }

  template <class T>
  std::optional<T> take(Checked<T> checked) {
    bundle_.findings.insert(bundle_.findings.end(), checked.findings.begin(), checked.findings.end());
    return std::move(checked.value);
  }

  void read_organisation_of(const Node& root, std::string_view wanted) {
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

  std::optional<time::Calendar> calendar(std::string_view name, const Span& at) {
    const auto source = find(SourceKind::calendar, name, 0, at);
    if (!source) return std::nullopt;
    const Node* tree = parse(*source);
    return tree ? take(read_calendar(*tree)) : std::nullopt;
  }

  ChartIx read_workflow(const model::Source& source, const Node& root) {
    const auto ix = static_cast<std::uint16_t>(bundle_.workflows.size());
    bundle_.workflows.emplace_back();
    const std::size_t known = known_.size();
    known_.push_back({source.name, source.version, std::nullopt});
    const ChartIx chart = WorkflowReader(bundle_, root, ix).read();
    known_[known].chart = chart;
    return chart;
  }

  /// `council-approval@1`.
  std::optional<ChartIx> call(std::string_view reference, const Span& at) {
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

  /// Read once, with its findings; no value where it cannot be used.
  const decisions::Table* find_table(const std::string& name) {
    if (std::find(tables_read_.begin(), tables_read_.end(), name) == tables_read_.end() &&
        sources_.find(SourceKind::rules, name, 0)) {
      tables_read_.push_back(name);
      const auto source = find(SourceKind::rules, name, 0, std::nullopt);
      const Node* tree = parse(*source);
      if (auto table = tree ? take(read_rules(*tree, !pinned_)) : std::nullopt) tables_.add(std::move(*table));
    }
    return tables_.find(name);
  }

  /// The words of minutes are a long table, and most commands record no minutes: a table of a bundle that was checked
  /// is read when it is first asked, unless an expression has named it already.
  void read_table(const std::string& name, const std::optional<Span>& at, bool needed, decisions::Library& library) {
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

  /// The templates of messages, for those that name them and for what is sent of its own accord.
  void add_templates(model::Definition& definition) {
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

  using Variables = std::vector<model::Variable>;

  // Those that led here are being read already; each is looked at with what it opens when it is a bundle itself.
  void read_opened(model::Definition& definition) {
    std::map<std::string, model::DefinitionPtr> others;
    const std::string own = bundle_.workflows.front().name;
    for (const Bundle::Opened& opened : bundle_.opened) {
      if (opened.workflow.empty()) continue;
      const auto [known, fresh] = others.try_emplace(opened.workflow);
      if (fresh && opened.workflow != own) known->second = read_other(opened);
      if (std::find(definition.opens.begin(), definition.opens.end(), opened.workflow) == definition.opens.end())
        definition.opens.push_back(opened.workflow);
      if (opened.workflow == own) {
        check_given(opened, bundle_.charts[bundle_.workflows.front().chart].variables);
      } else if (known->second) {
        check_given(opened, known->second->root_chart().variables);
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

  model::DefinitionPtr read_other(const Bundle::Opened& opened) {
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

  void check_given(const Bundle::Opened& opened, const Variables& variables) {
    std::vector<std::string> names;
    for (const model::Variable& variable : variables) {
      if (variable.role != model::Variable::Role::input) continue;
      names.push_back(variable.id);
      const auto same = [&](const auto& given) { return given.first == variable.id; };
      const bool there = std::any_of(opened.given.begin(), opened.given.end(), same);
      if (there || variable.optional || !opened.named) continue;
      bundle_.findings.push_back(
          {"missing-input",
           Severity::error,
           {opened.workflow + " skal have " + variable.id + "; skriv with: {" + variable.id + ": udtryk}",
            opened.workflow + " needs " + variable.id + "; write with: {" + variable.id + ": expression}"},
           opened.at,
           {}});
    }
    for (const auto& [name, at] : opened.given) {
      if (std::find(names.begin(), names.end(), name) != names.end()) continue;
      const std::string near = nearest(name, names);
      bundle_.findings.push_back(
          {"unknown-input",
           Severity::error,
           {opened.workflow + " har intet input " + name + (near.empty() ? "" : "; mente du " + near + "?"),
            opened.workflow + " has no input " + name + (near.empty() ? "" : "; did you mean " + near + "?")},
           at,
           names,
           near});
    }
  }

  void assemble(model::Definition& definition) {
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

  void check(const model::Definition& definition) {
    for (Diagnostic& finding : model::check(definition)) {
      // Where a target could not be found, what it would have reached is not known.
      const bool follows =
          std::string_view(finding.code) == "unreachable" || std::string_view(finding.code) == "no-way-out";
      if (follows && finding.where && in_unresolved(definition, *finding.where)) continue;
      if (may_follow_from_slip(finding)) continue;
      if (std::string_view(finding.code) == "unused" && unreadable(finding)) continue;
      bundle_.findings.push_back(std::move(finding));
    }
  }

  /// Whether what is unused may stand in an expression that could not be read, or has a worse mistake itself.
  bool unreadable(const Diagnostic& unused) const {
    return std::any_of(bundle_.findings.begin(), bundle_.findings.end(), [&](const Diagnostic& finding) {
      const std::string_view code = finding.code;
      return finding.where == unused.where || code == "feel-syntax" || code == "unquoted-expression" ||
             code == "unquoted-text" || code == "odd-quotes" || code == "wrong-type" || code == "wrong-period" ||
             code == "unknown-name" || code == "unknown-function";
    });
  }

  /// Whether a part of the file that could not be read for a slip of the hand may hold what is missed: an event that
  /// was not seen leads nowhere, and its data are not used.
  bool may_follow_from_slip(const Diagnostic& missed) const {
    static const std::vector<std::string_view> kMissed{"unused", "unreachable", "no-way-out", "unanswered-ballot",
                                                       "unanswered-outcome"};
    static const std::vector<std::string_view> kSlips{"unknown-key",  "missing-space",    "missing-colon",
                                                      "missing-dash", "bad-indentation",  "odd-dash",
                                                      "bad-id",       "missing-brackets", "wrong-shape"};
    const auto among = [](const std::vector<std::string_view>& codes, std::string_view code) {
      return std::find(codes.begin(), codes.end(), code) != codes.end();
    };
    if (!missed.where || !among(kMissed, missed.code)) return false;
    return std::any_of(bundle_.findings.begin(), bundle_.findings.end(), [&](const Diagnostic& finding) {
      return finding.where && finding.where->file == missed.where->file && among(kSlips, finding.code);
    });
  }

  bool in_unresolved(const model::Definition& definition, const Span& where) const {
    for (std::size_t i = 0; i < definition.charts.size(); ++i) {
      if (!bundle_.unresolved[i]) continue;
      for (const model::State& state : definition.charts[i].states) {
        if (state.at == where) return true;
      }
    }
    return false;
  }

  std::vector<Diagnostic> sorted_findings() {
    std::vector<Diagnostic> all = std::move(bundle_.findings);
    const auto order = [](const Diagnostic& finding) {
      const Span span = finding.where.value_or(Span{});
      return std::tuple(span.file, span.line, span.column);
    };
    std::stable_sort(all.begin(), all.end(),
                     [&](const auto& left, const auto& right) { return order(left) < order(right); });
    const auto same = [](const Diagnostic& left, const Diagnostic& right) {
      return left.where == right.where && left.message == right.message;
    };
    all.erase(std::unique(all.begin(), all.end(), same), all.end());
    return all;
  }

  const Sources& sources_;
  std::optional<Pinned> pinned_;
  std::vector<std::string> around_;
  Bundle bundle_;
  std::vector<Known> known_;
  std::vector<std::string> tables_read_;
  decisions::Library tables_;
};

}  // namespace

Checked<Loaded> load(const Sources& sources, std::string_view name, int version, std::string_view organisation,
                     std::optional<Pinned> pinned) {
  return BundleLoader(sources, pinned).load(name, version, organisation);
}

}  // namespace aftale::loader
