#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/loader/loader.h"
#include "engine/records/store.h"
#include "engine/testing/coverage.h"
#include "engine/testing/scenario.h"

namespace aftale::testing {

struct ScenarioResult {
  std::string file, title;
  bool passed = false;
  std::vector<Diagnostic> findings;  ///< the first mismatch (code `scenario`), and notes that explain it
  int steps = 0;                     ///< that were done, the one with the mismatch included
};

struct ScenarioOptions {
  /// The texts of messages, as cases::LocalService::Options::templates; null: messages are queued and not rendered.
  std::function<std::optional<std::string>(std::string_view name, Language language)> templates;
  /// Before each step the engine is dropped, and another one begins with what the store has.
  bool restart = false;
};

/// Runs a scenario on the real engine with a clock of its own, in `store` (its cases must not be there yet), with the
/// workflows of `sources`. After every step what was stored must read back equal and replay must give the same.
/// It stops at the first mismatch. Adds to `coverage`.
ScenarioResult run(const Scenario& scenario, const loader::Sources& sources, records::Store& store, Coverage& coverage,
                   const ScenarioOptions& options = {});

}  // namespace aftale::testing
