#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/cases/service_options.h"
#include "engine/model/definition.h"
#include "engine/testing/chart_coverage.h"

namespace aftale::testing {

/// What the scenarios of a run touched of the workflows they ran through. A called workflow counts for itself, the
/// inline states of a `for_each` for the file they stand in; history states are no states to be in. One thread.
class Coverage {
 public:
  /// How much of one workflow was touched.
  struct Report {
    std::string workflow;             ///< name@version
    model::DefinitionPtr definition;  ///< the first that had it
    Tallies touched;
    /// States and transitions that no scenario touched, in the order of the file: notes, code `untouched`.
    std::vector<Diagnostic> untouched;
    /// These, and guards, deadlines and outcomes.
    std::vector<Diagnostic> untried;
    /// By name; borrowed from the Coverage, until it is told of more.
    std::vector<std::pair<std::string, const ChartCoverage*>> charts;
  };

  /// From now on everything in its workflows counts.
  void know(const model::DefinitionPtr& definition);
  /// Marks what an input left, entered, took, asked, reminded of and decided.
  void touch(const cases::Taken& taken);
  /// Marks the guards that refused a command.
  void touch(const cases::Refused& refused);
  /// By name and version.
  std::vector<Report> reports() const;
  /// What was touched of a chart of a definition, by its indices; null where it is not known. For pictures.
  const ChartCoverage* of(const model::Definition& definition, model::ChartIx chart) const;

 private:
  using Version = std::pair<std::string, int>;
  ChartCoverage& at(const model::Definition& definition, model::ChartIx chart);
  void fired(const cases::Taken& taken);
  void decided(const cases::Taken& taken);
  void at_rest(const cases::Taken& taken);

  std::map<Version, std::map<std::string, ChartCoverage>> workflows_;  ///< charts by name
  std::map<Version, model::DefinitionPtr> definitions_;
};

}  // namespace aftale::testing
