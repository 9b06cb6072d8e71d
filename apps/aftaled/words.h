#pragma once
#include <optional>
#include <string>

#include "engine/base/text.h"

namespace aftale::daemon {

/// The words of the command line.
struct Words {
  std::string config = "/etc/aftale/aftaled.yaml";
  std::string database, socket;  ///< instead of the configuration's
  bool check = false;            ///< read the configuration, say what is wrong with it, and end
  std::string test_mail;         ///< send one test message to this address, say what happened, and end
  std::string from;              ///< a rehearsal that begins at this moment
  double speed = 0;              ///< seconds a second; 0: time stands still
  std::optional<int> ends_with;  ///< help or version was given, or the words are wrong: nothing more to do
};
Words read_words(int count, char** words);

}  // namespace aftale::daemon
