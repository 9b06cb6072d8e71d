#include "adapters/web/target.h"

#include <gtest/gtest.h>

namespace aftale::web {
namespace {

struct Address {
  const char* written;
  std::vector<std::string> segments;
  std::map<std::string, std::string> query;
};

std::ostream& operator<<(std::ostream& out, const Address& address) {
  return out << address.written;
}

class Read : public ::testing::TestWithParam<Address> {};

TEST_P(Read, gives_its_parts) {
  const std::optional<Target> target = read_target(GetParam().written);
  ASSERT_TRUE(target);
  EXPECT_EQ(target->segments, GetParam().segments);
  EXPECT_EQ(target->query, GetParam().query);
}

INSTANTIATE_TEST_SUITE_P(
    addresses, Read,
    ::testing::Values(Address{"/", {}, {}}, Address{"/sager", {"sager"}, {}}, Address{"/sager/", {"sager"}, {}},
                      Address{"/sager/a%20b%2Fc", {"sager", "a b/c"}, {}}, Address{"/s%C3%A6", {"sæ"}, {}},
                      Address{"/a+b", {"a+b"}, {}}, Address{"/?q=a+b&x=%26%3D", {}, {{"q", "a b"}, {"x", "&="}}},
                      Address{"/a?q=&x", {"a"}, {{"q", ""}, {"x", ""}}}, Address{"/a?&&q=1&", {"a"}, {{"q", "1"}}},
                      Address{"/a?", {"a"}, {}}, Address{"/a?q=b?c", {"a"}, {{"q", "b?c"}}}));

class Refused : public ::testing::TestWithParam<std::string> {};

TEST_P(Refused, is_no_address) {
  EXPECT_FALSE(read_target(GetParam()));
}

INSTANTIATE_TEST_SUITE_P(addresses, Refused,
                         ::testing::Values("", "sager", "http://a/b", "//", "//a", "/a//b", "/.", "/..", "/a/../b",
                                           "/%2e%2E/a", "/%", "/%4", "/%zz", "/%00", "/%ff", "/a?q=%", "/a?q=1&q=2",
                                           "/a?q=%c3"));

TEST(Addresses, takes_no_address_that_is_too_long) {
  EXPECT_TRUE(read_target("/" + std::string(4'095, 'a')));
  EXPECT_FALSE(read_target("/" + std::string(4'096, 'a')));
}

TEST(Written, is_read_as_what_it_was) {
  const std::vector<std::string> segments{"sager", "a b/æ?&#\"'<>%", "x.y-z_~"};
  const Query query{{"q", "1+1=2 & \"mere\""}, {"empty", ""}};
  const std::string text = written(segments, query);
  EXPECT_EQ(text, "/sager/a%20b%2F%C3%A6%3F%26%23%22%27%3C%3E%25/x.y-z_~?q=1%2B1%3D2%20%26%20%22mere%22");
  const std::optional<Target> target = read_target(text);
  ASSERT_TRUE(target);
  EXPECT_EQ(target->segments, segments);
  EXPECT_EQ(target->value("q"), query.front().second);
  EXPECT_EQ(target->value("empty"), "");
  EXPECT_EQ(written({}, {}), "/");
}

}  // namespace
}  // namespace aftale::web
