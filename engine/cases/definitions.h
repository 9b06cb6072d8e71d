#pragma once
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/model/definition.h"
#include "engine/records/store.h"

namespace aftale::cases {

/// Bundles by their id: out of the store's content table, compiled once and kept. Lives as long as the service.
class Definitions {
 public:
  explicit Definitions(records::StoreReader& store) : store_(store) {}

  /// Errors: refused `unknown-workflow`; damaged where the content is missing or does not compile any more.
  Result<model::DefinitionPtr> get(const Digest& id);

  /// Compiles `sources` (the case's own workflow first) and says what must be written to keep them; the rows are empty
  /// where the store has them. Errors: the loader's findings; refused `version-reused`.
  struct Installed {
    Digest id;
    std::vector<records::ContentRow> content;
    std::vector<records::DefinitionRow> definitions;
  };
  Result<Installed> prepare(const std::vector<model::Source>& sources);

  /// The bundle of a workflow that cases on `definition` open: of the same sources. `row` where it is not installed.
  struct Opened {
    model::DefinitionPtr definition;
    std::optional<records::DefinitionRow> row;
  };
  /// Errors: as get; not_found `unknown-workflow`.
  Result<Opened> opened(const model::DefinitionPtr& definition, const std::string& workflow);

 private:
  records::StoreReader& store_;
  std::map<Digest, model::DefinitionPtr> loaded_;
  std::map<std::pair<Digest, std::string>, Digest> opened_;  ///< installed
};

}  // namespace aftale::cases
