#include <gtest/gtest.h>

#include <map>

#include "engine/cases/local_service.h"
#include "engine/testing/manual_clock.h"
#include "engine/testing/memory_store.h"
#include "engine/testing/recording_channel.h"
#include "tests/unit/testing/shipped.h"

namespace aftale::cases {
namespace {

constexpr const char* kInEnglish = "raadsservice@thisted.example.dk";

/// The shipped workflow, with its questions to eleven committees waiting in the outbox.
class PreviewTest : public ::testing::Test {
 protected:
  PreviewTest() {
    zone_ = *time::Zone::find("Europe/Copenhagen");
    set(3, 1);
    start();
    const Digest workflow =
        *service_->install(loader::load(testing::shipped_sources(), "nordjysk-socialaftale").value->sources);
    run(OpenCase{workflow, {{"first_day", "2023-01-01"}, {"last_day", "2024-12-31"}, {"focus_areas", "Psykiatri"}}});
    run(AttachDocument{"appendices", "Prisbilag.pdf", "x"});
    run(SendEvent{"", "discussed", {}});
    RecordDecision discussed;
    discussed.step = "political_start";
    discussed.outcome = "drøftet";
    discussed.meeting = *time::CivilDate::from_ymd(2022, 3, 1);
    run(discussed);
  }

  void start() {
    LocalService::Options options;
    options.channels = {&channel_};
    options.templates = [this](std::string_view name, Language language) -> std::optional<std::string> {
      const auto found = changed_.find(std::string(name));
      return found == changed_.end() ? testing::shipped_template(name, language) : found->second;
    };
    options.notifications.wishes[kInEnglish].language = Language::en;
    options.notifications.wishes[kInEnglish].channel = "mail";
    service_ = std::make_unique<LocalService>(store_, clock_, std::move(options));
  }
  void set(int month, int day) { clock_.set(zone_.instant_of(*time::CivilDate::from_ymd(2022, month, day), 9 * 3600)); }
  void run(Intent intent) {
    Command command;
    command.request = RequestId::derived("preview", ++commands_, 0);
    command.key = "a";
    command.actor = {"sekretariat", machine::Proof::scenario, {"*"}};
    command.intent = std::move(intent);
    const Result<Receipt> receipt = service_->execute({&command, 1}).front();
    ASSERT_TRUE(receipt) << render(receipt.error()->findings.front(), Language::en);
  }
  Result<PreviewAnswer> ask(const std::string& step = {}, const std::string& template_name = {}) {
    AFTALE_TRY(const Answer answer, service_->ask(Preview{"a", step, template_name}));
    return std::get<PreviewAnswer>(answer.body);
  }

  testing::MemoryStore store_;
  testing::ManualClock clock_;
  testing::RecordingChannel channel_{"mail"};
  time::Zone zone_;
  std::map<std::string, std::string> changed_;  ///< templates as somebody has edited them
  std::unique_ptr<LocalService> service_;
  std::uint64_t commands_ = 0;
};

TEST_F(PreviewTest, what_is_shown_is_what_is_sent) {
  // Templates are pinned when a message is written: a later edit changes nothing.
  changed_["questions"] = "Subject: x\n\ny\n";
  const Result<PreviewAnswer> shown = ask();
  ASSERT_TRUE(shown);
  ASSERT_EQ(shown->messages.size(), 11U);
  ASSERT_TRUE(service_->advance(clock_.now(), 100));
  ASSERT_EQ(channel_.attempts().size(), shown->messages.size());
  for (std::size_t n = 0; n < shown->messages.size(); ++n) {
    const PreviewMessage& before = shown->messages[n];
    const records::Message& sent = channel_.attempts()[n];
    EXPECT_EQ(before.subject, sent.subject);
    EXPECT_EQ(before.body, sent.body);
    EXPECT_EQ(before.receiver, sent.receiver);
    EXPECT_EQ(before.receiver_title, sent.receiver_title);
    EXPECT_EQ(before.sender, sent.sender);
    EXPECT_EQ(before.language, sent.language);
    EXPECT_EQ(before.language, sent.receiver == kInEnglish ? Language::en : Language::da);
    EXPECT_EQ(before.channel, sent.receiver == kInEnglish ? "mail" : "");
    EXPECT_EQ(before.attachments, std::vector<std::string>{"Prisbilag.pdf"});
    EXPECT_EQ(before.goes_out, clock_.now());
    EXPECT_NE(before.id, 0);
    EXPECT_TRUE(before.findings.empty());
  }
  EXPECT_TRUE(ask()->messages.empty()) << "what was sent waits no more";
}

TEST_F(PreviewTest, of_a_step_is_what_its_owner_would_get_and_writes_nothing) {
  const records::Head head = *store_.head();
  const std::size_t rows = store_.outbox(false, 1'000)->size();
  const Result<PreviewAnswer> danish = ask("Aalborg"), english = ask("Thisted");
  ASSERT_TRUE(danish);
  ASSERT_TRUE(english);
  EXPECT_EQ(danish->step, "consultation/0851");
  ASSERT_EQ(danish->messages.size(), 1U);
  const PreviewMessage& message = danish->messages.front();
  EXPECT_EQ(message.id, 0);
  EXPECT_EQ(message.template_name, "reminder");
  EXPECT_EQ(message.receiver, "raadsservice@aalborg.example.dk");
  EXPECT_EQ(message.due->iso(), "2022-05-31");
  EXPECT_FALSE(message.goes_out);
  EXPECT_EQ(message.subject, "Nordjysk Socialaftale 2023-2024: husk svar senest 31. maj 2022");
  EXPECT_TRUE(english->messages.at(0).subject.ends_with("please reply by 31 May 2022")) << english->messages[0].subject;
  EXPECT_EQ(store_.head()->hash, head.hash);
  EXPECT_EQ(store_.outbox(false, 1'000)->size(), rows);
}

TEST_F(PreviewTest, of_a_step_has_the_template_as_it_is_now_with_its_mistakes) {
  changed_["reminder"] = "Subject: Hej {{case_titel}}\n\nTekst\n";
  PreviewMessage message = ask("Aalborg")->messages.at(0);
  EXPECT_EQ(message.subject, "Hej");
  ASSERT_EQ(message.findings.size(), 1U);
  EXPECT_STREQ(message.findings[0].code, "unknown-name");
  EXPECT_EQ(message.findings[0].where->file, "reminder.da.txt");
  changed_["reminder"] = "Emne: Hej\n";
  message = ask("Aalborg")->messages.at(0);
  ASSERT_EQ(message.findings.size(), 1U);
  EXPECT_STREQ(message.findings[0].code, "bad-template");
  EXPECT_EQ(message.subject, "Påmindelse: Nordjysk Socialaftale 2023-2024") << "sent in the plain form";
}

TEST_F(PreviewTest, what_the_step_sends_itself_has_its_documents) {
  const PreviewMessage message = ask("Aalborg", "questions")->messages.at(0);
  EXPECT_EQ(message.attachments, std::vector<std::string>{"Prisbilag.pdf"});
  EXPECT_EQ(message.receiver, "raadsservice@aalborg.example.dk");
}

TEST_F(PreviewTest, of_what_is_not_there_is_refused) {
  EXPECT_STREQ(code_of(ask("Aalborg", "remindr").error()), "unknown-template");
  EXPECT_STREQ(code_of(ask("København").error()), "unknown-step");
  EXPECT_STREQ(code_of(service_->ask(Preview{"b", {}, {}}).error()), "unknown-case");
}

}  // namespace
}  // namespace aftale::cases
