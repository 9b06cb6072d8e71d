#pragma once
#include <string>

namespace aftale::app {

/// Scripts that complete commands, options and file names of the program, made from the declarations in command.h.
/// Those for zsh and fish describe what they offer, in the language that the shell has when they are asked.
std::string bash_completion();
std::string zsh_completion();
std::string fish_completion();

}  // namespace aftale::app
