#pragma once
#include <string>

#include "apps/aftale/command.h"

namespace aftale::app {

/// What the command line asks for.
struct Parsed {
  enum class Kind { run, help, version, wrong } kind = Kind::run;
  const CommandSpec* command = nullptr;  ///< null for the program's own help
  Arguments arguments;
  GeneralOptions general;
  Text wrong;  ///< what is wrong with the words
};

/// Options and commands are declared as data in command.h.
Parsed parse(int count, const char* const* words);

struct Words;
/// The general options among them.
GeneralOptions general_of(const Words& found);

}  // namespace aftale::app
