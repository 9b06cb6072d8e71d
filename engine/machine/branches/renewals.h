#pragma once
#include <string>

#include "engine/machine/branches/documents.h"
#include "engine/machine/chart/macrostep.h"

/// Internal: texts that change after they were approved.
namespace aftale::machine {

/// `approval/0851/renewed_approval/agreement`.
std::string renewal_address(const model::Definition& definition, const Branch& branch, std::uint16_t document);
std::string renewal_address(const Run& run, BranchNo branch, std::uint16_t document);
inline constexpr const char* kRenewedApproval = "renewed_approval";
inline constexpr const char* kKeep = "keep";
inline constexpr const char* kReapprove = "reapprove";

Result<void> attach(Run& run, const Held& held, const Attach& attach);
/// `do KEY reapprove|keep` at the renewal of `document` in `branch`.
Result<void> answer_renewal(Run& run, Macrostep& macrostep, BranchNo branch, std::uint16_t document, bool reapprove);

}  // namespace aftale::machine
