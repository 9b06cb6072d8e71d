#include "engine/machine/chart/case_functions.h"

#include <array>

#include "engine/decisions/table.h"
#include "engine/machine/chart/documents.h"
#include "engine/machine/chart/shapes.h"

namespace aftale::machine {
namespace {

using feel::Kind;
using feel::Value;
using Arguments = std::span<const Value>;
using Diagnostics = std::vector<Diagnostic>;

Value failed(Diagnostics& diagnostics, const char* code, Text message) {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.message = std::move(message);
  diagnostics.push_back(std::move(diagnostic));
  return Value();
}

Value working_days(const Run& run, Arguments arguments, Diagnostics& diagnostics) {
  if (arguments[0].kind() != Kind::date || arguments[1].kind() != Kind::date) {
    return failed(diagnostics, "wrong-type",
                  {"working days(fra, til) skal have to datoer", "working days(from, to) takes two dates"});
  }
  return Value::integer(run.definition().calendar.working_days(arguments[0].date(), arguments[1].date()));
}

Value add_working_days(const Run& run, Arguments arguments, Diagnostics& diagnostics) {
  constexpr std::int64_t kDaysMax = 100'000;
  const bool numbers = arguments[0].kind() == Kind::date && arguments[1].kind() == Kind::number;
  const std::optional<std::int64_t> days = numbers ? arguments[1].number().integer() : std::nullopt;
  if (!days || *days > kDaysMax || *days < -kDaysMax) {
    return failed(diagnostics, "wrong-type",
                  {"add working days(dato, n) skal have en dato og et helt tal",
                   "add working days(date, n) takes a date and a whole number"});
  }
  return Value(run.definition().calendar.add_working_days(arguments[0].date(), *days));
}

// The for_each state of that id or path: in the chart of the expression first, then outwards.
Value branches_of(const Run& run, BranchNo branch, Arguments arguments, Diagnostics& diagnostics) {
  if (arguments[0].kind() == Kind::string) {
    const std::string& wanted = arguments[0].text();
    for (BranchNo no = branch;; no = run.branch(no).parent) {
      const model::Chart& chart = run.chart(no);
      for (model::StateIx state = 0; state < chart.states.size(); ++state) {
        if (!chart.states[state].for_each || (chart.states[state].id != wanted && chart.path(state) != wanted))
          continue;
        return branches_value(run, no, state);
      }
      if (no == 0) break;
    }
  }
  return failed(diagnostics, "unknown-step",
                {"branches() kender ikke trinnet " + arguments[0].feel() + ": angiv et trin med for_each",
                 "branches() does not know the step " + arguments[0].feel() + ": name a step with for_each"});
}

Value document_of(const Run& run, BranchNo branch, Arguments arguments, Diagnostics& diagnostics) {
  if (arguments[0].kind() == Kind::string) {
    if (const Result<Held> held = document_named(run, branch, arguments[0].text())) return document_value(run, *held);
  }
  return failed(diagnostics, "unknown-name",
                {"document() kender ikke " + arguments[0].feel(), "document() does not know " + arguments[0].feel()});
}

Value decision(const Run& run, const feel::Host& host, Arguments arguments, const feel::Budget& left,
               Diagnostics& diagnostics) {
  const decisions::Table* table =
      arguments[0].kind() == Kind::string ? run.definition().rules.find(arguments[0].text()) : nullptr;
  if (!table) {
    return failed(
        diagnostics, "unknown-name",
        {"Der er ingen beslutningstabel " + arguments[0].feel(), "There is no decision table " + arguments[0].feel()});
  }
  if (arguments[1].kind() != Kind::context) {
    return failed(
        diagnostics, "wrong-type",
        {"decision(navn, {…}) skal have en kontekst med input", "decision(name, {…}) takes a context of inputs"});
  }
  decisions::Outcome outcome = decisions::evaluate(*table, arguments[1].entries(), host, left);
  for (const decisions::Hit& hit : outcome.hits) run.fired(table->name, hit.rule);
  for (Diagnostic& diagnostic : outcome.diagnostics) diagnostics.push_back(std::move(diagnostic));
  return std::move(outcome.value);
}

}  // namespace

Value call_case_function(const Run& run, BranchNo branch, int id, Arguments arguments, const feel::Host& host,
                         const feel::Budget& left, Diagnostics& diagnostics) {
  // Absent arguments are null: the parser has checked how many there must be.
  std::array<Value, 2> padded;
  for (std::size_t n = 0; n < padded.size() && n < arguments.size(); ++n) padded[n] = arguments[n];
  switch (static_cast<model::CaseFunction>(id)) {
    case model::CaseFunction::working_days:
      return working_days(run, padded, diagnostics);
    case model::CaseFunction::add_working_days:
      return add_working_days(run, padded, diagnostics);
    case model::CaseFunction::branches:
      return branches_of(run, branch, padded, diagnostics);
    case model::CaseFunction::document:
      return document_of(run, branch, padded, diagnostics);
    case model::CaseFunction::decision:
      return decision(run, host, padded, left, diagnostics);
  }
  return Value();
}

}  // namespace aftale::machine
