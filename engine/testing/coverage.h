#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/machine/step.h"
#include "engine/model/definition.h"

namespace aftale::testing {

/// What the scenarios of a run touched of the workflows they ran through. A called workflow counts for itself, the
/// inline states of a `for_each` for the file they stand in; history states are no states to be in. One thread.
class Coverage {
 public:
  /// How much of one workflow was touched.
  struct Report {
    std::string workflow;  ///< name@version
    std::size_t states = 0, states_touched = 0, transitions = 0, transitions_touched = 0;
    /// What no scenario touched, in the order of the file: notes, code `untouched`.
    std::vector<Diagnostic> untouched;
  };

  /// From now on the states and transitions of its workflows count.
  void know(const model::Definition& definition);
  /// Marks what `step` left, entered and took.
  void touch(const model::Definition& definition, const machine::Step& step);
  /// By name and version.
  std::vector<Report> reports() const;

 private:
  struct Element {
    Span at;
    Text text;
    bool is_state = true, counts = true, touched = false;
  };
  struct ChartElements {
    std::vector<Element> states;       ///< by index
    std::vector<Element> transitions;  ///< by number
  };
  using Version = std::pair<std::string, int>;
  ChartElements& elements_of(const model::Definition& definition, model::ChartIx chart);

  std::map<Version, std::map<std::string, ChartElements>> workflows_;  ///< charts by name
};

}  // namespace aftale::testing
