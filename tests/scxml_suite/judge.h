#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "tests/scxml_suite/chart_reader.h"

namespace aftale::scxml_suite {

enum class Verdict : std::uint8_t { passed, failed, differs, not_applicable };

struct Judgement {
  Verdict verdict = Verdict::failed;
  std::string reason;  ///< of what did not pass; a remark on what passed
  std::string trace;   ///< of the run that counts
};

enum class Suite : std::uint8_t { scion, w3c };

/// A chart of one of the suites, where it lies.
struct Subject {
  Suite suite = Suite::scion;
  std::string name;    ///< `more-parallel/test2`, `w3c/test404`
  std::string chart;   ///< file
  std::string script;  ///< file, of SCION
};

Judgement judge(const Subject& subject, Domains domains);

}  // namespace aftale::scxml_suite
