#pragma once
#include <string>
#include <string_view>

#include "engine/records/channel.h"

namespace aftale::mail {

/// What was said between us and an SMTP server, as far as it decides the outcome: the last command and the answer to
/// it. What we send of passwords is never kept. One thread.
class Conversation {
 public:
  /// A line that we send, as `RCPT TO:<...>`. A line that is no command of ours (an answer to AUTH) changes nothing.
  void sent(std::string_view line);
  /// A line of an answer, as `250-SIZE` or `550 5.1.1 Unknown user`.
  void received(std::string_view line);

  /// The code that answers the last command, 0 where none has come.
  int code() const { return code_; }
  /// Of a transfer that did not succeed.
  records::Delivery::Outcome outcome() const;
  /// `RCPT: 550 5.1.1 Unknown user`; only the command where it was not answered; `greeting` before the first command.
  std::string detail() const;

 private:
  std::string verb_;
  std::string answer_;
  int code_ = 0;
  bool over_ = false;  ///< QUIT was sent: what follows decides nothing
};

}  // namespace aftale::mail
