#include "adapters/webhook/addresses.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>

namespace aftale::webhook {
namespace {

TEST(is_public, rows) {
  const char* const kStrangers[] = {"1.1.1.1",         "9.255.255.255",   "11.0.0.0",        "100.63.255.255",
                                    "100.128.0.0",     "172.15.255.255",  "172.32.0.0",      "192.167.255.255",
                                    "192.169.0.0",     "223.255.255.255", "2606:4700::1111", "2a00:1450::1",
                                    "64:ff9b::1.1.1.1"};
  const char* const kOurs[] = {"0.0.0.0",
                               "10.0.0.1",
                               "10.255.255.255",
                               "100.64.0.1",
                               "100.127.255.255",
                               "127.0.0.1",
                               "127.255.0.1",
                               "169.254.169.254",
                               "172.16.0.1",
                               "172.31.255.255",
                               "192.168.1.1",
                               "192.0.2.1",
                               "198.18.0.1",
                               "224.0.0.1",
                               "239.1.1.1",
                               "255.255.255.255",
                               "::",
                               "::1",
                               "fe80::1",
                               "fc00::1",
                               "fdff::1",
                               "ff02::1",
                               "2001:db8::1",
                               "::ffff:10.0.0.1",
                               "::ffff:1.1.1.1",
                               "2002:a00:1::",
                               "2001:0:a00:1::",
                               "64:ff9b::10.0.0.1",
                               "::10.0.0.1",
                               "64:ff9b:1::1"};
  for (const char* text : kStrangers) EXPECT_TRUE(is_public(*Address::parse(text))) << text;
  for (const char* text : kOurs) EXPECT_FALSE(is_public(*Address::parse(text))) << text;
}

TEST(Range, holds_what_shares_its_bits) {
  struct Row {
    const char *range, *address;
    bool holds;
  };
  const Row kRows[] = {{"10.1.0.0/16", "10.1.255.1", true},
                       {"10.1.0.0/16", "10.2.0.0", false},
                       {"10.1.2.3", "10.1.2.3", true},
                       {"10.1.2.3", "10.1.2.4", false},
                       {"0.0.0.0/0", "8.8.8.8", true},
                       {"0.0.0.0/0", "fd00::1", false},
                       {"fd00::/8", "fdab::1", true},
                       {"fd00::/8", "fe80::1", false},
                       {"::/0", "fe80::1", true},
                       {"::/0", "10.0.0.1", false},
                       {"10.0.0.0/8", "::ffff:10.0.0.1", true},
                       {"172.16.0.0/12", "172.31.0.1", true},
                       {"::1", "::1", true},
                       {"172.16.0.0/12", "172.32.0.1", false}};
  for (const Row& row : kRows) {
    const std::optional<Range> range = Range::parse(row.range);
    ASSERT_TRUE(range) << row.range;
    EXPECT_EQ(range->holds(*Address::parse(row.address)), row.holds) << row.range << " " << row.address;
  }
  for (const char* bad : {"", "10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0.0/8x", "10.0.0.0/-1", "10.0.0", "host/8"}) {
    EXPECT_FALSE(Range::parse(bad)) << bad;
  }
}

TEST(Allowed, takes_ranges_and_names) {
  const Result<Allowed> allowed = Allowed::parse({"10.1.0.0/16", "::1", "ESDH.example.dk"});
  ASSERT_TRUE(allowed);
  EXPECT_TRUE(allowed->lists("esdh.example.dk"));
  EXPECT_TRUE(allowed->lists("10.1.2.3"));
  EXPECT_FALSE(allowed->lists("other.example.dk"));
  EXPECT_FALSE(allowed->lists("10.2.2.3"));
  for (const char* bad : {"", "10.1", "10.1.0.0/99", "a b", "http://x"}) EXPECT_FALSE(Allowed::parse({bad})) << bad;
}

TEST(Allowed, takes_no_range_that_is_more_than_a_private_network_or_than_it_looks_like) {
  for (const char* good :
       {"10.0.0.0/8", "10.1.2.3", "10.1.2.3/32", "172.16.0.0/12", "192.168.4.0/22", "100.64.0.0/10", "127.0.0.0/8",
        "169.254.0.0/16", "fd00::/8", "fc00::/7", "fe80::/10", "::1", "::1/128", "fd12:3456::1"}) {
    EXPECT_TRUE(Allowed::parse({good})) << good;
  }
  const char* const kWide[] = {"10.0.0.0/0",     "0.0.0.0/0",   "::/0",     "0.0.0.0",        "10.0.0.0/7",
                               "172.16.0.0/11",  "192.0.0.0/8", "8.8.8.8",  "203.0.112.0/23", "fc00::/6",
                               "::ffff:0:0/96",  "::/64",       "2000::/3", "2001:4860::/32", "64:ff9b::/96",
                               "::ffff:8.8.8.8", "224.0.0.0/4"};
  for (const char* wide : kWide) {
    const Result<Allowed> allowed = Allowed::parse({"10.0.0.0/8", wide});
    ASSERT_FALSE(allowed) << wide;
    EXPECT_NE(allowed.error()->findings.front().message.da.find("private net"), std::string::npos) << wide;
  }
  const std::pair<const char*, const char*> kHostBits[] = {{"10.1.2.3/16", "10.1.0.0/16"},
                                                           {"192.168.1.1/24", "192.168.1.0/24"},
                                                           {"10.0.0.1/31", "10.0.0.0/31"},
                                                           {"fd00::1/64", "fd00::/64"}};
  for (const auto& [written, meant] : kHostBits) {
    const Result<Allowed> allowed = Allowed::parse({written});
    ASSERT_FALSE(allowed) << written;
    EXPECT_NE(allowed.error()->findings.front().message.en.find(meant), std::string::npos) << written;
  }
}

TEST(Address, of_a_socket) {
  sockaddr_in four{};
  four.sin_family = AF_INET;
  four.sin_addr.s_addr = htonl(0x0A010203U);
  EXPECT_EQ(Address::of(reinterpret_cast<const sockaddr*>(&four))->text(), "10.1.2.3");
  sockaddr_in6 six{};
  six.sin6_family = AF_INET6;
  six.sin6_addr = in6addr_loopback;
  EXPECT_EQ(Address::of(reinterpret_cast<const sockaddr*>(&six))->text(), "::1");
  sockaddr local{};
  local.sa_family = AF_UNIX;
  EXPECT_FALSE(Address::of(&local));
}

}  // namespace
}  // namespace aftale::webhook
