#include "tests/random/random_run.h"

#include <memory>

#include "engine/cases/local_service.h"
#include "engine/cases/move.h"
#include "engine/testing/manual_clock.h"
#include "engine/testing/memory_store.h"
#include "engine/testing/recording_channel.h"
#include "tests/random/foretold.h"
#include "tests/random/picks.h"

namespace aftale::random {
namespace {

using cases::Command;
using time::CivilDate;

constexpr std::size_t kStepsMax = 25;
constexpr std::size_t kCasesAtOnce = 10, kForetoldMax = 3;
// Processes that open each other without end are as they should be, but what they still do says nothing new.
constexpr std::int64_t kEntriesMax = 3'000;
constexpr std::size_t kMessagesMax = 5'000;

class Run {
 public:
  Run(const std::vector<model::Source>& sources, const std::vector<model::Source>& next) : versions_{sources, next} {
    zone_ = *time::Zone::find("Europe/Copenhagen");
    today_ = *CivilDate::from_ymd(2024, 1, 10);
    tick();
    start();
    const Result<Digest> id = service_->install(sources);
    if (!id) {
      wrong("install", id.error());
      return;
    }
    definition_ = *id;
  }

  Ran play() {
    if (!ran_.mistake.empty()) return std::move(ran_);
    open("a");
    const std::size_t steps = 1 + below(kStepsMax);
    for (std::size_t i = 0; i < steps && ran_.mistake.empty() && !keys_.empty() && !is_large(); ++i) step();
    if (ran_.mistake.empty()) audit();
    return std::move(ran_);
  }

 private:
  void step() {
    switch (below(20)) {
      case 0:
        return start();
      case 1:
        return attach();
      case 2:
        return send(machine::Freeze{"text"}, "freeze");
      case 3:
        if (chance(50)) return send(machine::Suspend{"rest"}, "suspend");
        return send(machine::Resume{"on"}, "resume");
      case 4:
        if (chance(20)) return send(machine::Withdraw{"off"}, "withdraw");
        return correct();
      case 5:
        return move();
      case 6:
      case 7:
      case 8:
        return pass_time();
      default:
        return answer();
    }
  }

  void start() {
    say("start anew");
    cases::LocalService::Options options;
    options.channels = {&channel_};
    options.verify = true;
    service_ = std::make_unique<cases::LocalService>(store_, clock_, std::move(options));
  }

  void tick() { clock_.set(zone_.instant_of(today_, 12 * 3600)); }

  void open(const std::string& key) {
    send_to(key, cases::OpenCase{definition_, {{"first_day", "2024-02-01"}, {"names", "x, y, z"}}}, "open");
  }

  void pass_time() {
    std::vector<Foretold> foretold;
    for (const std::string& key : keys_) {
      if (std::optional<Foretold> one = Foretold::of(*service_, store_, key, zone_))
        foretold.push_back(*std::move(one));
      if (foretold.size() == kForetoldMax) break;
    }
    today_ = today_.plus_days(static_cast<std::int64_t>(1 + below(45)));
    say("it is " + today_.iso());
    tick();
    for (bool more = true; more && !is_large();) {
      const Result<cases::Advanced> advanced = service_->advance(clock_.now(), kCasesAtOnce);
      if (!advanced) return wrong("advance", advanced.error());
      more = advanced->more;
    }
    find_cases();
    if (is_large()) return;
    for (const Foretold& one : foretold) ran_.mistake += one.compare(store_, today_);
  }

  bool is_large() {
    const Result<records::Head> head = store_.head();
    if (head && head->seq > kEntriesMax) return true;
    const Result<std::vector<records::OutboxRow>> messages = store_.outbox(false, kMessagesMax + 1);
    return messages && messages->size() > kMessagesMax;
  }

  void find_cases() {
    const Result<std::vector<records::CaseRow>> rows = store_.cases();
    if (!rows) return wrong("cases", rows.error());
    keys_.clear();
    for (const records::CaseRow& row : *rows) keys_.push_back(row.key);
  }

  machine::Actor actor() { return {one_of<std::string>({"anna", "bo"}), machine::Proof::scenario, {"*"}}; }

