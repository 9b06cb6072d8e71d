#pragma once
#include <string>

#include "engine/machine/macrostep.h"

/// Internal: texts that change after they were approved.
namespace aftale::machine {

/// The newest frozen version of a document, as it was on a day; 0 if there is none.
std::uint32_t frozen_version(const Run& run, std::uint16_t document, std::optional<time::CivilDate> on = std::nullopt);
/// `approval/0851/renewed_approval/agreement`.
std::string renewal_address(const model::Definition& definition, const Branch& branch, std::uint16_t document);
std::string renewal_address(const Run& run, BranchNo branch, std::uint16_t document);
inline constexpr const char* kRenewedApproval = "renewed_approval";
inline constexpr const char* kKeep = "keep";
inline constexpr const char* kReapprove = "reapprove";

Result<void> attach(Run& run, const Attach& attach);
/// `do KEY reapprove|keep` at the renewal of `document` in `branch`.
Result<void> answer_renewal(Run& run, Macrostep& macrostep, BranchNo branch, std::uint16_t document, bool reapprove);
/// The index of a document by its id. Error: unknown-document with what there is.
Result<std::uint16_t> document_named(const Run& run, const std::string& id);

}  // namespace aftale::machine
