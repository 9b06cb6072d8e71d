#pragma once
#include "adapters/reports/edition.h"
#include "adapters/sheets/workbook.h"
#include "engine/cases/answers.h"

namespace aftale::reports {

/// Cases as a workbook of four sheets: where they stand, what bodies decided, deadlines, and when bodies meet. The
/// sheet of decisions has the columns of minutes, and a row without a decision for each body that is still to say one,
/// so that it can be filled in. Of what was treated behind closed doors it has the word alone.
sheets::Workbook case_workbook(const cases::ExportAnswer& answer, const Edition& edition);

}  // namespace aftale::reports
