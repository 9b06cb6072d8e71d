// The bytes of a branch.
//
// branch   := format body1                           format 1
//           | format body1 body2                     format 2
//           | format body1 body2 body3               format 3
//           | format body1 body2 body3 body4         format 4
//
// A branch is written in the least format that can hold it, so each branch has one form only. The bodies stand in
// branch_format_N.cpp, each with its own grammar; all are made of these:
//
// number   := unsigned, seven bits a byte, low ones first, the high bit set in each byte but the last (LEB128)
// integer  := number: 2n for n >= 0, else -2n - 1 (zigzag)
// boolean  := number, 0 or 1
// flags    := number, bit n for the nth name
// text     := number of bytes, then the bytes in UTF-8
// date     := integer: days since 1970-01-01
// date?    := 0, or 1 and the date
// number?  := 0, or the number and one
// instant  := integer: microseconds since 1970-01-01T00:00Z
// digest   := text of 32 bytes: SHA-256
// value    := a tag and what it says, see value_codec.cpp
// list of  := number of items, then each of them
#include "engine/machine/format/codec.h"

#include "engine/base/check.h"
#include "engine/machine/format/archive.h"
#include "engine/machine/format/branch_format_1.h"
#include "engine/machine/format/branch_format_2.h"
#include "engine/machine/format/branch_format_3.h"
#include "engine/machine/format/branch_format_4.h"

namespace aftale::machine {
namespace {

// Indices into the chart are checked here once, so that nobody else has to doubt what came out of a file.
bool fits(const Branch& branch, const model::Definition& definition) {
  if (branch.chart >= definition.charts.size()) return false;
  const model::Chart& chart = definition.charts[branch.chart];
  if (branch.values.size() != chart.variables.size() && !branch.values.empty()) return false;
  const std::size_t states = chart.states.size();
  for (const ActiveState& active : branch.active) {
    if (active.state >= states) return false;
  }
  for (const HistoryEntry& entry : branch.history) {
    if (entry.history >= states) return false;
    for (const model::StateIx state : entry.states) {
      if (state >= states) return false;
    }
  }
  for (const Timer& timer : branch.timers) {
    if (timer.state >= states) return false;
    const model::State& state = chart.states[timer.state];
    if (timer.rule >= (timer.kind == Timer::Kind::timed ? state.timed.size() : state.deadlines.size())) return false;
    const bool warning = timer.kind == Timer::Kind::remind && timer.moment < kAgainMoment;
    if (warning && timer.moment >= state.deadlines[timer.rule].warn.size()) return false;
  }
  for (const Proposal& proposal : branch.proposals) {
    if (proposal.state >= states) return false;
  }
  for (const DeadlineState& deadline : branch.deadlines) {
    if (deadline.state >= states || deadline.deadline >= chart.states[deadline.state].deadlines.size()) return false;
  }
  for (const FiredDay& fired : branch.fired) {
    if (fired.state >= states || fired.rule >= chart.states[fired.state].timed.size()) return false;
  }
  return is_in_order(branch.fired) && (branch.kept || !branch.kept_since);
}

std::uint8_t format_of(const Branch& branch) {
  if (needs_format_4(branch)) return 4;
  if (needs_format_3(branch)) return 3;
  return needs_format_2(branch) ? 2 : 1;
}

tl::unexpected<ErrorPtr> damaged(const char* da, const char* en) {
  return fail(Error::Kind::damaged, "damaged", Text{da, en});
}

}  // namespace

void encode(const Branch& branch, const model::Definition& definition, std::string& out) {
  Encoder encoder(out, definition);
  const std::uint8_t format = format_of(branch);
  encoder.number(format);
  branch_format_1(encoder, branch);
  if (format >= 2) branch_format_2(encoder, branch);
  if (format >= 3) branch_format_3(encoder, branch);
  if (format >= 4) branch_format_4(encoder, branch);
}

Result<Branch> decode(std::string_view bytes, const model::Definition& definition) {
  Decoder in(bytes, definition);
  std::uint64_t format = 0;
  in.number(format);
  if (format < 1 || format > kBranchFormats) {
    return damaged(
        "En gren i databasen har en form, som dette program ikke kender. Brug det nyere program, eller gendan en "
        "sikkerhedskopi",
        "A branch in the database has a form that this program does not know. Use the newer program or restore a "
        "backup");
  }
  Branch branch;
  branch_format_1(in, branch);
  if (format >= 2) branch_format_2(in, branch);
  if (format >= 3) branch_format_3(in, branch);
  if (format >= 4) branch_format_4(in, branch);
  // A branch has one form only: what says that it holds more, does.
  if (format_of(branch) != format) in.broken();
  if (!in.ok() || !in.at_end() || !fits(branch, definition)) {
    return damaged("En gren i databasen kan ikke læses. Gem en kopi af filen, og kør aftale audit",
                   "A branch in the database cannot be read. Keep a copy of the file and run aftale audit");
  }
  const model::Chart& chart = definition.charts[branch.chart];
  for (Timer& timer : branch.timers) timer.due = instant_of(definition, chart, timer);
  return branch;
}

}  // namespace aftale::machine
