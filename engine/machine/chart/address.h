#pragma once
#include <string>
#include <string_view>

#include "engine/machine/chart/run.h"

/// Addresses as they are written; reach/ finds what they stand for.
namespace aftale::machine {

/// The address of a state while a step is computed; of the chart itself the branch's key.
std::string address_of(const Run& run, BranchNo branch, model::StateIx state);

inline constexpr const char* kRenewedApproval = "renewed_approval";
/// The address of a question about a changed text: `approval/0851/renewed_approval/agreement`.
std::string renewal_address(const model::Definition& definition, const Branch& branch, std::uint16_t document);
std::string renewal_address(const Run& run, BranchNo branch, std::uint16_t document);

/// The key of an element as part of an address: `/ # % *` as `%2F %23 %25 %2A`.
std::string escaped(std::string_view key);
std::string unescaped(std::string_view text);

}  // namespace aftale::machine
