#pragma once
#include <string_view>

#include "engine/model/organisation.h"
#include "engine/records/rows.h"

namespace aftale::testing {

/// Whether a message goes to whom a scenario calls `to`: the role `secretariat` or `authority`, a party's code, a
/// body's id (`das`, `0851/committee`), or the title of the receiver in either language. `organisation` may be null.
bool is_receiver(const records::OutboxRow& row, std::string_view to, const model::Organisation* organisation);

}  // namespace aftale::testing
