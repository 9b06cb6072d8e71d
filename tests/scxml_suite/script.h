#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/result.h"

namespace aftale::scxml_suite {

/// What SCION expects of a chart: the innermost states at first, and after each event.
struct Script {
  struct Move {
    std::int64_t after = 0;  ///< milliseconds that pass before the event
    std::string event;
    std::vector<std::string> expected;
  };
  std::vector<std::string> at_first;
  std::vector<Move> moves;

  std::vector<std::string> events() const;
};

/// The lists at the top; `legacySemantics` is left aside. Errors: not_found, bad-json.
Result<Script> read_script(const std::string& path);

}  // namespace aftale::scxml_suite
