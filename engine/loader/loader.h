#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/loader/yaml.h"
#include "engine/model/definition.h"

/// Sources to Definition: the one way in.
namespace aftale::loader {

/// Kind, name and version as the first keys of a text say; an empty value with a finding where they do not.
Checked<model::Source> identify(std::string bytes, const std::string& file);

/// Finds sources by kind and name (and version for a workflow; 0: any). Folders, the store, or memory. A template is
/// found by its name and language: `reminder.da`.
class Sources {
 public:
  virtual ~Sources() = default;
  virtual std::optional<model::Source> find(model::SourceKind kind, std::string_view name, int version) const = 0;
  /// Names to suggest.
  virtual std::vector<std::string> names(model::SourceKind kind) const = 0;
};

/// Sources in memory: what crosses the wire or comes out of the content table.
class MemorySources final : public Sources {
 public:
  explicit MemorySources(std::vector<model::Source> sources) : sources_(std::move(sources)) {}
  std::optional<model::Source> find(model::SourceKind kind, std::string_view name, int version) const override;
  std::vector<std::string> names(model::SourceKind kind) const override;

 private:
  std::vector<model::Source> sources_;
};

/// A bundle that was installed: it is read as it was then (model::kReading), and has been checked. What a later version
/// of the program finds wrong with it keeps no case from going on.
struct Pinned {
  int reading = model::kReading;
};

/// What `load` gives: the bundle, and every source it consists of, root workflow first.
struct Loaded {
  model::DefinitionPtr definition;
  std::vector<model::Source> sources;
};

/// Reads the workflow `name` and everything it names, compiles and checks it. `organisation` overrides the file's
/// (`aftale open ... organisation=`), empty: as the file says. With errors there is no value, unless it is `pinned`.
///
/// Templates that it names are sources of the bundle where they are found; a message is written without them too.
///
/// Workflows that its actions `open` are bundles of their own, of the same sources: they have its organisation, and
/// `load` of these sources gives them.
Checked<Loaded> load(const Sources& sources, std::string_view name, int version = 0, std::string_view organisation = {},
                     std::optional<Pinned> pinned = {});

/// Readers of the single kinds, used by `load` and by `aftale check`.
Checked<model::Organisation> read_organisation(const Node& root);
Checked<time::Calendar> read_calendar(const Node& root);
/// The table, with the findings of `decisions::check` unless it was checked before.
Checked<decisions::Table> read_rules(const Node& root, bool check = true);
/// `list<string>`, `{unit: string}` and so on; a finding where it is no type.
std::optional<model::DeclaredType> read_type(const Node& node, Reading& reading);
/// The FEEL type of a declared one; parties and bodies as `organisation` has them (may be null).
feel::Type feel_type(const model::DeclaredType& type, const model::Organisation* organisation);

}  // namespace aftale::loader
