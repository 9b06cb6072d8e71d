#include "engine/cases/notices/notification_settings.h"

#include <gtest/gtest.h>

#include "engine/cases/deliveries.h"
#include "engine/cases/local_service.h"
#include "engine/lifecycle/delivery_life.h"
#include "engine/testing/memory_store.h"
#include "engine/testing/recording_channel.h"

// When and how people are told: what is held back, overtaken, put together, and who is waited for.
namespace aftale::cases {
namespace {

using lifecycle::DeliveryStatus;
using testing::MemoryStore;
using testing::RecordingChannel;

const time::Zone kZone = *time::Zone::find("Europe/Copenhagen");

time::Instant at(const char* date, int hour) {
  return kZone.instant_of(*time::CivilDate::parse_iso(date), hour * 3600);
}

class NotificationSettings : public ::testing::Test {
 protected:
  NotificationSettings() {
    records::Commit commit;
    records::DefinitionRow definition;
    definition.workflow = "example";
    commit.definitions.push_back(definition);
    records::CaseRow instance;
    instance.id = CaseId{1};
    instance.key = "nsa";
    instance.definition = definition.id;
    commit.new_cases.push_back(instance);
    for (const char* step : {"approval/0851/treats", "approval/0825/treats"}) {
      records::WorkItemRow item;
      item.case_id = CaseId{1};
      item.item = static_cast<std::int64_t>(commit.work_items.size() + 1);
      item.step = step;
      commit.work_items.push_back(item);
    }
    write(commit);
  }

  void write(const records::Commit& commit) {
    const Result<void> written = store_.commit(commit);
    ASSERT_TRUE(written) << render(written.error()->findings.front(), Language::en);
  }
  records::OutboxRow row(const std::string& key, const char* day, const std::string& thing = {}) {
    records::OutboxRow row;
    row.case_id = CaseId{1};
    row.key = key;
    row.template_name = thing.empty() ? "opened" : "reminder";
    records::read_facts(row, facts(key, thing.empty() ? "" : "to_come"));
    row.receiver = "a@example.dk";
    row.thing = thing;
    row.created_at = at(day, 8);
    row.next_attempt_at = row.created_at;
    return row;
  }
  static std::string facts(const std::string& key, const std::string& asks) {
    return R"({"case_key":"nsa","secretariat":"s@example.dk","owes":true,)" +
           (asks.empty() ? "" : R"("asks":")" + asks + R"(",)") + R"("da":{"case_title":"Aftalen )" + key + R"("}})";
  }
  void queue(std::vector<records::OutboxRow> rows) {
    records::Commit commit;
    commit.outbox = std::move(rows);
    write(commit);
  }
  /// Closes the item of a step: the answer is in.
  void answer(std::int64_t item, const std::string& step) {
    records::Commit commit;
    records::WorkItemRow row;
    row.case_id = CaseId{1};
    row.item = item;
    row.step = step;
    row.status = lifecycle::ItemStatus::done;
    commit.work_items.push_back(row);
    write(commit);
  }
  Advanced deliver(time::Instant now) {
    LocalService::Options options;
    options.channels = {&channel_, &other_};
    options.notifications = telling_;
    Engine engine(store_, std::move(options));
    Advanced advanced;
    const Result<void> done = deliver_due(engine, now, 100, advanced);
    EXPECT_TRUE(done) << (done ? "" : render(done.error()->findings.front(), Language::en));
    return advanced;
  }
  std::string sent() const {
    std::string keys;
    for (const records::Message& message : channel_.attempts()) keys += message.key + " ";
    return keys;
  }
  records::OutboxRow stored(std::int64_t id) { return **store_.find_outbox(id); }
  DeliveryStatus status(std::int64_t id) { return static_cast<DeliveryStatus>(stored(id).status); }

