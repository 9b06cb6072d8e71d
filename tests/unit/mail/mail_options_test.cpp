#include <gtest/gtest.h>

#include "adapters/mail/mail_channel.h"

namespace aftale::mail {
namespace {

MailOptions good() {
  MailOptions options;
  options.url = "smtp://mail.example.dk:587";
  options.sender = "aftale@example.dk";
  return options;
}

MailOptions with(void (*change)(MailOptions&)) {
  MailOptions options = good();
  change(options);
  return options;
}

TEST(MailOptions, good_ones_make_a_channel) {
  const MailOptions kRows[] = {
      good(),
      with([](MailOptions& o) { o.url = "smtps://mail.example.dk"; }),
      with([](MailOptions& o) { o.url = "smtp://[::1]:2525/"; }),
      with([](MailOptions& o) { o.reply_to = "svar@example.dk"; }),
      with([](MailOptions& o) { o.user = "x", o.password = "y"; }),
      with([](MailOptions& o) { o.url = "smtp://localhost", o.user = "x", o.starttls = Starttls::required; }),
      with([](MailOptions& o) { o.url = "smtp://127.0.0.1", o.user = "x", o.allow_plain_password = true; }),
      with([](MailOptions& o) { o.starttls = Starttls::none, o.user = "x", o.allow_plain_password = true; }),
      with([](MailOptions& o) { o.helo = "aftale-1.example.dk"; }),
  };
  for (const MailOptions& options : kRows) EXPECT_TRUE(MailChannel::make(options)) << options.url;
}

TEST(MailOptions, bad_ones_are_refused_and_tell_no_password) {
  const MailOptions kRows[] = {
      with([](MailOptions& o) { o.url = ""; }),
      with([](MailOptions& o) { o.url = "mail.example.dk"; }),
      with([](MailOptions& o) { o.url = "http://mail.example.dk"; }),
      with([](MailOptions& o) { o.url = "smtp://user:hemmelig@mail.example.dk"; }),
      with([](MailOptions& o) { o.url = "smtp://mail.example.dk/x%0d%0aMAIL"; }),
      with([](MailOptions& o) { o.url = "smtp://mail.example.dk\r\n"; }),
      with([](MailOptions& o) { o.sender = ""; }),
      with([](MailOptions& o) { o.sender = "a@example.dk>\r\nRCPT TO:<b@example.dk"; }),
      with([](MailOptions& o) { o.reply_to = "nobody"; }),
      with([](MailOptions& o) { o.helo = "a b"; }),
      with([](MailOptions& o) { o.starttls = Starttls::none, o.user = "x", o.password = "hemmelig"; }),
      with([](MailOptions& o) { o.url = "smtp://127.0.0.1:25", o.user = "x", o.password = "hemmelig"; }),
  };
  for (const MailOptions& options : kRows) {
    const auto channel = MailChannel::make(options);
    ASSERT_FALSE(channel) << options.url;
    EXPECT_STREQ(code_of(channel.error()), "mail-options");
    EXPECT_EQ(channel.error()->findings.front().message.da.find("hemmelig"), std::string::npos);
  }
}

}  // namespace
}  // namespace aftale::mail
