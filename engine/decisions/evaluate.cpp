#include <algorithm>

#include "engine/base/check.h"
#include "engine/base/words.h"
#include "engine/decisions/hit_policy.h"
#include "engine/decisions/prepared.h"
#include "engine/decisions/table.h"

namespace aftale::decisions {
namespace {

/// One decision while it is made.
class Deciding {
 public:
  Deciding(const Table& table, Outcome& outcome, const feel::Host& host, const feel::Budget& budget)
      : table_(table), outcome_(outcome), host_(host), effort_(host.effort()), budget_(budget), scope_(outcome.inputs) {
    if (!budget_.effort) budget_.effort = &effort_;
  }

  /// Finds the rules that match; false where a cell could not be told.
  bool find_hits() {
    for (std::size_t row = 0; row < table_.rules.size(); ++row) {
      const auto matched = matches(row);
      if (!matched) return false;
      if (!*matched) continue;
      outcome_.hits.push_back({static_cast<std::uint32_t>(row), outputs(row)});
      if (stops_at_first(table_.hit)) break;
    }
    return true;
  }

 private:
  std::optional<bool> matches(std::size_t row) {
    const Rule& rule = table_.rules[row];
    for (std::size_t column = 0; column < rule.tests.size(); ++column) {
      const feel::Expression& test = rule.tests[column];
      if (!test) continue;
      const feel::Value& input = outcome_.inputs[column];
      if (const auto plain = table_.prepared ? table_.prepared->test(row, column).contains(input) : std::nullopt) {
        if (!*plain) return false;
        continue;
      }
      feel::Evaluation evaluation = test.matches(input, scope_, host_, budget_);
      if (evaluation.value.is_true()) continue;
      if (evaluation.value.is_false()) return false;
      tell_null(row, column, std::move(evaluation.diagnostics));
      return std::nullopt;
    }
    return true;
  }

  void tell_null(std::size_t row, std::size_t column, std::vector<Diagnostic> diagnostics) {
    if (diagnostics.empty()) {
      const std::string number = std::to_string(row + 1), name = table_.inputs[column].name;
      diagnostics.push_back({"null-cell",
                             Severity::error,
                             {"Feltet " + name + " i række " + number + " af tabellen " + table_.name +
                                  " giver hverken sandt eller falsk for " + outcome_.inputs[column].feel(),
                              "The cell " + name + " in row " + number + " of the table " + table_.name +
                                  " gives neither true nor false for " + outcome_.inputs[column].feel()},
                             table_.rules[row].tests[column].at(),
                             {}});
    }
    move_in(std::move(diagnostics));
  }
  void move_in(std::vector<Diagnostic> diagnostics) {
    std::move(diagnostics.begin(), diagnostics.end(), std::back_inserter(outcome_.diagnostics));
  }

  std::vector<feel::Value> outputs(std::size_t row) {
    const Rule& rule = table_.rules[row];
    std::vector<feel::Value> out;
    out.reserve(rule.outputs.size());
    for (std::size_t column = 0; column < rule.outputs.size(); ++column) {
      if (const feel::Value* literal = table_.prepared ? table_.prepared->literal(row, column) : nullptr) {
        out.push_back(*literal);
        continue;
      }
      feel::Evaluation evaluation = rule.outputs[column].evaluate(scope_, host_, budget_);
      move_in(std::move(evaluation.diagnostics));
      out.push_back(std::move(evaluation.value));
    }
    return out;
  }

