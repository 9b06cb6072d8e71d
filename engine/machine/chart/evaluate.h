#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/machine/chart/run.h"

/// Expressions where they stand. Each error is `expression-failed`, with FEEL's own findings behind it (D3).
namespace aftale::machine {

/// Its value; null with a diagnostic is an error.
Result<feel::Value> value_of(const Run& run, BranchNo branch, model::StateIx state, const feel::Expression& expression,
                             const feel::Value* element = nullptr);
/// True or false; anything else is an error. An empty expression is true.
Result<bool> truth_of(const Run& run, BranchNo branch, model::StateIx state, const feel::Expression& expression);
/// The same for a date in `after`, `from` or `due`: `entered` is later by the days on which the case rested meanwhile.
Result<feel::Value> value_for_date(const Run& run, BranchNo branch, model::StateIx state,
                                   const feel::Expression& expression);
/// A date; null without a diagnostic means never; anything else is an error.
Result<std::optional<time::CivilDate>> date_of(const Run& run, BranchNo branch, model::StateIx state,
                                               const feel::Expression& expression);

/// `expression-failed` at the expression: what it gave, and why.
tl::unexpected<ErrorPtr> expression_failed(const feel::Expression& expression, Text what,
                                           std::vector<Diagnostic> causes = {});

/// Sets a variable; a value of another type than declared is an error at the expression.
Result<void> assign(const feel::Expression& from, const model::Variable& variable, feel::Value value, feel::Value& to);

/// Whether the rules of a table that fired go into the step: not where it is only asked what fits, and once where it is
/// asked for many of a kind.
enum class Noted : std::uint8_t { no, each, once };
/// The outputs of a table for inputs by name; null where no rule holds. Error: where they are null for a mistake in
/// the table; `strict`: where any cell that was looked at has one.
Result<feel::Value> decide(const Run& run, const decisions::Table& table,
                           std::vector<std::pair<std::string, feel::Value>> inputs, Noted noted = Noted::each,
                           bool strict = false);
/// `expression-failed`: the table cannot be used, and why.
tl::unexpected<ErrorPtr> table_failed(const decisions::Table& table, Text why, std::optional<Span> at = {});

}  // namespace aftale::machine
