#include "engine/machine/chart/evaluate.h"

#include <algorithm>
#include <cstring>

#include "engine/base/words.h"
#include "engine/machine/chart/scope.h"

namespace aftale::machine {

namespace {

feel::Evaluation evaluated(const Run& run, BranchNo branch, model::StateIx state, const feel::Expression& expression,
                           const feel::Value* element, bool for_date = false) {
  const CaseScope scope{run, branch, state, element, for_date};
  return expression.evaluate(scope, scope);
}

class RunHost final : public feel::Host {
 public:
  explicit RunHost(const Run& run) : run_(run) {}
  std::size_t effort() const override { return effort_of(run_); }
  time::Instant now() const override { return run_.moment().now; }
  const time::Zone& zone() const override { return run_.definition().calendar.zone; }

 private:
  const Run& run_;
};

Text gave(const feel::Value& value, const char* da, const char* en) {
  const std::string shown = value.feel();
  return {"giver " + shown + ", ventet var " + da, "gives " + shown + ", expected was " + en};
}

}  // namespace

tl::unexpected<ErrorPtr> expression_failed(const feel::Expression& expression, Text what,
                                           std::vector<Diagnostic> causes) {
  Diagnostic finding;
  finding.code = "expression-failed";
  finding.message = {"Udtrykket »" + expression.text() + "« " + what.da,
                     "The expression \"" + expression.text() + "\" " + what.en};
  if (!causes.empty()) {
    finding.message.da += ": " + causes.front().message.da;
    finding.message.en += ": " + causes.front().message.en;
  }
  if (!expression.at().file.empty() || expression.at().line != 0) finding.where = expression.at();
  std::vector<Diagnostic> findings{std::move(finding)};
  for (Diagnostic& cause : causes) findings.push_back(std::move(cause));
  return fail(Error::Kind::refused, std::move(findings));
}

namespace {

Result<feel::Value> without_findings(const feel::Expression& expression, feel::Evaluation got) {
  if (got.value.is_null() && !got.diagnostics.empty()) {
    return expression_failed(expression, {"kan ikke beregnes", "cannot be computed"}, std::move(got.diagnostics));
  }
  return std::move(got.value);
}

}  // namespace

Result<feel::Value> value_of(const Run& run, BranchNo branch, model::StateIx state, const feel::Expression& expression,
                             const feel::Value* element) {
  return without_findings(expression, evaluated(run, branch, state, expression, element));
}

Result<feel::Value> value_for_date(const Run& run, BranchNo branch, model::StateIx state,
                                   const feel::Expression& expression) {
  return without_findings(expression, evaluated(run, branch, state, expression, nullptr, true));
}

Result<bool> truth_of(const Run& run, BranchNo branch, model::StateIx state, const feel::Expression& expression) {
  if (!expression) return true;
  if (const std::optional<bool> known = expression.holds(CaseScope{run, branch, state})) return *known;
  feel::Evaluation got = evaluated(run, branch, state, expression, nullptr);
  if (got.value.is_true()) return true;
  if (got.value.is_false()) return false;
  return expression_failed(expression, gave(got.value, "sandt eller falsk", "true or false"),
                           std::move(got.diagnostics));
}

Result<std::optional<time::CivilDate>> date_of(const Run& run, BranchNo branch, model::StateIx state,
                                               const feel::Expression& expression) {
  feel::Evaluation got = evaluated(run, branch, state, expression, nullptr, true);
  if (got.value.kind() == feel::Kind::date) return std::optional(got.value.date());
  if (got.value.kind() == feel::Kind::date_time) return std::optional(got.value.moment().date);
  if (got.value.is_null() && got.diagnostics.empty()) return std::optional<time::CivilDate>();
  return expression_failed(expression, gave(got.value, "en dato", "a date"), std::move(got.diagnostics));
}

Result<void> assign(const feel::Expression& from, const model::Variable& variable, feel::Value value, feel::Value& to) {
  if (!feel::conforms(value, variable.type)) {
    return expression_failed(from, gave(value, variable.declared.text().c_str(), variable.declared.text().c_str()));
  }
  const std::vector<std::string>& allowed = variable.declared.one_of;
  if (!allowed.empty() && value.kind() == feel::Kind::string &&
      std::find(allowed.begin(), allowed.end(), value.text()) == allowed.end()) {
    return expression_failed(from, gave(value, joined(allowed, "eller").c_str(), joined(allowed, "or").c_str()));
  }
  to = std::move(value);
  return {};
}

tl::unexpected<ErrorPtr> table_failed(const decisions::Table& table, Text why, std::optional<Span> at) {
  Diagnostic finding;
  finding.code = "expression-failed";
  finding.message = {"Beslutningstabellen " + table.name + " kan ikke bruges: " + why.da,
                     "The decision table " + table.name + " cannot be used: " + why.en};
  finding.where = std::move(at);
  std::vector<Diagnostic> findings{std::move(finding)};
  return fail(Error::Kind::refused, std::move(findings));
}

Result<feel::Value> decide(const Run& run, const decisions::Table& table,
                           std::vector<std::pair<std::string, feel::Value>> inputs, Noted noted, bool strict) {
  std::vector<feel::Value> ordered;
  ordered.reserve(table.inputs.size());
  for (const decisions::Column& column : table.inputs) {
    const auto found =
        std::find_if(inputs.begin(), inputs.end(), [&](const auto& input) { return input.first == column.name; });
    ordered.push_back(found == inputs.end() ? feel::Value() : std::move(found->second));
  }
  decisions::Outcome outcome = decisions::evaluate(table, std::move(ordered), RunHost(run));
  for (const decisions::Hit& hit : outcome.hits) {
    if (noted != Noted::no) run.fired(table.name, hit.rule, noted == Noted::once);
  }
  const auto mistake =
      std::find_if(outcome.diagnostics.begin(), outcome.diagnostics.end(), [](const Diagnostic& finding) {
        return finding.severity == Severity::error && std::strcmp(finding.code, "no-rule") != 0;
      });
  if (mistake != outcome.diagnostics.end() && (outcome.value.is_null() || strict)) {
    return table_failed(table, mistake->message, mistake->where);
  }
  return std::move(outcome.value);
}

}  // namespace aftale::machine
