#include "engine/records/journal_hash.h"

#include <benchmark/benchmark.h>

namespace aftale::bench {
namespace {

records::JournalRow entry() {
  records::JournalRow row;
  row.seq = 40'000;
  row.case_id = CaseId{1'000};
  row.revision = 17;
  row.at = row.recorded_at = time::Instant{1'672'646'400'000'000};
  row.actor = "sekretariat";
  row.proof = R"({"proof":"solo","roles":["secretariat"],"command":"0123456789abcdef"})";
  row.request = RequestId::derived("bench", 1, 1);
  row.kind = 2;
  row.input = R"({"in":"approval/0851/committee","event":"recommended"})";
  row.outcome = R"({"at":"approval/0851/committee","event":"recommended","left":["approval/0851/committee"],)"
                R"("entered":["approval/0851/finance"],"told":1})";
  return row;
}

/// One link of the chain, with the context that is kept between entries.
void chained_entry(benchmark::State& state) {
  records::JournalRow row = entry();
  Sha256 sha;
  std::string buffer;
  for (auto _ : state) row.prev = records::hash_of(row, sha, buffer);
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(buffer.size()));
}
BENCHMARK(chained_entry);

}  // namespace
}  // namespace aftale::bench