  void answer() {
    const std::string key = one_of(keys_);
    const Result<cases::Answer> asked = service_->ask(cases::Possible{key, actor()});
    if (!asked) return wrong("possible", asked.error());
    const std::vector<machine::Offer>& offers = std::get<cases::PossibleAnswer>(asked->body).offers;
    if (offers.empty()) return pass_time();
    const machine::Offer& offer = one_of(offers);
    if (!offer.ballot)
      return send_to(key, cases::SendEvent{offer.step, offer.event, {}}, offer.step + " " + offer.event);
    cases::RecordDecision record;
    record.step = offer.step;
    record.outcome = one_of(offer.words);
    record.meeting = today_.plus_days(-static_cast<std::int64_t>(below(30)));
    record.remarks = {"as changed"};
    record.even_so = true;
    record.skip = chance(10);
    send_to(key, record, offer.step + " " + record.outcome + " on " + record.meeting.iso());
  }

  void attach() {
    const std::string number = std::to_string(below(3));
    send(cases::AttachDocument{one_of<std::string>({"text", "papers"}), "file" + number, "bytes " + number}, "attach");
  }

  void correct() {
    const std::string key = one_of(keys_);
    const Result<std::optional<records::LoadedCase>> found = store_.load(key);
    if (!found || !*found) return;
    const auto entry = 1 + below(static_cast<std::size_t>((*found)->revision));
    send_to(key, machine::Correct{entry, "a mistake"}, "strike " + std::to_string(entry));
  }

  void move() {
    cases::Move order;
    order.request = RequestId::derived("random", ++commands_, 0);
    order.key = one_of(keys_);
    order.undo = chance(30);
    order.apply = chance(90);
    order.actor = actor();
    order.reason = "a mistake";
    const std::size_t to = below(2);
    if (!order.undo) order.sources = versions_[to];
    const Result<cases::Moved> moved = service_->move(order);
    const std::string what = order.undo ? "move back" : "move to " + std::to_string(to + 1);
    if (!moved) return wrong(what, moved.error());
    const cases::Moved::Verdict& verdict = moved->cases.front();
    say(order.key + ": " + what + (verdict.can ? "" : " (" + std::string(verdict.reasons.front().code) + ")"));
    if (verdict.can) ++ran_.done;
    find_cases();
  }

  void send(cases::Intent intent, const std::string& what) { send_to(one_of(keys_), std::move(intent), what); }

  void send_to(const std::string& key, cases::Intent intent, const std::string& what) {
    Command command;
    command.request = RequestId::derived("random", ++commands_, 0);
    command.key = key;
    command.actor = actor();
    command.intent = std::move(intent);
    const Result<cases::Receipt> receipt = service_->execute({&command, 1}).front();
    say(key + ": " + what + (receipt ? "" : " (" + std::string(receipt.error()->findings.front().code) + ")"));
    if (!receipt && receipt.error()->kind == Error::Kind::damaged) return wrong(what, receipt.error());
    if (receipt) ++ran_.done;
    find_cases();
  }

  void audit() {
    start();
    const Result<cases::Answer> answer = service_->ask(cases::Audit{});
    if (!answer) return wrong("audit", answer.error());
    const cases::AuditAnswer& audit = std::get<cases::AuditAnswer>(answer->body);
    if (audit.well) return;
    ran_.mistake = "audit: " + (audit.findings.empty() ? std::string("not well")
                                                       : render(audit.findings.front().diagnostic, Language::en));
  }

  void say(std::string text) { ran_.story.push_back(std::move(text)); }
  void wrong(const std::string& what, const ErrorPtr& error) {
    ran_.mistake = what + ": " + render(error->findings.front(), Language::en);
  }

  const std::vector<model::Source> versions_[2];
  testing::MemoryStore store_;
  testing::ManualClock clock_;
  testing::RecordingChannel channel_;
  time::Zone zone_;
  CivilDate today_;
  Digest definition_;
  std::unique_ptr<cases::LocalService> service_;
  std::vector<std::string> keys_;
  std::uint64_t commands_ = 0;
  Ran ran_;
};

}  // namespace

Ran run(const std::vector<model::Source>& sources, const std::vector<model::Source>& next) {
  return Run(sources, next).play();
}

}  // namespace aftale::random
