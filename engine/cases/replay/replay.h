#pragma once
#include <vector>

#include "engine/base/result.h"
#include "engine/cases/answers.h"
#include "engine/cases/read_model.h"
#include "engine/cases/service.h"

/// A case rebuilt from its journal: commands are done again, firings are computed again and compared with the evidence.
namespace aftale::cases {

struct Rebuilt {
  WorkingCopy work;
  records::Commit rows;  ///< what the case would be stored as
};

/// Errors: damaged, with the entry at which the journal and the engine disagree (its seq in `broken`).
Result<Rebuilt> rebuild(const ReadModel& in, const records::CaseRow& row,
                        const std::vector<records::JournalRow>& entries, std::int64_t& broken);

/// Whether the content of this digest is there, unchanged; of no digest always.
Result<bool> is_kept(const ReadModel& in, const Digest& content);

/// Findings where what is stored differs from what the journal says: branches byte for byte, case row, work items,
/// documents, messages. Empty if well.
Result<std::vector<AuditAnswer::Finding>> compare(const ReadModel& in, const std::string& key);

/// The first finding of `compare` as an error of kind damaged: after each command where the service verifies itself.
Result<void> verify_case(const ReadModel& in, const std::string& key);

/// The whole file or one case: chain, gaps, entries kept elsewhere, replay, content, the store's own check.
Result<AuditAnswer> audit(const ReadModel& in, const Audit& asked);

}  // namespace aftale::cases
