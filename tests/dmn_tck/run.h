#pragma once
#include <map>
#include <optional>
#include <string>

#include "engine/feel/value.h"
#include "tests/dmn_tck/model.h"

namespace aftale::dmn_tck {

/// Values given from outside by name: inputs, or decisions whose value a case sets.
using Given = std::map<std::string, feel::Value, std::less<>>;

/// Evaluates decisions of one model for one case.
class Run {
 public:
  Run(const Model& model, const Given& given) : model_(model), given_(given) {}

  /// None where the decision, or one it requires, is of a form that is not attempted.
  std::optional<feel::Value> decide(const std::string& name);
  /// The messages of the diagnostics seen, for people who look into a failure.
  const std::string& remarks() const { return remarks_; }

 private:
  class Knowledge;
  struct Names;
  std::optional<feel::Value> value_of(const Element& element);
  bool add_requirements(const Element& element, Names& names);
  std::optional<feel::Value> evaluate(const Logic& logic, const Names& names);
  std::optional<feel::Value> evaluate_text(const std::string& text, const Names& names);

  const Model& model_;
  const Given& given_;
  std::string remarks_;
  int depth_ = 0;
};

}  // namespace aftale::dmn_tck
