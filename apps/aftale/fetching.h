#pragma once
#include "engine/base/result.h"
#include "engine/cases/service.h"

namespace aftale::app {

/// A document with all of its bytes, page after page, compared with the SHA-256 that was attached. Errors: of
/// cases::Fetch; damaged (`damaged`) where the bytes are others.
Result<cases::FetchAnswer> fetch_whole(cases::Service& service, cases::Fetch asked);

/// Every version of every document that an export names. Files that are not kept come without bytes. Errors: those
/// above; refused (`too-large`) where they are more than limits::kExportFilesBytesMax in all.
Result<void> fetch_files(cases::Service& service, cases::ExportAnswer& answer);

}  // namespace aftale::app