  MemoryStore store_;
  RecordingChannel channel_{"first"}, other_{"other"};
  cases::NotificationSettings telling_{kZone, 8 * 3600, {}, nullptr};
};

TEST_F(NotificationSettings, a_reminder_is_not_sent_when_the_answer_came_first) {
  queue({row("1", "2022-11-01", "approval/0851"), row("2", "2022-11-01", "approval/0825/treats"),
         row("3", "2022-11-01", "approval")});
  answer(1, "approval/0851/treats");
  deliver(at("2022-11-01", 9));
  EXPECT_EQ(sent(), "2 3 ") << "0825 has not answered, and so the approval is open";
  EXPECT_EQ(status(1), DeliveryStatus::superseded);
  EXPECT_FALSE(stored(1).next_attempt_at);
  EXPECT_EQ(store_.outbox(true, 100)->size(), 0U);
}

TEST_F(NotificationSettings, a_step_whose_name_begins_alike_is_another) {
  queue({row("1", "2022-11-01", "approval/08")});
  deliver(at("2022-11-01", 9));
  EXPECT_EQ(sent(), "");
}

TEST_F(NotificationSettings, that_a_deadline_was_missed_is_said_even_when_nothing_is_open_any_more) {
  records::OutboxRow overdue = row("1", "2022-11-01", "consultation");
  records::read_facts(overdue, facts("1", "missed"));
  queue({overdue});
  deliver(at("2022-11-01", 9));
  EXPECT_EQ(sent(), "1 ");
}

TEST_F(NotificationSettings, a_row_of_an_older_case_asks_what_the_name_of_its_template_says) {
  std::vector<records::OutboxRow> queued;
  for (const char* name : {"reminder", "overdue", "escalated"}) {
    queued.push_back(row(name, "2022-11-01", std::string("consultation/") + name));
    queued.back().template_name = name;
    records::read_facts(queued.back(),
                        R"({"case_key":"nsa","secretariat":"s@example.dk","da":{"case_title":"Aftalen"}})");
  }
  queue(queued);
  deliver(at("2022-11-01", 9));
  EXPECT_EQ(sent(), "overdue ");
}

TEST_F(NotificationSettings, what_a_message_asks_counts_and_not_the_name_of_its_template) {
  struct Row {
    const char *template_name, *asks;
    bool superseded;
  };
  const Row rows[] = {{"reminder", "to_come", true}, {"own-words", "to_come", true}, {"overdue", "again", true},
                      {"own-words", "again", true},  {"reminder", "missed", false},  {"own-words", "missed", false}};
  std::vector<records::OutboxRow> queued;
  for (const Row& one : rows) {
    const std::string key = std::to_string(queued.size());
    queued.push_back(row(key, "2022-11-01", "consultation/" + key));
    queued.back().template_name = one.template_name;
    records::read_facts(queued.back(), facts(key, one.asks));
  }
  queue(queued);
  deliver(at("2022-11-01", 9));
  for (std::int64_t id = 1; const Row& one : rows) {
    EXPECT_EQ(status(id++) == DeliveryStatus::superseded, one.superseded) << one.template_name << " " << one.asks;
  }
}

TEST_F(NotificationSettings, after_a_week_down_only_the_newest_about_a_thing_is_sent) {
  queue({row("1", "2022-11-01", "approval"), row("2", "2022-11-03", "approval"), row("3", "2022-11-05", "approval")});
  deliver(at("2022-11-08", 9));
  EXPECT_EQ(sent(), "3 ");
  EXPECT_EQ(status(1), DeliveryStatus::superseded);
  EXPECT_EQ(status(2), DeliveryStatus::superseded);
}

TEST_F(NotificationSettings, a_second_message_of_a_day_about_one_thing_waits_for_the_next_morning) {
  queue({row("1", "2022-11-01", "approval")});
  deliver(at("2022-11-01", 9));
  queue({row("2", "2022-11-01", "approval"), row("3", "2022-11-01", "approval/0825")});
  deliver(at("2022-11-01", 10));
  EXPECT_EQ(sent(), "1 3 ") << "another thing is told at once";
  EXPECT_EQ(stored(2).next_attempt_at, at("2022-11-02", 8));
  deliver(at("2022-11-02", 7));
  EXPECT_EQ(sent(), "1 3 ");
  deliver(at("2022-11-02", 8));
  EXPECT_EQ(sent(), "1 3 2 ");
}

TEST_F(NotificationSettings, reminders_wait_over_quiet_days_and_nothing_else_does) {
  telling_.is_quiet = [](time::CivilDate day) { return day.month() == 12 && day.day() >= 24; };
  queue({row("1", "2022-12-24", "approval"), row("2", "2022-12-24")});
  deliver(at("2022-12-24", 9));
  EXPECT_EQ(sent(), "2 ");
  EXPECT_EQ(stored(1).next_attempt_at, at("2023-01-01", 8));
  deliver(at("2023-01-01", 8));
  EXPECT_EQ(sent(), "2 1 ");
}

TEST_F(NotificationSettings, days_that_are_all_quiet_end_after_a_year) {
  telling_.is_quiet = [](time::CivilDate) { return true; };
  EXPECT_LE(telling_.next_morning(at("2022-01-01", 9)), at("2023-01-04", 8));
}

TEST_F(NotificationSettings, a_digest_says_the_next_morning_what_was_written_since) {
  telling_.wishes["a@example.dk"].digest = true;
  records::OutboxRow late = row("3", "2022-11-02");
  late.created_at = late.next_attempt_at.emplace(at("2022-11-02", 9));
  queue({row("1", "2022-11-01"), row("2", "2022-11-01", "approval"), late});
  queue({row("4", "2022-11-01")});
  deliver(at("2022-11-01", 7));
  EXPECT_EQ(sent(), "");
  deliver(at("2022-11-01", 8));
  ASSERT_EQ(channel_.attempts().size(), 1U);
  const records::Message& digest = channel_.attempts().front();
  EXPECT_EQ(digest.key, "digest|a@example.dk|1");
  for (const char* part : {"Aftalen 1", "Aftalen 2", "Aftalen 4"})
    EXPECT_NE(digest.body.find(part), std::string::npos) << digest.body;
  for (const std::int64_t member : {1, 2, 4}) EXPECT_EQ(status(member), DeliveryStatus::superseded) << member;
  EXPECT_EQ(status(3), DeliveryStatus::queued) << "written after the morning: tomorrow's";
  deliver(at("2022-11-02", 10));
  EXPECT_EQ(stored(3).next_attempt_at, at("2022-11-03", 8));
}

TEST_F(NotificationSettings, a_digest_of_one_is_the_message_itself_and_files_are_never_put_into_one) {
  telling_.wishes["a@example.dk"].digest = true;
  records::OutboxRow files = row("2", "2022-11-01");
  records::read_facts(files, R"({"case_key":"nsa","secretariat":"s@example.dk","attachments":[{"name":"x.pdf"}]})");
  queue({row("1", "2022-11-01"), files});
  deliver(at("2022-11-01", 8));
  EXPECT_EQ(sent(), "1 2 ");
}

TEST_F(NotificationSettings, a_digest_that_fails_comes_again_under_its_own_id) {
  telling_.wishes["a@example.dk"].digest = true;
  records::Delivery later;
  later.outcome = records::Delivery::Outcome::try_again;
  channel_.answer_next(later);
  queue({row("1", "2022-11-01"), row("2", "2022-11-01")});
  deliver(at("2022-11-01", 8));
  deliver(at("2022-11-01", 9));
  ASSERT_EQ(channel_.attempts().size(), 2U);
  EXPECT_EQ(channel_.attempts()[0].id, channel_.attempts()[1].id);
  EXPECT_EQ(channel_.attempts()[0].body, channel_.attempts()[1].body);
}

TEST_F(NotificationSettings, a_receiver_has_his_own_channel_but_a_message_that_names_one_goes_there) {
  telling_.wishes["a@example.dk"].channel = "other";
  records::OutboxRow named = row("2", "2022-11-01");
  named.channel = "first";
  queue({row("1", "2022-11-01"), named});
  deliver(at("2022-11-01", 9));
  EXPECT_EQ(sent(), "2 ");
  ASSERT_EQ(other_.attempts().size(), 1U);
}

TEST_F(NotificationSettings, a_receiver_who_is_being_written_to_is_waited_for_and_the_others_are_not) {
  LocalService::Options options;
  options.channels = {&channel_};
  Engine engine(store_, std::move(options));
  Deliveries deliveries(engine);
  records::OutboxRow other = row("2", "2022-11-01");
  other.receiver = "b@example.dk";
  queue({row("1", "2022-11-01"), other});
  const time::Instant now = at("2022-11-01", 9);
  Result<Deliveries::Taken> first = deliveries.take(now, 10);
  ASSERT_TRUE(first);
  ASSERT_EQ(first->sendings.size(), 2U);
  queue({row("3", "2022-11-01")});
  EXPECT_TRUE(deliveries.take(now, 10)->sendings.empty()) << "both are under way";
  Advanced advanced;
  deliveries.finish(std::move(first->sendings[1]), {}, now, advanced);
  ASSERT_TRUE(deliveries.write());
  EXPECT_TRUE(deliveries.take(now, 10)->sendings.empty()) << "the first receiver has not answered";
  deliveries.finish(std::move(first->sendings[0]), {}, now, advanced);
  ASSERT_TRUE(deliveries.write());
  const Result<Deliveries::Taken> next = deliveries.take(now, 10);
  ASSERT_EQ(next->sendings.size(), 1U);
  EXPECT_EQ(next->sendings[0].row.key, "3");
  EXPECT_EQ(advanced.delivered, 2);
}

}  // namespace
}  // namespace aftale::cases
