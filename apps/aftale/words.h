#pragma once
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "apps/aftale/command.h"

namespace aftale::app {

/// The words of one call, told apart from the left: general options, the command, its options and its words. An
/// option's value is never taken for anything else; after `--` there are words only.
struct Words {
  const CommandSpec* command = nullptr;
  std::vector<std::pair<const Option*, std::string>> options;  ///< in their order; of a flag without a value
  std::vector<std::string> words;                              ///< of the command, without a name
  bool help = false, version = false;                          ///< asked for where an option or a command may stand
  Text wrong;                                                  ///< the first thing that is
  bool unknown_command = false;                                ///< that is what is wrong
  const Option* awaits = nullptr;                              ///< its value would be the next word
  bool only_words = false;                                     ///< there was a `--`
};
Words tell_apart(std::span<const std::string> given);

/// That a value is missing, and how one is written that looks like an option.
Text without_value(const Option& option);
/// `--meeting DATE`
std::string with_value(const Option& option);

}  // namespace aftale::app
