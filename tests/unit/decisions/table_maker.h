#pragma once
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "engine/decisions/table.h"

namespace aftale::decisions {

/// A table out of texts, without a loader: row n stands at line n + 1. An empty test is `-`.
struct TableMaker {
  explicit TableMaker(HitPolicy hit) { table.name = "t", table.hit = hit, table.at = {"t.yaml", 1, 1, 1}; }

  TableMaker& input(const std::string& name, feel::Type type, std::vector<std::string> one_of = {}) {
    names.add(name, static_cast<feel::Slot>(table.inputs.size()), type);
    table.inputs.push_back({name, {}, type, std::move(one_of), {"t.yaml", 1, 2, 1}});
    return *this;
  }
  TableMaker& output(const std::string& name, feel::Type type, std::vector<std::string> one_of = {}) {
    table.outputs.push_back({name, {}, type, std::move(one_of), {"t.yaml", 1, 3, 1}});
    return *this;
  }
  TableMaker& row(const std::vector<std::string>& tests, const std::vector<std::string>& outputs) {
    Rule rule;
    const auto line = static_cast<std::uint32_t>(table.rules.size() + 2);
    rule.at = {"t.yaml", line, 1, 1};
    for (std::size_t i = 0; i < tests.size(); ++i) {
      const Span at{"t.yaml", line, static_cast<std::uint32_t>(10 * (i + 1)), 1};
      rule.cells.push_back(at);
      if (tests[i].empty()) {
        rule.tests.emplace_back();
        continue;
      }
      auto test = feel::Expression::compile_unary_tests(tests[i], names, table.inputs[i].type, at);
      EXPECT_TRUE(test.ok()) << tests[i];
      rule.tests.push_back(test.value.value_or(feel::Expression()));
    }
    for (const std::string& text : outputs) {
      rule.cells.push_back({"t.yaml", line, 90, 1});
      auto output = feel::Expression::compile(text, names, rule.cells.back());
      EXPECT_TRUE(output.ok()) << text;
      rule.outputs.push_back(output.value.value_or(feel::Expression()));
    }
    table.rules.push_back(std::move(rule));
    return *this;
  }

  Table table;
  feel::Names names;
};

inline std::string codes(const std::vector<Diagnostic>& findings) {
  std::string out;
  for (const Diagnostic& finding : findings) {
    out += (out.empty() ? "" : ", ") + std::string(finding.code);
    if (finding.where) out += " " + std::to_string(finding.where->line);
  }
  return out;
}

}  // namespace aftale::decisions
