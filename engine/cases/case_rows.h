#pragma once
#include "engine/base/result.h"
#include "engine/machine/case.h"
#include "engine/machine/step.h"
#include "engine/model/definition.h"
#include "engine/records/store.h"

/// Case <-> rows: what the machine computes, and how it is kept.
namespace aftale::cases::case_rows {

/// Whether this program can carry on the case: it computes the steps of older rules as well.
bool knows_semantics(const records::CaseRow& row);
/// What is wrong with a case whose steps another version of the rules computed.
Text other_semantics(const records::CaseRow& row);

/// Error: damaged, where a row does not fit the case's definition; `newer-file`, where the case has other semantics.
Result<machine::Case> read_case(const records::LoadedCase& loaded, const model::Definition& definition);

/// The columns of the case row that follow from the state, and when it came to its end.
void update(records::CaseRow& row, const machine::Case& instance, std::optional<time::Instant> closed_at);
/// Those that never change while it runs by one definition.
records::CaseRow new_case(const machine::Case& instance, const model::Definition& definition);
records::BranchRow branch_row(const machine::Branch& branch, const machine::Case& instance,
                              const model::Definition& definition);
records::WorkItemRow item_row(machine::WorkItem item, const machine::Case& instance,
                              const model::Definition& definition);
records::DocumentRow document_row(const machine::DocumentVersion& version, const machine::Case& instance,
                                  const model::Definition& definition);

}  // namespace aftale::cases::case_rows
