#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

#include "bench/drivers.h"

/// One workload in this process and nothing beside it, for whoever counts what it costs (bench/counts.py):
///
///     counted W1|W2 CASES PER_TRANSACTION FOLDER
///
/// prints the events, the bytes of the closed file, and how often the process asked the system to write meanwhile.
/// `counted waiting CASES 1 FOLDER` makes FOLDER/waiting.db with that many cases.
namespace aftale::bench {
namespace {

std::int64_t calls_that_wrote() {
  std::ifstream in("/proc/self/io");
  std::string name;
  for (std::int64_t number = 0; in >> name >> number;) {
    if (name == "syscw:") return number;
  }
  return 0;
}

Measured run(const std::string& what, const Approval& approval, const Shape& shape, const std::string& folder) {
  if (what == "W1") return durable_engine(approval, shape, folder);
  if (what == "W2") return memory_engine(approval, shape.cases);
  if (what == "waiting") make_waiting_cases(approval, shape.cases, folder);
  return {};
}

}  // namespace
}  // namespace aftale::bench

int main(int count, char** words) {
  using namespace aftale::bench;
  if (count != 5) stop("counted W1|W2|waiting CASES PER_TRANSACTION FOLDER");
  const auto number = [&](int at) { return static_cast<std::size_t>(std::max(1, std::atoi(words[at]))); };
  const std::size_t per_transaction = number(3);
  const Approval approval = load_approval();
  const std::int64_t before = calls_that_wrote();
  const Measured measured =
      run(words[1], approval, {number(2), per_transaction == 1 ? 1U : 32U, per_transaction}, words[4]);
  std::printf("{\"events\": %lld, \"bytes\": %.0f, \"writes\": %lld}\n", static_cast<long long>(measured.events),
              measured.bytes_an_event * static_cast<double>(measured.events),
              static_cast<long long>(calls_that_wrote() - before));
}
