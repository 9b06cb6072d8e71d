#pragma once
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/cases/local_service.h"
#include "engine/testing/manual_clock.h"
#include "engine/testing/memory_store.h"
#include "engine/testing/recording_channel.h"
#include "engine/time/typed_date.h"
#include "tests/unit/testing/shipped.h"

/// A service on a store in memory, for tests of what the host does with cases. Each command is audited.
namespace aftale::cases {

class Office {
 public:
  /// `more` are the texts of what it names that is not shipped.
  explicit Office(const std::string& workflow_text, const std::string& now = "2022-01-03 09:00",
                  const std::vector<std::string>& more = {})
      : zone_(*time::Zone::find("Europe/Copenhagen")) {
    set(now);
    restart();
    const auto name_begin = workflow_text.find("workflow: ") + 10;
    const std::string name = workflow_text.substr(name_begin, workflow_text.find('\n', name_begin) - name_begin);
    std::vector<std::string> texts{workflow_text};
    texts.insert(texts.end(), more.begin(), more.end());
    const auto loaded = loader::load(testing::shipped_sources(texts), name);
    for (const Diagnostic& finding : loaded.findings) ADD_FAILURE() << render(finding, Language::en);
    workflow_ = *service_->install(loaded.value->sources);
  }

  /// Everything dropped, as when the program starts again.
  void restart() {
    LocalService::Options options;
    options.channels = {&channel_};
    options.templates = testing::shipped_template;
    options.verify = true;
    service_ = std::make_unique<LocalService>(store_, clock_, std::move(options));
  }

  /// The clock, and what is due by then.
  void at(const std::string& local) {
    set(local);
    const Result<Advanced> advanced = service_->advance(clock_.now(), 100);
    if (!advanced) ADD_FAILURE() << message(advanced.error());
  }
  void set(const std::string& local) { clock_.set(*time::typed_moment(local, zone_)); }

  Result<Receipt> execute(Intent intent, std::optional<time::CivilDate> effective = {}) {
    Command command;
    command.request = RequestId::derived("office", ++commands_, 0);
    command.key = "a";
    command.actor = actor;
    command.effective = effective;
    command.intent = std::move(intent);
    return service_->execute({&command, 1}).front();
  }
  /// As execute, and it must succeed; the number of its entry.
  std::int64_t does(Intent intent, std::optional<time::CivilDate> effective = {}) {
    const Result<Receipt> receipt = execute(std::move(intent), effective);
    if (!receipt) ADD_FAILURE() << message(receipt.error());
    return receipt ? receipt->entries.front().revision : 0;
  }
  /// The code of the refusal; empty where there is none.
  std::string refused(Intent intent) {
    const Result<Receipt> receipt = execute(std::move(intent));
    return receipt ? std::string() : receipt.error()->findings.front().code;
  }
  std::int64_t opens(Words inputs) { return does(OpenCase{workflow_, std::move(inputs)}); }
  std::int64_t event(const std::string& name, std::optional<time::CivilDate> effective = {}) {
    return does(SendEvent{{}, name, {}}, effective);
  }
  std::int64_t strikes(std::int64_t entry) {
    return does(machine::Correct{static_cast<std::uint64_t>(entry), "mistyped"});
  }

  template <class Body, class Asked>
  Body ask(Asked question) {
    const Result<Answer> answer = service_->ask(Question(std::move(question)));
    if (!answer) {
      ADD_FAILURE() << message(answer.error());
      return Body();
    }
    notes = answer->notes;
    return std::get<Body>(answer->body);
  }
  ShowAnswer show(AsOf as_of = {}) { return ask<ShowAnswer>(Show{"a", {}, as_of}); }
  std::string value(const std::string& name) {
    for (const auto& [known, value] : show().values) {
      if (known == name) return value;
    }
    return "(none)";
  }
  std::string status() {
    const auto status = static_cast<lifecycle::CaseStatus>(show().summary.row.status);
    return std::string(lifecycle::name(status));
  }
  /// Where it stands: the innermost active states, joined.
  std::string stands(AsOf as_of = {}) {
    std::string all;
    for (const std::string& active : show(as_of).active) all += (all.empty() ? "" : " ") + active;
    return all;
  }
  bool is_well() {
    const auto audit = ask<AuditAnswer>(Audit{});
    for (const auto& finding : audit.findings) ADD_FAILURE() << render(finding.diagnostic, Language::en);
    return audit.well;
  }
  /// "template receiver" of what was sent, in order.
  std::vector<std::string> sent() const {
    std::vector<std::string> sent;
    for (const records::Message& message : channel_.attempts()) sent.push_back(message.template_name);
    return sent;
  }

  testing::MemoryStore& store() { return store_; }
  LocalService& service() { return *service_; }
  testing::RecordingChannel& channel() { return channel_; }
  time::Instant now() const { return clock_.now(); }
  static std::string message(const ErrorPtr& error) { return render(error->findings.front(), Language::en); }

  std::vector<Text> notes;                                                  ///< of the last answer
  machine::Actor actor{"anna", machine::Proof::scenario, {"secretariat"}};  ///< who gives the commands

 private:
  time::Zone zone_;
  testing::ManualClock clock_;
  testing::MemoryStore store_;
  testing::RecordingChannel channel_;
  std::unique_ptr<LocalService> service_;
  Digest workflow_;
  std::uint64_t commands_ = 0;
};

}  // namespace aftale::cases
