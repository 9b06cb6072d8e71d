#include <gtest/gtest.h>

#include <memory>
#include <set>

#include "engine/cases/local_service.h"
#include "engine/testing/failing_store.h"
#include "engine/testing/manual_clock.h"
#include "engine/testing/memory_store.h"
#include "engine/testing/recording_channel.h"
#include "tests/unit/testing/shipped.h"

/// A scenario is played over and over, and each time another call of the store fails, before it had an effect or after.
/// Whoever is told of an error asks again under the same request id, as people are told to; the end is always the same.
namespace aftale::testing {
namespace {

using Failure = FailingStore::Failure;
using When = FailingStore::When;
using Kind = Error::Kind;

constexpr int kTriesMax = 5;

Scenario scenario(const char* name) {
  const std::string path = std::string(AFTALE_SOURCE_DIR) + "/examples/01-first-workflow/" + name + ".scenario.yaml";
  Checked<Scenario> read = scenario_of(read_file(path), path);
  AFTALE_CHECK(read.ok());
  return std::move(*read.value);
}

const loader::Loaded& workflow(const std::string& name) {
  static const loader::Loaded loaded = *loader::load(shipped_sources(), name).value;
  return loaded;
}

bool in_vain(const ErrorPtr& error) {
  return error->kind == Kind::unavailable || error->kind == Kind::unknown_outcome;
}

/// A scenario's commands on a store of which one call may fail.
class Play {
 public:
  Play(const Scenario& scenario, records::Store& store, std::optional<Failure> failure)
      : scenario_(scenario), store_(store), failing_(std::make_unique<FailingStore>(store, failure)) {
    start(*failing_);
  }

  void run() {
    const loader::Loaded& bundle = workflow(scenario_.workflow);
    zone_ = bundle.definition->calendar.zone;
    set(scenario_.clock);
    const Result<Digest> id = again([&] { return service_->install(bundle.sources); });
    ASSERT_TRUE(id) << message(id.error());
    command(scenario_.open.key, cases::OpenCase{*id, scenario_.open.inputs}, {});
    for (const ScenarioStep& step : scenario_.steps) take(step);
  }

  std::uint64_t calls() const { return failing_->calls(); }
  std::uint64_t commits() const { return failing_->commits(); }
  bool has_failed() const { return failing_->has_failed(); }
  const std::set<RequestId>& acknowledged() const { return acknowledged_; }
  std::set<RequestId> delivered() const {
    std::set<RequestId> ids;
    for (const records::Message& message : channel_.attempts()) ids.insert(message.id);
    return ids;
  }
  std::size_t attempts() const { return channel_.attempts().size(); }
  cases::AuditAnswer audit() {
    const Result<cases::Answer> answer = again([&] { return service_->ask(cases::Audit{}); });
    if (!answer) {
      ADD_FAILURE() << message(answer.error());
      return {};
    }
    return std::get<cases::AuditAnswer>(answer->body);
  }

 private:
  static std::string message(const ErrorPtr& error) { return render(error->findings.front(), Language::en); }

  void start(records::Store& store) {
    cases::LocalService::Options options;
    options.channels = {&channel_};
    options.templates = shipped_template;
    service_ = std::make_unique<cases::LocalService>(store, clock_, std::move(options));
  }

  void set(const LocalTime& at) { clock_.set(zone_.instant_of(at.date, at.second_of_day)); }

  /// Until there is an answer. After an unknown outcome the file is opened anew.
  template <class Call>
  auto again(Call call) -> decltype(call()) {
    auto answer = call();
    for (int tries = 1; tries < kTriesMax && !answer && in_vain(answer.error()); ++tries) {
      if (answer.error()->kind == Kind::unknown_outcome) start(store_);
      answer = call();
    }
    return answer;
  }

  void take(const ScenarioStep& step) {
    set(step.when);
    const Result<cases::Advanced> advanced = again([&] { return service_->advance(clock_.now(), 100); });
    ASSERT_TRUE(advanced) << message(advanced.error());
    std::visit(
        [&](const auto& intent) {
          using Intent = std::decay_t<decltype(intent)>;
          if constexpr (std::is_constructible_v<cases::Intent, Intent>) command(scenario_.open.key, intent, step);
        },
        step.command);
  }

  void command(const std::string& key, cases::Intent intent, const ScenarioStep& step) {
    cases::Command command;
    command.request = RequestId::derived("every call", ++commands_, 0);
    command.key = key;
    command.actor = {"sekretariat", machine::Proof::scenario, {"secretariat"}};
    command.effective = step.effective;
    command.intent = std::move(intent);
    const Result<cases::Receipt> receipt = again([&] { return service_->execute({&command, 1}).front(); });
    if (step.refused) {
      ASSERT_FALSE(receipt);
      EXPECT_EQ(receipt.error()->findings.front().code, step.refused->text);
      return;
    }
    ASSERT_TRUE(receipt) << message(receipt.error());
    acknowledged_.insert(command.request);
  }

  const Scenario& scenario_;
  records::Store& store_;
  std::unique_ptr<FailingStore> failing_;
  ManualClock clock_;
  RecordingChannel channel_;
  std::unique_ptr<cases::LocalService> service_;
  time::Zone zone_;
  std::uint64_t commands_ = 0;
  std::set<RequestId> acknowledged_;
};

class EveryCall : public ::testing::TestWithParam<const char*> {};

TEST_P(EveryCall, may_fail_and_nothing_is_lost_or_done_twice) {
  const Scenario told = scenario(GetParam());
  MemoryStore quiet;
  Play undisturbed(told, quiet, {});
  undisturbed.run();
  ASSERT_TRUE(undisturbed.audit().well);
  const std::uint64_t calls = undisturbed.calls(), commits = undisturbed.commits();
  ASSERT_GT(calls, 50U);
  ASSERT_GT(commits, 10U);

  // What a store may answer: any call that it is not to be had, a commit that nobody knows what became of it.
  const struct {
    FailingStore::Calls calls;
    std::uint64_t number;
    When when;
    Kind kind;
    const char* name;
  } table[] = {{FailingStore::Calls::all, calls, When::before, Kind::unavailable, "call, unavailable"},
               {FailingStore::Calls::commits, commits, When::before, Kind::unknown_outcome, "commit, lost"},
               {FailingStore::Calls::commits, commits, When::after, Kind::unknown_outcome, "commit, kept unheard"}};
  for (const auto& row : table) {
    for (std::uint64_t call = 1; call <= row.number; ++call) {
      SCOPED_TRACE(std::to_string(call) + ". " + row.name);
      MemoryStore store;
      Play play(told, store, Failure{call, row.calls, row.when, row.kind});
      play.run();
      EXPECT_TRUE(play.audit().well);
      EXPECT_TRUE(play.has_failed());
      EXPECT_EQ(play.acknowledged(), undisturbed.acknowledged());
      // One chain of hashes over everything that was entered: nothing is missing, doubled or in another order.
      EXPECT_EQ(store.head()->hash, quiet.head()->hash);
      EXPECT_EQ(play.delivered(), undisturbed.delivered());
      // At least once: the messages of one round are repeated under their ids when its results could not be written.
      EXPECT_LE(play.attempts(), 2 * undisturbed.attempts());
      if (HasFailure()) return;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(, EveryCall, ::testing::Values("approved", "declined", "corrected"),
                         [](const auto& name) { return std::string(name.param); });

}  // namespace
}  // namespace aftale::testing
