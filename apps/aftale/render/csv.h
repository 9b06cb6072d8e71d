#pragma once
#include <string>

#include "apps/aftale/settings.h"
#include "engine/cases/answers.h"

namespace aftale::app::render {

/// All work items of the cases, for a Danish Excel: semicolons, UTF-8 with BOM, CRLF, dates as 24-11-2022. A cell that
/// a spreadsheet would take for a formula gets an apostrophe in front.
std::string csv(const cases::ExportAnswer& answer, const Settings& settings);

}  // namespace aftale::app::render
