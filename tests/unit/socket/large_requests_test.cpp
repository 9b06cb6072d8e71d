#include "adapters/socket/large_requests.h"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>

#include "adapters/socket/protocol.h"

namespace aftale::socket {
namespace {

/// Requests by a letter each; `said` names those whose turn has come, in that order.
struct Room {
  LargeRequests large;
  std::map<char, LargeRequests::Place*> places;
  std::string said;

  void enter(char name, std::uint32_t user) {
    places[name] = large.enter(user, [this, name] { said += name; });
  }
  void leave(char name) { large.leave(places.at(name)); }
};

TEST(LargeRequests, of_one_user_come_one_by_one_in_their_order) {
  Room room;
  for (const char name : {'a', 'b', 'c'}) room.enter(name, 1000);
  EXPECT_EQ(room.said, "a");
  room.leave('a');
  EXPECT_EQ(room.said, "ab");
  room.leave('b');
  EXPECT_EQ(room.said, "abc");
}

TEST(LargeRequests, a_user_with_many_keeps_no_other_waiting) {
  Room room;
  for (const char name : {'a', 'b', 'c'}) room.enter(name, 1000);
  room.enter('x', 2000);
  EXPECT_EQ(room.said, "ax");
}

TEST(LargeRequests, of_all_users_no_more_than_the_limit) {
  Room room;
  for (std::uint32_t user = 0; user <= kLargeRequestsMax; ++user) room.enter(static_cast<char>('a' + user), user);
  EXPECT_EQ(room.said.size(), kLargeRequestsMax);
  room.leave('b');
  EXPECT_EQ(room.said.size(), kLargeRequestsMax + 1);
}

TEST(LargeRequests, one_that_goes_while_it_waits_is_not_called) {
  Room room;
  for (const char name : {'a', 'b', 'c'}) room.enter(name, 1000);
  room.leave('b');
  EXPECT_EQ(room.said, "a");
  room.leave('a');
  EXPECT_EQ(room.said, "ac");
}

TEST(LargeRequests, what_waits_is_let_go_of_at_the_end) {
  Room room;
  const auto kept = std::make_shared<int>();
  room.enter('a', 1000);
  LargeRequests::Place* waits = room.large.enter(1000, [kept] {});
  EXPECT_EQ(kept.use_count(), 2);
  room.large.close();
  EXPECT_EQ(kept.use_count(), 1);
  room.large.leave(waits);
  room.leave('a');
  EXPECT_EQ(room.said, "a");
}

}  // namespace
}  // namespace aftale::socket
