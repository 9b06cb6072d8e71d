#pragma once
#include <string>
#include <vector>

#include "apps/aftale/settings.h"
#include "engine/base/diagnostic.h"
#include "engine/testing/scenario_runner.h"

namespace aftale::app::render {

/// How much of the coverage is told of: states and transitions, or everything.
enum class CoverageDetail : std::uint8_t { ways, everything };

/// A line for each workflow and, with `lists`, one for each thing that no scenario touched, with its place; with
/// everything a line with the total at the end.
std::string coverage(const testing::Coverage& coverage, CoverageDetail detail, bool lists, const Settings& settings,
                     const SourceLines& lines);

/// The `coverage` of `--json`: the counts of each workflow and what is untouched.
void write_coverage(JsonWriter& out, const testing::Coverage& coverage, CoverageDetail detail,
                    const Settings& settings);

/// The whole of it as JSON, for other programs: each state, transition, guard, deadline and ballot with its place and
/// whether a scenario touched it.
std::string coverage_file(const testing::Coverage& coverage, const std::vector<testing::ScenarioResult>& results);

}  // namespace aftale::app::render
