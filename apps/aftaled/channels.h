#pragma once
#include <memory>
#include <vector>

#include "apps/aftaled/config.h"
#include "engine/records/channel.h"

namespace aftale::daemon {

/// The channels of a configuration, the default first. Shared with the threads that use them.
struct Channels {
  std::vector<std::unique_ptr<records::Channel>> all;
  std::vector<records::Channel*> borrowed() const;
};

/// Errors: refused, with the place in the configuration: a secret that cannot be read, an option that a channel does
/// not take.
Result<std::shared_ptr<const Channels>> make_channels(const Config& config);

/// Everything that would keep make_channels from it, without doing anything. A secret that cannot be read is a warning:
/// the service may see what whoever asks does not.
std::vector<Diagnostic> check_channels(const Config& config);

}  // namespace aftale::daemon
