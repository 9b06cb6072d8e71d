#include <benchmark/benchmark.h>

#include <nlohmann/json.hpp>

#include "bench/approval.h"
#include "engine/decisions/table.h"

namespace aftale::bench {
namespace {

using Json = nlohmann::json;

/// W3: 12 rules over 5 inputs, hit policy first, and 2,000 inputs with the rule that is expected for each.
struct Workload {
  decisions::Table table;
  std::vector<std::vector<feel::Value>> inputs;
  std::vector<std::uint32_t> expected;
};

constexpr const char* kColumns[] = {"amount", "kind", "bodies", "date", "region"};

feel::Type type_named(const std::string& name) {
  if (name == "number") return feel::Type::Kind::number;
  if (name == "date") return feel::Type::Kind::date;
  return feel::Type::Kind::string;
}

feel::Value value_of(const Json& json, const std::string& type) {
  if (type == "number") return feel::Value::integer(json.get<std::int64_t>());
  if (type == "date") return feel::Value(*time::CivilDate::parse_iso(json.get<std::string>()));
  return feel::Value::string(json.get<std::string>());
}

decisions::Table table_of(const Json& file) {
  decisions::Table table;
  table.name = "workload";
  table.hit = decisions::HitPolicy::first;
  feel::Names names;
  for (std::size_t n = 0; n < std::size(kColumns); ++n) {
    decisions::Column column;
    column.name = kColumns[n];
    column.type = type_named(file["inputs"][kColumns[n]]);
    names.add(column.name, static_cast<feel::Slot>(n), column.type);
    table.inputs.push_back(std::move(column));
  }
  decisions::Column output;
  output.name = "rule";
  output.type = feel::Type::Kind::string;
  table.outputs.push_back(std::move(output));
  for (const Json& row : file["rules"]) {
    decisions::Rule rule;
    for (std::size_t n = 0; n < std::size(kColumns); ++n) {
      const std::string cell = row["cells"][n];
      if (cell == "-") {
        rule.tests.emplace_back();
        continue;
      }
      Checked<feel::Expression> test = feel::Expression::compile_unary_tests(cell, names, table.inputs[n].type, {});
      if (!test.ok()) stop("no cell: " + cell);
      rule.tests.push_back(std::move(*test.value));
    }
    Checked<feel::Expression> name = feel::Expression::compile("\"" + row["id"].get<std::string>() + "\"", names, {});
    rule.outputs.push_back(std::move(*name.value));
    table.rules.push_back(std::move(rule));
  }
  decisions::prepare(table);
  return table;
}

Workload load() {
  const Json file = Json::parse(file_text("bench/data/decision-table.json"));
  Workload workload{table_of(file), {}, {}};
  for (const Json& one : file["cases"]) {
    std::vector<feel::Value> inputs;
    for (const char* column : kColumns) inputs.push_back(value_of(one[column], file["inputs"][column]));
    workload.inputs.push_back(std::move(inputs));
    const std::string expected = one["expect"];
    workload.expected.push_back(static_cast<std::uint32_t>(std::stoul(expected.substr(1)) - 1));
  }
  const feel::Host host;
  for (std::size_t n = 0; n < workload.inputs.size(); ++n) {
    const decisions::Outcome outcome = decisions::evaluate(workload.table, workload.inputs[n], host);
    if (outcome.hits.size() != 1 || outcome.hits.front().rule != workload.expected[n]) {
      stop("input " + std::to_string(n) + " does not give the rule that is expected");
    }
  }
  return workload;
}

void first_of_twelve_rules(benchmark::State& state) {
  const Workload workload = load();
  const feel::Host host;
  std::size_t n = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(decisions::evaluate(workload.table, workload.inputs[n], host));
    if (++n == workload.inputs.size()) n = 0;
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(first_of_twelve_rules);

}  // namespace
}  // namespace aftale::bench
