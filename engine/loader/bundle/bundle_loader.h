#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/loader/loader.h"
#include "engine/loader/scope/bundle.h"

namespace aftale::loader {

/// Reads the closed bundle of one workflow: the file itself, what it calls, the tables it asks, its organisation and
/// calendar. Used once.
class BundleLoader {
 public:
  /// `sources` outlives this. `around`: the workflows whose actions led here.
  BundleLoader(const Sources& sources, std::optional<Pinned> pinned, std::vector<std::string> around = {});

  /// See loader::load.
  Checked<Loaded> load(std::string_view name, int version, std::string_view organisation);

 private:
  struct Known {
    std::string name;
    int version;
    std::optional<model::ChartIx> chart;  ///< none while it is being read: a call of it closes a circle
  };

  void add_used(model::Source source);
  /// Finds and notes a source; a finding with what there is where it is not found.
  std::optional<model::Source> find(model::SourceKind kind, std::string_view name, int version, std::optional<Span> at);
  Form form() const { return bundle_.edition < 2 ? Form::written : Form::nfc; }

  /// The tree of a source, which lives as long as the bundle; null with findings.
  const Node* parse(const model::Source& source);
  template <class T>
  std::optional<T> take(Checked<T> checked) {
    bundle_.findings.insert(bundle_.findings.end(), checked.findings.begin(), checked.findings.end());
    return std::move(checked.value);
  }

  void read_organisation_of(const Node& root, std::string_view wanted);
  std::optional<time::Calendar> calendar(std::string_view name, const Span& at);
  model::ChartIx read_workflow(const model::Source& source, const Node& root);
  /// `council-approval@1`.
  std::optional<model::ChartIx> call(std::string_view reference, const Span& at);
  /// Read once, with its findings; no value where it cannot be used.
  const decisions::Table* find_table(const std::string& name);
  /// The words of minutes are a long table, and most commands record no minutes: a table of a bundle that was checked
  /// is read when it is first asked, unless an expression has named it already.
  void read_table(const std::string& name, const std::optional<Span>& at, bool needed, decisions::Library& library);
  /// The templates of messages, for those that name them and for what is sent of its own accord.
  void add_templates(model::Definition& definition);
  /// Those that led here are being read already; each is looked at with what it opens when it is a bundle itself.
  void read_opened(model::Definition& definition);
  model::DefinitionPtr read_other(const Bundle::Opened& opened);

  void assemble(model::Definition& definition);

  const Sources& sources_;
  std::optional<Pinned> pinned_;
  std::vector<std::string> around_;
  Bundle bundle_;
  std::vector<Known> known_;
  std::vector<std::string> tables_read_;
  decisions::Library tables_;
};

}  // namespace aftale::loader
