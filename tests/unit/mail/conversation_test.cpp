#include "adapters/mail/conversation.h"

#include <gtest/gtest.h>

namespace aftale::mail {
namespace {

using Outcome = records::Delivery::Outcome;

// Lines that we send begin with "> ".
Conversation after(std::initializer_list<const char*> lines) {
  Conversation conversation;
  for (const std::string line : lines) {
    if (line.starts_with("> ")) {
      conversation.sent(line.substr(2) + "\r\n");
    } else {
      conversation.received(line + "\r\n");
    }
  }
  return conversation;
}

TEST(Conversation, what_a_failed_one_comes_to) {
  struct Row {
    std::initializer_list<const char*> lines;
    Outcome outcome;
    const char* detail;
  };
  const Row kRows[] = {
      {{}, Outcome::try_again, "greeting"},
      {{"554 not you"}, Outcome::try_again, "greeting: 554 not you"},
      {{"421 later"}, Outcome::try_again, "greeting: 421 later"},
      {{"220 x", "> EHLO y", "500 what"}, Outcome::try_again, "EHLO: 500 what"},
      {{"220 x", "> STARTTLS", "554 no"}, Outcome::try_again, "STARTTLS: 554 no"},
      {{"> AUTH PLAIN c2VjcmV0", "535 no"}, Outcome::try_again, "AUTH: 535 no"},
      {{"> AUTH LOGIN", "334 VXNlcg==", "> c2VjcmV0", "535 no"}, Outcome::try_again, "AUTH: 535 no"},
      {{"> MAIL FROM:<a@example.dk>", "550 you may not"}, Outcome::try_again, "MAIL: 550 you may not"},
      {{"> MAIL FROM:<a@example.dk>", "552 too large"}, Outcome::refused, "MAIL: 552 too large"},
      {{"> RCPT TO:<a@example.dk>", "451 greylisted"}, Outcome::try_again, "RCPT: 451 greylisted"},
      {{"> RCPT TO:<a@example.dk>", "550 unknown"}, Outcome::refused, "RCPT: 550 unknown"},
      {{"> RCPT TO:<a@example.dk>", "550-first", "550 last"}, Outcome::refused, "RCPT: 550 last"},
      {{"> RCPT TO:<a@example.dk>", "550 unknown", "> QUIT", "221 bye"}, Outcome::refused, "RCPT: 550 unknown"},
      {{"> RCPT TO:<a@example.dk>", "550 unknown", "> DATA"}, Outcome::try_again, "DATA"},
      {{"> DATA", "554 no valid recipients"}, Outcome::refused, "DATA: 554 no valid recipients"},
      {{"> DATA", "354 go on"}, Outcome::try_again, "DATA: 354 go on"},
      {{"> DATA", "354 go on", "451 disk full"}, Outcome::try_again, "DATA: 451 disk full"},
      {{"> DATA", "354 go on", "554 spam\x1B[31m\xC3\xA6"}, Outcome::refused, "DATA: 554 spam?[31m??"},
      {{"> RCPT TO:<a@example.dk>", "no code at all"}, Outcome::try_again, "RCPT"},
  };
  for (const Row& row : kRows) {
    const Conversation conversation = after(row.lines);
    EXPECT_EQ(conversation.outcome(), row.outcome) << row.detail;
    EXPECT_EQ(conversation.detail(), row.detail);
  }
}

}  // namespace
}  // namespace aftale::mail
