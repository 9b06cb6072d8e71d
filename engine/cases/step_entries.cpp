#include "engine/cases/step_entries.h"

#include <algorithm>

#include "engine/base/limits.h"
#include "engine/machine/format/payload.h"

namespace aftale::cases {
namespace {

bool is_of_people(const records::JournalRow& row) {
  using machine::InputKind;
  const auto kind = static_cast<InputKind>(row.kind);
  return kind == InputKind::event || kind == InputKind::record || kind == InputKind::attach;
}

bool holds(const std::vector<std::string>& addresses, const std::string& address) {
  return std::find(addresses.begin(), addresses.end(), address) != addresses.end();
}

}  // namespace

void StepEntries::count(const std::vector<records::JournalRow>& rows, CaseId id) {
  for (const records::JournalRow& row : rows) {
    if (row.case_id != id || row.seq <= last_) continue;
    last_ = row.seq;
    const Details outcome = details(row.outcome);
    if (is_of_people(row)) ++counts_[outcome.step];
    for (const std::string& address : outcome.left) counts_.erase(address);
    for (const std::string& address : outcome.entered) counts_.erase(address);
  }
}

Result<void> StepEntries::admit(const Details& outcome) const {
  const auto found = counts_.find(outcome.step);
  if (found == counts_.end() || found->second < limits::kStepEntriesMax || holds(outcome.left, outcome.step)) return {};
  const std::string most = std::to_string(limits::kStepEntriesMax);
  return fail(Error::Kind::refused, "too-many-entries",
              Text{outcome.step + " har allerede " + most + " poster og tager kun imod det, der bringer det videre. " +
                       "Skriv nye oplysninger i et dokument, eller bed sekretariatet afgøre trinnet",
                   outcome.step + " has " + most + " entries already and takes only what leads on from it. Put what " +
                       "is new into a document, or ask the secretariat to decide the step"});
}

}  // namespace aftale::cases
