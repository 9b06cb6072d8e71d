#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/machine/run.h"

/// Internal: expressions where they stand. Each error is `expression-failed`, with FEEL's own findings behind it (D3).
namespace aftale::machine {

/// Its value; null with a diagnostic is an error.
Result<feel::Value> value_of(const Run& run, BranchNo branch, model::StateIx state, const feel::Expression& expression,
                             const feel::Value* element = nullptr);
/// True or false; anything else is an error. An empty expression is true.
Result<bool> truth_of(const Run& run, BranchNo branch, model::StateIx state, const feel::Expression& expression);
/// A date; null without a diagnostic means never; anything else is an error.
Result<std::optional<time::CivilDate>> date_of(const Run& run, BranchNo branch, model::StateIx state,
                                               const feel::Expression& expression);

/// `expression-failed` at the expression: what it gave, and why.
tl::unexpected<ErrorPtr> expression_failed(const feel::Expression& expression, Text what,
                                           std::vector<Diagnostic> causes = {});

/// Sets a variable; a value of another type than declared is an error at the expression.
Result<void> assign(const feel::Expression& from, const model::Variable& variable, feel::Value value, feel::Value& to);

/// The outputs of a table for inputs by name; null where no rule holds. The rules that fired are `noted` in the run.
Result<feel::Value> decide(const Run& run, const decisions::Table& table,
                           std::vector<std::pair<std::string, feel::Value>> inputs, bool noted = true);

}  // namespace aftale::machine
