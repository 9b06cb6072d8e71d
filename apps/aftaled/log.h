#pragma once
#include <string>

#include "engine/base/text.h"

/// What the daemon says of itself, on stderr: one line each, for journald with the level in front and no time (it has
/// its own), else with date and time. Any thread. No secrets: callers never hand any on.
namespace aftale::daemon::log {

/// Once, before the first line.
void begin(Language language);
void info(const Text& text);
void warn(const Text& text);
void error(const Text& text);
/// A finished line of a channel.
void line(const std::string& text);

}  // namespace aftale::daemon::log
