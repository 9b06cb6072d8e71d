#pragma once
#include <string>

#include "apps/aftale/command.h"

namespace aftale::app {

/// The program's help, or one command's: made from the declarations.
std::string program_help(Language language);
std::string command_help(const CommandSpec& command, Language language);

}  // namespace aftale::app
