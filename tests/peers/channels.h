#pragma once
#include <memory>
#include <string>

#include "engine/base/json.h"
#include "engine/records/channel.h"

namespace aftale::peers {

/// The channel `mail`, `webhook` or `command` with options under the names of their structs.
Result<std::unique_ptr<records::Channel>> channel_of(const std::string& name, const Json& options);

}  // namespace aftale::peers
