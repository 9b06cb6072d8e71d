#include "engine/feel/expression.h"

#include <benchmark/benchmark.h>

#include "bench/approval.h"

namespace aftale::bench {
namespace {

constexpr const char* kExpressions[] = {
    "1 + 2 * 3",
    "approved = total and rejected = 0",
    "entered + @\"P14D\"",
    "date(first_day.year - 1, 10, 15)",
    "if region = \"north\" then amount * 1.25 else amount / 4",
    "count(amounts[item > 50])",
    "sum(for a in amounts return a * 2)",
    "some a in amounts satisfies a > 90",
    "upper case(region) + \" \" + string(approved)",
};

feel::Names names() {
  feel::Names names;
  feel::Slot slot = 0;
  for (const char* name : {"approved", "total", "rejected", "entered", "first_day", "region", "amount", "amounts"}) {
    names.add(name, slot++);
  }
  return names;
}

std::vector<feel::Value> values() {
  const time::CivilDate day = *time::CivilDate::from_ymd(2024, 1, 1);
  feel::List amounts;
  for (int n = 1; n <= 100; ++n) amounts.push_back(feel::Value::integer(n));
  return {feel::Value::integer(12),
          feel::Value::integer(12),
          feel::Value::integer(0),
          feel::Value(day),
          feel::Value(day),
          feel::Value::string("north"),
          feel::Value::integer(125'000),
          feel::Value::list(std::move(amounts))};
}

void compile(benchmark::State& state, const char* text) {
  const feel::Names scope = names();
  for (auto _ : state) benchmark::DoNotOptimize(feel::Expression::compile(text, scope, {}));
}

void evaluate(benchmark::State& state, const char* text) {
  const Checked<feel::Expression> expression = feel::Expression::compile(text, names(), {});
  if (!expression.ok()) stop(std::string("no expression: ") + text);
  const std::vector<feel::Value> inputs = values();
  const feel::ArrayScope scope(inputs);
  const feel::Host host;
  if (expression.value->evaluate(scope, host).value.is_null()) stop(std::string("gives null: ") + text);
  for (auto _ : state) benchmark::DoNotOptimize(expression.value->evaluate(scope, host));
}

const bool kAdded = [] {
  for (const char* text : kExpressions) {
    benchmark::RegisterBenchmark((std::string("evaluate/") + text).c_str(), evaluate, text);
  }
  for (const char* text : kExpressions) {
    benchmark::RegisterBenchmark((std::string("compile/") + text).c_str(), compile, text);
  }
  return true;
}();

}  // namespace
}  // namespace aftale::bench
