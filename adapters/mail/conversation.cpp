#include "adapters/mail/conversation.h"

#include <algorithm>
#include <array>

#include "adapters/transfer/transfer.h"

namespace aftale::mail {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

void Conversation::sent(std::string_view line) {
  constexpr std::array<std::string_view, 8> kVerbs{"EHLO", "HELO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "QUIT"};
  const std::string_view verb = line.substr(0, line.find_first_of(" \r\n"));
  if (over_ || std::find(kVerbs.begin(), kVerbs.end(), verb) == kVerbs.end()) return;
  if (verb == "QUIT") {
    over_ = true;
    return;
  }
  verb_ = verb;
  answer_.clear();
  code_ = 0;
}

void Conversation::received(std::string_view line) {
  if (over_ || line.size() < 3 || !std::all_of(line.begin(), line.begin() + 3, is_digit)) return;
  code_ = (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
  answer_ = transfer::shown(line.substr(0, line.find_first_of("\r\n")));
}

records::Delivery::Outcome Conversation::outcome() const {
  const bool about_the_mail = verb_ == "RCPT" || verb_ == "DATA" || (verb_ == "MAIL" && code_ == 552);
  return about_the_mail && code_ >= 500 && code_ <= 599 ? records::Delivery::Outcome::refused
                                                        : records::Delivery::Outcome::try_again;
}

std::string Conversation::detail() const {
  const std::string at = verb_.empty() ? "greeting" : verb_;
  return answer_.empty() ? at : at + ": " + answer_;
}

}  // namespace aftale::mail
