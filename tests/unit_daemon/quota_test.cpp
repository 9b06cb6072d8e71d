#include "apps/aftaled/quota.h"

#include <gtest/gtest.h>

namespace aftale::daemon {
namespace {

const time::CivilDate kThursday = *time::CivilDate::parse_iso("2022-11-24");
const time::CivilDate kFriday = *time::CivilDate::parse_iso("2022-11-25");

TEST(Quota, holds_for_each_person_and_day) {
  Quota quota;
  quota.be({3, 1});
  EXPECT_TRUE(quota.take("a", kThursday, 2, 10));
  EXPECT_TRUE(quota.take("a", kThursday, 1, 10)) << "at the limit";
  const Result<void> more = quota.take("a", kThursday, 1, 10);
  ASSERT_FALSE(more);
  EXPECT_STREQ(code_of(more.error()), "quota-reached");
  EXPECT_TRUE(quota.take("b", kThursday, 3, 10)) << "another person";
  EXPECT_TRUE(quota.take("a", kFriday, 3, 10)) << "another day";
}

TEST(Quota, counts_bytes_too) {
  Quota quota;
  quota.be({100, 1});
  EXPECT_TRUE(quota.take("a", kThursday, 1, 1'000'000));
  EXPECT_FALSE(quota.take("a", kThursday, 1, 1));
  EXPECT_FALSE(quota.take("b", kThursday, 1, 1'000'001));
}

TEST(Quota, what_is_refused_takes_nothing_and_what_was_not_done_is_given_back) {
  Quota quota;
  quota.be({2, 1});
  EXPECT_FALSE(quota.take("a", kThursday, 3, 10));
  EXPECT_TRUE(quota.take("a", kThursday, 2, 10));
  quota.correct("a", kThursday, -1, -5);
  EXPECT_TRUE(quota.take("a", kThursday, 1, 10));
  quota.correct("a", kThursday, 5, 0);
  EXPECT_FALSE(quota.take("a", kThursday, 1, 10)) << "it came to more than was taken";
  quota.be({100, 1});
  EXPECT_TRUE(quota.take("a", kThursday, 1, 10)) << "an operator has raised it";
}

}  // namespace
}  // namespace aftale::daemon
