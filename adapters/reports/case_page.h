#pragma once
#include <string>

#include "adapters/reports/edition.h"
#include "engine/cases/answers.h"

namespace aftale::reports {

/// Cases as one HTML page that prints on A4: where each stands, its lists of parties, what is open, deadlines and the
/// last decisions. Of several cases a list of them comes first, and each begins a new sheet. No script, and nothing is
/// fetched from elsewhere. Of what was treated behind closed doors it has the word alone.
std::string case_page(const cases::ExportAnswer& answer, const Edition& edition);

}  // namespace aftale::reports