  const Table& table_;
  Outcome& outcome_;
  const feel::Host& host_;
  std::size_t effort_;  ///< of all cells together, where the table is no part of an evaluation
  feel::Budget budget_;
  feel::ArrayScope scope_;
};

feel::Value decide(const Table& table, Outcome& outcome) {
  switch (table.hit) {
    case HitPolicy::unique:
      return decide_unique(table, outcome);
    case HitPolicy::first:
      return value_of(table, outcome.hits.front());
    case HitPolicy::any:
      return decide_any(table, outcome);
    case HitPolicy::priority:
      return decide_priority(table, outcome, false);
    case HitPolicy::output_order:
      return decide_priority(table, outcome, true);
    case HitPolicy::rule_order:
    case HitPolicy::collect:
    case HitPolicy::collect_sum:
    case HitPolicy::collect_min:
    case HitPolicy::collect_max:
    case HitPolicy::collect_count:
      return decide_collect(table, outcome);
  }
  AFTALE_CHECK(false);
}

std::string shown_inputs(const Table& table, const std::vector<feel::Value>& inputs) {
  std::string out;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const auto kind = inputs[i].kind();
    const bool large = kind == feel::Kind::list || kind == feel::Kind::context || kind == feel::Kind::function;
    out += (i ? ", " : "") + table.inputs[i].name + " = " + (large ? "..." : inputs[i].feel());
  }
  return out;
}

/// Whether a value cannot stand in the column; records and lists are looked at by the cells themselves.
bool misfits(const Column& column, const feel::Value& value) {
  using Kind = feel::Type::Kind;
  const Kind kind = column.type.kind();
  const bool plain = kind != Kind::any && kind != Kind::context && kind != Kind::list;
  return plain && !feel::conforms(value, column.type);
}

}  // namespace

Outcome evaluate(const Table& table, std::vector<feel::Value> inputs, const feel::Host& host,
                 const feel::Budget& budget) {
  Outcome outcome;
  outcome.inputs = std::move(inputs);
  outcome.inputs.resize(table.inputs.size());
  if (!Deciding(table, outcome, host, budget).find_hits()) {
    outcome.hits.clear();
  } else if (!outcome.hits.empty()) {
    outcome.value = decide(table, outcome);
  } else if (table.hit == HitPolicy::collect_count) {
    outcome.value = feel::Value::integer(0);
  } else {
    const std::string shown = shown_inputs(table, outcome.inputs);
    outcome.diagnostics.push_back({"no-rule",
                                   Severity::error,
                                   {"Ingen række i tabellen " + table.name + " passer på " + shown,
                                    "No row of the table " + table.name + " matches " + shown},
                                   table.at,
                                   {}});
  }
  return outcome;
}

Outcome evaluate(const Table& table, const feel::Context& inputs, const feel::Host& host, const feel::Budget& budget) {
  std::vector<feel::Value> values(table.inputs.size());
  std::vector<Diagnostic> diagnostics;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Column& column = table.inputs[i];
    names.push_back(column.name);
    const feel::Value* given = inputs.find(column.name);
    if (!given) {
      diagnostics.push_back(
          {"missing-data",
           Severity::error,
           {"Tabellen " + table.name + " mangler " + column.name, "The table " + table.name + " lacks " + column.name},
           column.at,
           {}});
    } else if (misfits(column, *given)) {
      const std::string type = column.type.name(), shown = given->feel();
      diagnostics.push_back({"wrong-type",
                             Severity::error,
                             {column.name + " i tabellen " + table.name + " skal være " + type + ", ikke " + shown,
                              column.name + " of the table " + table.name + " must be " + type + ", not " + shown},
                             column.at,
                             {}});
    } else {
      values[i] = *given;
    }
  }
  for (const auto& [name, value] : inputs.entries()) {
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    const std::string near = nearest(name, names);
    diagnostics.push_back(
        {"unknown-name",
         Severity::error,
         {"Tabellen " + table.name + " har ingen kolonne " + name + (near.empty() ? "" : "; mente du " + near + "?"),
          "The table " + table.name + " has no column " + name + (near.empty() ? "" : "; did you mean " + near + "?")},
         table.at,
         names});
  }
  Outcome outcome = evaluate(table, std::move(values), host, budget);
  outcome.diagnostics.insert(outcome.diagnostics.begin(), diagnostics.begin(), diagnostics.end());
  return outcome;
}

}  // namespace aftale::decisions
