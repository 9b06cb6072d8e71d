#include <rapidcheck.h>

#include <cstdlib>
#include <iostream>
#include <map>

#include "engine/loader/loader.h"
#include "tests/random/random_run.h"
#include "tests/random/random_workflow.h"
#include "tests/unit/testing/shipped.h"

/// Random workflows, answers, clocks and restarts. After each command what was stored is read back and compared, and
/// the case is rebuilt from its journal and compared; at the end the whole file is audited. AFTALE_RANDOM_RUNS=N says
/// how many; RC_PARAMS="seed=N" repeats a run, RC_PARAMS="reproduce=..." one that failed.
namespace aftale::random {
namespace {

/// The shipped files, and over them those of one run.
class Sources final : public loader::Sources {
 public:
  Sources(std::string workflow, int version)
      : own_({{model::SourceKind::workflow, "random", version, "random.workflow.yaml", std::move(workflow)},
              {model::SourceKind::organisation, "random", 0, "random.organisation.yaml", organisation_text()}}) {}
  std::optional<model::Source> find(model::SourceKind kind, std::string_view name, int version) const override {
    static const loader::MemorySources shipped = testing::shipped_sources();
    std::optional<model::Source> found = own_.find(kind, name, version);
    return found ? found : shipped.find(kind, name, version);
  }
  std::vector<std::string> names(model::SourceKind kind) const override { return own_.names(kind); }

 private:
  loader::MemorySources own_;
};

std::size_t loaded = 0, done = 0;
std::map<std::string, std::size_t> refused;  ///< by the code of the first error

void random_run_keeps_its_word() {
  const std::string text = workflow_text();
  const Checked<loader::Loaded> bundle = loader::load(Sources(text, 1), "random");
  if (!bundle.ok()) {
    for (const Diagnostic& finding : bundle.findings) {
      if (finding.severity != Severity::error) continue;
      ++refused[finding.code];
      break;
    }
    return;
  }
  const Checked<loader::Loaded> next = loader::load(Sources(next_version(text), 2), "random");
  RC_ASSERT(next.ok());
  ++loaded;
  const Ran ran = run(bundle.value->sources, next.value->sources);
  done += ran.done;
  if (ran.mistake.empty()) return;
  std::string story;
  for (const std::string& line : ran.story) story += line + "\n";
  RC_FAIL(ran.mistake + "\n" + text + "\n" + story);
}

}  // namespace
}  // namespace aftale::random

int main() {
  using namespace aftale::random;
  const char* wanted = std::getenv("AFTALE_RANDOM_RUNS");
  const std::string runs = wanted ? wanted : "1000";
  const char* given = std::getenv("RC_PARAMS");
  const std::string params = "max_success=" + runs + " max_size=100" + (given ? " " + std::string(given) : "");
  setenv("RC_PARAMS", params.c_str(), 1);
  const bool well = rc::check("random runs keep their word", random_run_keeps_its_word);
  std::size_t all = 0;
  for (const auto& [code, count] : refused) {
    std::cout << count << " workflows were refused: " << code << "\n";
    all += count;
  }
  std::cout << loaded << " workflows ran, " << all << " were refused by the loader, " << done
            << " commands were done\n";
  // A generator that makes little of worth tests nothing.
  return well && loaded > all && done > loaded ? 0 : 1;
}
