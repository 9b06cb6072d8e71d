#pragma once
#include "engine/base/result.h"
#include "engine/cases/service.h"

namespace aftale::app {

/// Every version of every document that an export names. Files that are not kept come without bytes. Errors: of
/// cases::fetch_whole; refused (`too-large`) where they are more than limits::kExportFilesBytesMax in all.
Result<void> fetch_files(cases::Service& service, cases::ExportAnswer& answer);

}  // namespace aftale::app
