#pragma once
#include <string>

#include "apps/aftaled/config.h"

namespace aftale::daemon {

/// Sends one test message to `address` as a daemon with this configuration sends mail: by the channel that the receiver
/// wants where that is mail, else by the first of kind mail. Gives back what happened, in one line. No database is
/// touched, and nothing is tried a second time.
///
/// Errors: usage, where `address` is none; not_found `no-mail-channel`; what a channel that cannot be made says;
/// refused `mail-refused` and unavailable `mail-not-sent`, with what the server said and what to do about it.
Result<Text> test_mail(const Config& config, const std::string& address, time::Instant now);

}  // namespace aftale::daemon
