#include "engine/base/mail_address.h"

#include <gtest/gtest.h>

#include <string>

namespace aftale {
namespace {

std::string many(std::size_t count, const std::string& text) {
  std::string out;
  for (std::size_t n = 0; n < count; ++n) out += text;
  return out;
}

TEST(MailAddress, is_what_every_server_takes) {
  for (const std::string& well :
       {std::string("a@example.dk"), std::string("a.b+c@b.example.dk"), std::string("o'neil@example.dk"),
        std::string("A_b-c@KBH.example.dk"), std::string("raad@xn--kbenhavn-54a.example.dk"),
        std::string("1@2.example.dk"), many(64, "x") + "@example.dk", "a@" + many(63, "x") + ".dk"}) {
    EXPECT_TRUE(is_mail_address(well)) << well;
  }
}

TEST(MailAddress, is_nothing_that_a_server_gives_up) {
  for (const std::string& bad : {std::string(),
                                 std::string("a"),
                                 std::string("@"),
                                 std::string("@example.dk"),
                                 std::string("a@"),
                                 std::string("a b@example.dk"),
                                 std::string(" a@example.dk"),
                                 std::string("a@example.dk "),
                                 std::string("a@b@example.dk"),
                                 std::string("a@@example.dk"),
                                 std::string(".a@example.dk"),
                                 std::string("a.@example.dk"),
                                 std::string("a..b@example.dk"),
                                 std::string("a@.example.dk"),
                                 std::string("a@example.dk."),
                                 std::string("a@example..dk"),
                                 std::string("a@localhost"),
                                 std::string("a@-kbh.example.dk"),
                                 std::string("a@kbh-.example.dk"),
                                 std::string("a@k_b.example.dk"),
                                 std::string("a@[127.0.0.1]"),
                                 std::string("\"a b\"@example.dk"),
                                 std::string("<a@example.dk>"),
                                 std::string("A <a@example.dk>"),
                                 std::string("a@example.dk,b@example.dk"),
                                 std::string("a@example.dk;b@example.dk"),
                                 std::string("å@example.dk"),
                                 std::string("a@århus.example.dk"),
                                 std::string("a@example.dk\n"),
                                 std::string("a@example.dk\0", 13),
                                 many(65, "x") + "@example.dk",
                                 "a@" + many(64, "x") + ".dk"}) {
    EXPECT_FALSE(is_mail_address(bad)) << bad;
  }
}

TEST(MailAddress, has_254_bytes_at_most) {
  const std::string local = many(64, "x");
  const std::string domain = many(61, "yy.") + "dk";                   // 185
  EXPECT_TRUE(is_mail_address(local + "@" + many(4, "d") + domain));   // 254
  EXPECT_FALSE(is_mail_address(local + "@" + many(5, "d") + domain));  // 255
}

}  // namespace
}  // namespace aftale
