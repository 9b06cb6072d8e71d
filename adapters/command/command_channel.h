#pragma once
#include <memory>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/records/channel.h"

namespace aftale::command {

struct CommandOptions {
  std::string program;  ///< absolute path of a file that may be run; no shell looks at it
  std::vector<std::string> arguments;
  long total_seconds = 60;
};

/// Gives each message to a program, as records::message_json on stdin: how a site reaches a system of its own. Any
/// threads at once; each delivery runs the program once.
///
/// The program finds PATH (`/usr/local/bin:/usr/bin:/bin`), LANG (`C.UTF-8`) and AFTALE_MESSAGE_ID in its environment
/// and nothing else, stands in `/`, has stdin, stdout and stderr open and no other descriptor, every signal as usual,
/// and is the leader of a process group. When its time is over, it and everything that it has started is killed, also
/// what has left the group; `detail` counts what could not be. When it ends by itself, what is left of the group is
/// killed; who must live on leaves the group (setsid).
///
///   exit status 0      delivered
///   65 to 70           refused: the message itself is wrong for the program (sysexits.h: data, input, user, host,
///                      service, internal error)
///   75 and all others  try_again, as are a signal, a time-out and a program that cannot be started
///
/// A message may come again under the same id after a time-out or a crash of ours: the program drops ids that it has
/// seen. `detail` is the first line of stderr, printable ASCII and UTF-8 as they are, control characters as spaces;
/// 64 KB of each output are read, more is thrown away.
class CommandChannel final : public records::Channel {
 public:
  /// Errors: refused, `command-options`: the path is not absolute, or there is no file there that we may run.
  static Result<std::unique_ptr<CommandChannel>> make(CommandOptions options);
  const char* name() const override { return "command"; }
  records::Delivery deliver(const records::Message& message) override;

 private:
  explicit CommandChannel(CommandOptions options) : options_(std::move(options)) {}
  const CommandOptions options_;
};

}  // namespace aftale::command
