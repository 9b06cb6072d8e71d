#pragma once
#include "engine/base/result.h"
#include "engine/cases/service.h"

namespace aftale::cases {

/// A document with all of its bytes, page after page, compared with the SHA-256 that was attached. Errors: of Fetch;
/// damaged (`damaged`) where the bytes are others.
Result<FetchAnswer> fetch_whole(Service& service, Fetch asked);

}  // namespace aftale::cases
