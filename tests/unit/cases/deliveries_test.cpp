#include "engine/cases/deliveries.h"

#include <gtest/gtest.h>

#include <set>
#include <stdexcept>

#include "engine/lifecycle/delivery_life.h"
#include "engine/testing/failing_store.h"
#include "engine/testing/memory_store.h"
#include "engine/testing/recording_channel.h"

namespace aftale::cases {
namespace {

using Outcome = records::Delivery::Outcome;
using testing::FailingStore;
using testing::MemoryStore;
using testing::RecordingChannel;

constexpr time::Instant kStart{1'669'000'000'000'000};

records::Delivery answer(Outcome outcome, std::string detail = {}, std::optional<std::int64_t> retry_after = {}) {
  records::Delivery delivery;
  delivery.outcome = outcome;
  delivery.detail = std::move(detail);
  delivery.retry_after_seconds = retry_after;
  return delivery;
}

class ThrowingChannel final : public records::Channel {
 public:
  const char* name() const override { return "throwing"; }
  records::Delivery deliver(const records::Message&) override { throw std::runtime_error("no way out"); }
};

class Deliveries : public ::testing::Test {
 protected:
  Deliveries() {
    records::Commit commit;
    records::DefinitionRow definition;
    definition.workflow = "example";
    commit.definitions.push_back(definition);
    records::CaseRow instance;
    instance.id = CaseId{1};
    instance.key = "nsa-2023";
    instance.definition = definition.id;
    commit.new_cases.push_back(instance);
    must(commit);
  }

  void must(const records::Commit& commit) {
    const Result<void> written = store_.commit(commit);
    ASSERT_TRUE(written) << render(written.error()->findings.front(), Language::en);
  }
  records::OutboxRow row(const std::string& key, const std::string& channel = {}) const {
    records::OutboxRow row;
    row.case_id = CaseId{1};
    row.key = key;
    row.channel = channel;
    row.template_name = "reminder";
    records::read_facts(row,
                        R"({"case_key":"nsa-2023","da":{"case_title":"Aftalen"},"en":{"case_title":"The agreement"}})");
    row.receiver = "aalborg@example.dk";
    row.created_at = kStart;
    row.next_attempt_at = kStart;
    return row;
  }
  void queue(std::vector<records::OutboxRow> rows, std::vector<records::ContentRow> content = {}) {
    records::Commit commit;
    commit.outbox = std::move(rows);
    commit.content = std::move(content);
    must(commit);
  }
  records::OutboxRow stored(std::int64_t id) {
    return store_.outbox(false, 1'000)->at(static_cast<std::size_t>(id - 1));
  }
  lifecycle::DeliveryStatus status(std::int64_t id) {
    return static_cast<lifecycle::DeliveryStatus>(stored(id).status);
  }
  Engine engine(std::vector<records::Channel*> channels) { return engine_on(store_, std::move(channels)); }
  static Engine engine_on(records::Store& store, std::vector<records::Channel*> channels) {
    LocalService::Options options;
    options.channels = std::move(channels);
    return Engine(store, std::move(options));
  }
  Advanced deliver(Engine& engine, time::Instant now, std::size_t limit = 100) {
    Advanced advanced;
    const Result<void> done = deliver_due(engine, now, limit, advanced);
    EXPECT_TRUE(done) << (done ? "" : render(done.error()->findings.front(), Language::en));
    return advanced;
  }

  MemoryStore store_;
};

TEST_F(Deliveries, what_is_due_is_delivered_once_and_noted) {
  RecordingChannel channel;
  queue({row("a"), row("b")});
  Engine engine = this->engine({&channel});
  const Advanced first = deliver(engine, kStart.plus_seconds(1));
  EXPECT_EQ(first.delivered, 2);
  EXPECT_FALSE(first.more);
  EXPECT_EQ(deliver(engine, kStart.plus_seconds(2)).delivered, 0);
  ASSERT_EQ(channel.attempts().size(), 2U);
  EXPECT_EQ(channel.attempts()[0].id, RequestId::derived("a", 0, 0));
  EXPECT_EQ(channel.attempts()[0].subject, "Påmindelse: Aftalen");
  EXPECT_EQ(status(1), lifecycle::DeliveryStatus::delivered);
  EXPECT_EQ(stored(1).delivered_at, kStart.plus_seconds(1));
  EXPECT_EQ(stored(1).attempts, 1);
  EXPECT_FALSE(stored(1).next_attempt_at);
  EXPECT_FALSE(*store_.next_delivery(time::Instant{}));
}

TEST_F(Deliveries, what_is_not_due_waits) {
  RecordingChannel channel;
  queue({row("a")});
  Engine engine = this->engine({&channel});
  deliver(engine, kStart.plus_seconds(-1));
  EXPECT_TRUE(channel.attempts().empty());
}

TEST_F(Deliveries, without_a_channel_rows_stay_queued) {
  queue({row("a")});
  Engine engine = this->engine({});
  const Advanced advanced = deliver(engine, kStart, 1);
  EXPECT_EQ(advanced.delivered + advanced.retried + advanced.dead, 0);
  EXPECT_FALSE(advanced.more);
  EXPECT_EQ(status(1), lifecycle::DeliveryStatus::queued);
  EXPECT_EQ(stored(1).attempts, 0);
}

TEST_F(Deliveries, waits_grow_to_a_day_with_at_most_a_fifth_more) {
  constexpr std::int64_t kWaits[] = {300, 1'800, 7'200, 21'600, 43'200, 86'400, 86'400, 86'400};
  RequestId none, most;
  most.bytes.fill(0xFF);
  for (std::int64_t attempt = 1; const std::int64_t wait : kWaits) {
    EXPECT_EQ(retry_wait_seconds(none, attempt), wait) << attempt;
    EXPECT_EQ(retry_wait_seconds(most, attempt), wait + wait / 5) << attempt;
    const RequestId other = RequestId::derived("a", 0, 0);
    EXPECT_EQ(retry_wait_seconds(other, attempt), retry_wait_seconds(other, attempt)) << attempt;
    ++attempt;
  }
  EXPECT_EQ(retry_wait_seconds(none, 1'000), 86'400);
  std::set<std::int64_t> different;
  for (std::uint64_t n = 0; n < 100; ++n) different.insert(retry_wait_seconds(RequestId::derived("x", 0, n), 4));
  EXPECT_GT(different.size(), 50U);
}

TEST_F(Deliveries, a_message_that_always_fails_is_tried_to_the_limit_and_is_dead_then) {
  RecordingChannel channel;
  channel.answer_always(answer(Outcome::try_again, "451 prøv\r\nsenere"));
  queue({row("a")});
  Engine engine = this->engine({&channel});
  time::Instant now = kStart;
  for (std::int64_t attempt = 1; attempt < kDeliveryAttemptsMax; ++attempt) {
    EXPECT_EQ(deliver(engine, now).retried, 1) << attempt;
    EXPECT_EQ(status(1), lifecycle::DeliveryStatus::retrying);
    EXPECT_EQ(stored(1).attempts, attempt);
    const time::Instant next = now.plus_seconds(retry_wait_seconds(RequestId::derived("a", 0, 0), attempt));
    EXPECT_EQ(stored(1).next_attempt_at, next);
    EXPECT_EQ(deliver(engine, next.plus_seconds(-1)).retried, 0) << attempt;
    now = next;
  }
  EXPECT_EQ(stored(1).last_error, "451 prøv senere");
  EXPECT_EQ(deliver(engine, now).dead, 1);
  EXPECT_EQ(status(1), lifecycle::DeliveryStatus::dead);
  EXPECT_FALSE(stored(1).next_attempt_at);
  EXPECT_EQ(channel.attempts().size(), static_cast<std::size_t>(kDeliveryAttemptsMax));
  for (const records::Message& message : channel.attempts()) EXPECT_EQ(message.id, RequestId::derived("a", 0, 0));
}

TEST_F(Deliveries, a_receiver_may_ask_for_a_longer_wait_but_not_for_a_shorter_one) {
  struct Row {
    std::int64_t asked, waits;
  };
  const std::int64_t ours = retry_wait_seconds(RequestId::derived("a", 0, 0), 1);
  for (const Row& asked :
       {Row{0, ours}, Row{-5, ours}, Row{ours + 100, ours + 100}, Row{kRetryAfterMaxSeconds, kRetryAfterMaxSeconds},
        Row{kRetryAfterMaxSeconds + 1, kRetryAfterMaxSeconds}}) {
    MemoryStore fresh;
    std::swap(fresh, store_);
    records::Commit commit;
    commit.definitions = *fresh.definitions();
    commit.new_cases = *fresh.cases();
    must(commit);
    RecordingChannel channel;
    channel.answer_next(answer(Outcome::try_again, "429", asked.asked));
    queue({row("a")});
    Engine engine = this->engine({&channel});
    deliver(engine, kStart);
    EXPECT_EQ(stored(1).next_attempt_at, kStart.plus_seconds(asked.waits)) << asked.asked;
  }
}

TEST_F(Deliveries, what_is_refused_is_dead_at_once_and_can_be_retried_by_a_person) {
  RecordingChannel channel;
  channel.answer_next(answer(Outcome::refused, "550 findes ikke"));
  queue({row("a")});
  Engine engine = this->engine({&channel});
  EXPECT_EQ(deliver(engine, kStart).dead, 1);
  EXPECT_EQ(stored(1).last_error, "550 findes ikke");
  const time::Instant later = kStart.plus_seconds(1'000);
  ASSERT_TRUE(retry_delivery(engine, 1, later));
  EXPECT_EQ(status(1), lifecycle::DeliveryStatus::queued);
  EXPECT_EQ(stored(1).attempts, 0);
  EXPECT_EQ(deliver(engine, later).delivered, 1);
  EXPECT_EQ(stored(1).last_error, "");
  EXPECT_EQ(channel.attempts()[0].id, channel.attempts()[1].id);
}

TEST_F(Deliveries, retry_is_refused_where_it_makes_no_sense) {
  RecordingChannel channel;
  queue({row("a")});
  Engine engine = this->engine({&channel});
  EXPECT_STREQ(code_of(retry_delivery(engine, 1, kStart).error()), "queued");
  deliver(engine, kStart);
  EXPECT_STREQ(code_of(retry_delivery(engine, 1, kStart).error()), "delivered");
  const Result<void> unknown = retry_delivery(engine, 2, kStart);
  ASSERT_FALSE(unknown);
  EXPECT_STREQ(code_of(unknown.error()), "unknown-message");
  EXPECT_EQ(unknown.error()->kind, Error::Kind::not_found);
}

TEST_F(Deliveries, a_failing_channel_holds_up_nobody_else) {
  RecordingChannel good("good"), bad("bad");
  ThrowingChannel throwing;
  bad.answer_always(answer(Outcome::try_again, "down"));
  queue({row("a", "bad"), row("b", "throwing"), row("c", "good"), row("d", "missing"), row("e")});
  Engine engine = this->engine({&good, &bad, &throwing});
  const Advanced advanced = deliver(engine, kStart);
  EXPECT_EQ(advanced.delivered, 2);
  EXPECT_EQ(advanced.retried, 3);
  EXPECT_EQ(stored(1).last_error, "down");
  EXPECT_EQ(stored(2).last_error, "no way out");
  EXPECT_EQ(status(3), lifecycle::DeliveryStatus::delivered);
  EXPECT_NE(stored(4).last_error.find("missing"), std::string::npos);
  ASSERT_EQ(good.attempts().size(), 2U);
  EXPECT_EQ(good.attempts()[1].key, "e");
}

TEST_F(Deliveries, a_crash_between_delivery_and_commit_sends_the_same_id_again) {
  RecordingChannel channel;
  queue({row("a")});
  for (const FailingStore::When when : {FailingStore::When::before, FailingStore::When::after}) {
    FailingStore failing(store_,
                         FailingStore::Failure{1, FailingStore::Calls::commits, when, Error::Kind::unknown_outcome});
    Engine engine = engine_on(failing, {&channel});
    Advanced advanced;
    const Result<void> done = deliver_due(engine, kStart, 10, advanced);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error()->kind, Error::Kind::unknown_outcome);
    EXPECT_FALSE(engine.head) << "nothing that was kept can be trusted";
  }
  // The second failure came after the commit: now it is known to be delivered.
  Engine engine = this->engine({&channel});
  EXPECT_EQ(deliver(engine, kStart).delivered, 0);
  ASSERT_EQ(channel.attempts().size(), 2U);
  EXPECT_EQ(channel.attempts()[0].id, channel.attempts()[1].id);
  EXPECT_EQ(channel.attempts()[0].body, channel.attempts()[1].body);
}

TEST_F(Deliveries, a_row_left_in_sending_is_sent_again) {
  RecordingChannel channel;
  records::OutboxRow left = row("a");
  left.status = lifecycle::DeliveryStatus::sending;
  left.attempts = 1;
  queue({left});
  Engine engine = this->engine({&channel});
  EXPECT_EQ(deliver(engine, kStart).delivered, 1);
  EXPECT_EQ(stored(1).attempts, 2);
}

TEST_F(Deliveries, many_are_written_in_small_transactions_and_the_limit_says_that_there_are_more) {
  RecordingChannel channel;
  std::vector<records::OutboxRow> rows;
  for (int i = 0; i < 40; ++i) rows.push_back(row("m" + std::to_string(i)));
  queue(rows);
  FailingStore counting(store_);
  Engine engine = engine_on(counting, {&channel});
  Advanced advanced;
  ASSERT_TRUE(deliver_due(engine, kStart, 35, advanced));
  EXPECT_TRUE(advanced.more);
  EXPECT_EQ(advanced.delivered, 35);
  EXPECT_EQ(counting.commits(), 3U);
  Advanced rest;
  ASSERT_TRUE(deliver_due(engine, kStart, 35, rest));
  EXPECT_FALSE(rest.more);
  EXPECT_EQ(rest.delivered, 5);
}

TEST_F(Deliveries, the_stored_template_is_used_in_danish_else_in_english) {
  const std::string da = "Subject: På dansk\n\n{{case_title}}\n", en = "Subject: In English\n\n{{case_title}}\n";
  records::OutboxRow both = row("a"), english = row("b"), lost = row("c");
  both.template_da = english.template_da = {};
  both.template_da = sha256(da);
  both.template_en = english.template_en = sha256(en);
  lost.template_da = sha256("never stored");
  queue({both, english, lost}, {{sha256(da), da}, {sha256(en), en}});
  RecordingChannel channel;
  Engine engine = this->engine({&channel});
  deliver(engine, kStart);
  ASSERT_EQ(channel.attempts().size(), 3U);
  EXPECT_EQ(channel.attempts()[0].subject, "På dansk");
  EXPECT_EQ(channel.attempts()[0].body, "Aftalen\n");
  EXPECT_EQ(channel.attempts()[1].subject, "In English");
  EXPECT_EQ(channel.attempts()[1].body, "The agreement\n");
  EXPECT_EQ(channel.attempts()[2].subject, "Påmindelse: Aftalen");
}

TEST_F(Deliveries, a_bad_template_is_sent_in_the_plain_form_and_noted) {
  const std::string bad = "Subject: x\n\n{{#items}}\n";
  records::OutboxRow broken = row("a");
  broken.template_da = sha256(bad);
  queue({broken}, {{sha256(bad), bad}});
  RecordingChannel channel;
  Engine engine = this->engine({&channel});
  EXPECT_EQ(deliver(engine, kStart).delivered, 1);
  EXPECT_EQ(channel.attempts().at(0).subject, "Påmindelse: Aftalen");
  EXPECT_NE(stored(1).last_error.find("reminder:3:1:"), std::string::npos) << stored(1).last_error;
}

TEST_F(Deliveries, a_row_that_can_never_be_rendered_is_dead_and_holds_up_nobody) {
  records::OutboxRow broken = row("a"), nobody = row("b");
  records::read_facts(broken, "{");
  nobody.receiver.clear();
  queue({broken, nobody, row("c")});
  RecordingChannel channel;
  Engine engine = this->engine({&channel});
  const Advanced advanced = deliver(engine, kStart);
  EXPECT_EQ(advanced.dead, 2);
  EXPECT_EQ(advanced.delivered, 1);
  EXPECT_NE(stored(1).last_error, "");
  EXPECT_NE(stored(2).last_error, "");
}

}  // namespace
}  // namespace aftale::cases
