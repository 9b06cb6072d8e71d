#include <gtest/gtest.h>

#include "engine/testing/failing_store.h"
#include "engine/testing/manual_clock.h"
#include "engine/testing/memory_store.h"
#include "engine/testing/recording_channel.h"

namespace aftale::testing {
namespace {

using records::Delivery;
using When = FailingStore::When;
using Calls = FailingStore::Calls;

records::Commit content(const std::string& text) {
  records::Commit commit;
  commit.content = {{sha256(text), text}};
  return commit;
}

template <class T>
std::string code(const Result<T>& result) {
  return result ? "none" : code_of(result.error());
}

TEST(FailingStore, the_chosen_commit_fails_before_or_after_its_effect) {
  struct Row {
    When when;
    Error::Kind kind;
    const char* code;
    bool written;
  };
  const Row rows[] = {{When::before, Error::Kind::unavailable, "busy", false},
                      {When::after, Error::Kind::unavailable, "busy", true},
                      {When::before, Error::Kind::unknown_outcome, "unknown-outcome", false},
                      {When::after, Error::Kind::unknown_outcome, "unknown-outcome", true}};
  for (const Row& row : rows) {
    MemoryStore memory;
    FailingStore store(memory, FailingStore::Failure{2, Calls::commits, row.when, row.kind});
    EXPECT_EQ(code(store.head()), "none");
    EXPECT_EQ(code(store.commit(content("first"))), "none");
    const Result<void> second = store.commit(content("second"));
    EXPECT_EQ(code(second), row.code);
    EXPECT_EQ(second.error()->kind, row.kind);
    EXPECT_TRUE(store.has_failed());
    EXPECT_EQ(memory.content(sha256("second"))->has_value(), row.written);
    // After an unknown outcome the store has to be opened again.
    EXPECT_EQ(code(store.commit(content("third"))), row.kind == Error::Kind::unknown_outcome ? "busy" : "none");
  }
}

TEST(FailingStore, any_call_may_be_the_one) {
  MemoryStore memory;
  FailingStore store(memory, FailingStore::Failure{2, Calls::all, When::before, Error::Kind::unavailable});
  EXPECT_EQ(code(store.head()), "none");
  EXPECT_EQ(code(store.cases()), "busy");
  EXPECT_EQ(code(store.cases()), "none");
  EXPECT_EQ(store.calls(), 3U);
  EXPECT_EQ(store.commits(), 0U);
}

TEST(FailingStore, without_a_failure_it_only_counts) {
  MemoryStore memory;
  FailingStore store(memory);
  for (int n = 0; n < 5; ++n) EXPECT_EQ(code(store.commit(content(std::to_string(n)))), "none");
  EXPECT_EQ(store.commits(), 5U);
  EXPECT_FALSE(store.has_failed());
}

TEST(ManualClock, it_moves_when_it_is_told) {
  ManualClock clock(time::Instant{5});
  EXPECT_EQ(clock.now(), time::Instant{5});
  clock.advance_seconds(2);
  EXPECT_EQ(clock.now(), time::Instant{2'000'005});
  clock.set(time::Instant{1});
  EXPECT_EQ(clock.now(), time::Instant{1});
}

TEST(RecordingChannel, it_keeps_every_attempt_and_answers_as_it_is_told) {
  RecordingChannel channel("mail");
  EXPECT_STREQ(channel.name(), "mail");
  channel.answer_always({Delivery::Outcome::refused, "no such receiver", {}});
  channel.answer_next({Delivery::Outcome::try_again, "later", 60});
  channel.answer_next({});
  records::Message message;
  message.key = "a";
  EXPECT_EQ(channel.deliver(message).outcome, Delivery::Outcome::try_again);
  EXPECT_EQ(channel.deliver(message).outcome, Delivery::Outcome::delivered);
  EXPECT_EQ(channel.deliver(message).outcome, Delivery::Outcome::refused);
  ASSERT_EQ(channel.attempts().size(), 3U);
  EXPECT_EQ(channel.attempts()[2].key, "a");
}

}  // namespace
}  // namespace aftale::testing
