#pragma once
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/feel/expression.h"
#include "engine/feel/function.h"

/// Tables of FEEL texts and the FEEL texts of their values.
namespace aftale::feel {

struct FeelRow {
  std::string text, value;
};

/// A host whose clock stands at 2022-11-24 12:30:00.5 in Copenhagen.
class FixedHost final : public Host {
 public:
  time::Instant now() const override { return *time::Instant::parse("2022-11-24T11:30:00.500Z"); }
  const time::Zone& zone() const override { return zone_; }

 private:
  time::Zone zone_ = time::Zone::find("Europe/Copenhagen").value();
};

/// Null with the findings where the text does not compile, as DMN has it.
inline Evaluation evaluated(const std::string& text) {
  Checked<Expression> compiled = Expression::compile(text, Names(), Span{"row", 1, 1, 0}, true);
  if (!compiled.value) return {Value(), std::move(compiled.findings)};
  return compiled.value->evaluate(ArrayScope({}), FixedHost());
}

inline void expect_rows(const std::vector<FeelRow>& rows) {
  for (const FeelRow& row : rows) {
    const Evaluation result = evaluated(row.text);
    EXPECT_EQ(result.value.feel(), row.value)
        << row.text << (result.diagnostics.empty() ? "" : "\n  " + result.diagnostics.front().message.en);
    // Null of null is no error: what was not there is not wrong.
    if (row.value == "null" && row.text.find("null") == std::string::npos) {
      EXPECT_FALSE(result.diagnostics.empty()) << row.text << " is null without a reason";
    }
  }
}

}  // namespace aftale::feel
