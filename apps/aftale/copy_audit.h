#pragma once
#include <string>

#include "apps/aftale/settings.h"
#include "engine/base/result.h"
#include "engine/records/journal_head.h"

namespace aftale::app {

/// Audits a copy of a database as `aftale audit` would, chain and replay; its newest entry. `name`: what to call it.
/// Errors: damaged (`damaged`) with the first finding, and those of opening it.
Result<records::JournalHead> audit_copy(const std::string& copy, const Text& name, const Settings& settings);

}  // namespace aftale::app
