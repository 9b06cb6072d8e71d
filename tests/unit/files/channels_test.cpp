#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "adapters/files/files_channel.h"
#include "adapters/files/log_channel.h"
#include "adapters/mime/eml.h"
#include "engine/base/json.h"
#include "engine/records/message_json.h"

namespace aftale::files {
namespace {

namespace fs = std::filesystem;
using Outcome = records::Delivery::Outcome;

std::string contents(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

mode_t permissions(const fs::path& path) {
  struct stat found {};
  EXPECT_EQ(::stat(path.c_str(), &found), 0) << path;
  return found.st_mode & 07777;
}

records::Message message() {
  records::Message message;
  message.id = RequestId::derived("key", 0, 0);
  message.key = "key";
  message.case_key = "nsa-2023";
  message.template_name = "reminder";
  message.receiver = "aalborg@example.dk";
  message.sender = "sekretariat@example.dk";
  message.subject = "Påmindelse";
  message.body = "Kære byråd\n";
  message.facts = R"({"case_key":"nsa-2023"})";
  message.attachments = {{"aftale.pdf", "abcd", "%PDF"}};
  return message;
}

class FilesChannelTest : public testing::Test {
 protected:
  FilesChannelTest() {
    std::string pattern = fs::temp_directory_path() / "aftale-files-XXXXXX";
    root_ = ::mkdtemp(pattern.data());
    folder_ = root_ / "outbox";
  }
  ~FilesChannelTest() override {
    std::error_code ignored;
    fs::permissions(folder_, fs::perms::owner_all, ignored);
    fs::remove_all(root_, ignored);
  }
  fs::path file(const std::string& ending) const { return folder_ / (message().id.text() + ending); }
  std::size_t count() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }

  fs::path root_, folder_;
};

TEST_F(FilesChannelTest, a_message_becomes_a_mail_and_a_json_that_only_the_owner_reads) {
  FilesChannel channel(folder_);
  EXPECT_EQ(channel.deliver(message()).outcome, Outcome::delivered);
  EXPECT_EQ(contents(file(".eml")), *mime::eml(message()));
  EXPECT_EQ(contents(file(".json")), records::message_json(message()));
  EXPECT_EQ(count(), 2U);
  EXPECT_EQ(permissions(folder_), 0700U);
  EXPECT_EQ(permissions(file(".eml")), 0600U);
  EXPECT_EQ(permissions(file(".json")), 0600U);
}

TEST_F(FilesChannelTest, the_same_id_again_changes_nothing_and_is_delivered) {
  FilesChannel channel(folder_);
  channel.deliver(message());
  records::Message other = message();
  other.subject = "En anden";
  EXPECT_EQ(channel.deliver(other).outcome, Outcome::delivered);
  EXPECT_EQ(contents(file(".eml")), *mime::eml(message()));
  EXPECT_EQ(count(), 2U);
}

TEST_F(FilesChannelTest, what_a_killed_program_left_is_finished) {
  fs::create_directory(folder_);
  std::ofstream(file(".eml.tmp")) << "halv";
  std::ofstream(file(".json")) << records::message_json(message());
  FilesChannel channel(folder_);
  EXPECT_EQ(channel.deliver(message()).outcome, Outcome::delivered);
  EXPECT_EQ(contents(file(".eml")), *mime::eml(message()));
  EXPECT_EQ(count(), 2U);
}

TEST_F(FilesChannelTest, a_link_in_the_way_is_no_delivery_and_is_named) {
  for (const char* ending : {".eml", ".json", ".eml.tmp"}) {
    for (const char* target : {"precious", "nowhere"}) {
      fs::remove_all(folder_);
      fs::create_directory(folder_);
      std::ofstream(root_ / "precious") << "precious";
      fs::create_symlink(root_ / target, file(ending));
      const records::Delivery delivery = FilesChannel(folder_).deliver(message());
      EXPECT_EQ(delivery.outcome, Outcome::try_again) << ending << target;
      EXPECT_NE(delivery.detail.find(file(ending)), std::string::npos) << delivery.detail;
      EXPECT_EQ(contents(root_ / "precious"), "precious");
      EXPECT_FALSE(fs::exists(root_ / "nowhere"));
    }
  }
}

TEST_F(FilesChannelTest, a_folder_that_cannot_be_is_tried_again_with_the_reason) {
  FilesChannel missing(root_ / "no/such/place");
  const records::Delivery none = missing.deliver(message());
  EXPECT_EQ(none.outcome, Outcome::try_again);
  EXPECT_NE(none.detail.find("no/such/place"), std::string::npos);
  EXPECT_FALSE(none.retry_after_seconds);
  std::ofstream(root_ / "file") << "x";
  EXPECT_EQ(FilesChannel(root_ / "file").deliver(message()).outcome, Outcome::try_again);
}

TEST_F(FilesChannelTest, a_file_that_cannot_be_written_leaves_nothing_half) {
  fs::create_directories(file(".json.tmp") / "in the way");
  FilesChannel channel(folder_);
  EXPECT_EQ(channel.deliver(message()).outcome, Outcome::try_again);
  EXPECT_FALSE(fs::exists(file(".eml")));
  EXPECT_FALSE(fs::exists(file(".json")));
  fs::remove_all(file(".json.tmp"));
  EXPECT_EQ(channel.deliver(message()).outcome, Outcome::delivered);
}

TEST_F(FilesChannelTest, a_message_that_can_be_no_mail_is_refused_and_leaves_nothing) {
  records::Message bad = message();
  bad.receiver = "aalborg@example.dk\nBcc: bad@example.dk";
  const records::Delivery delivery = FilesChannel(folder_).deliver(bad);
  EXPECT_EQ(delivery.outcome, Outcome::refused);
  EXPECT_NE(delivery.detail.find("modtagerens adresse"), std::string::npos) << delivery.detail;
  EXPECT_FALSE(fs::exists(folder_));
}

TEST_F(FilesChannelTest, several_threads_deliver_at_once) {
  FilesChannel channel(folder_);
  std::vector<std::thread> threads;
  for (std::uint64_t n = 0; n < 4; ++n) {
    threads.emplace_back([&channel, n] {
      for (std::uint64_t i = 0; i < 20; ++i) {
        records::Message own = message();
        own.id = RequestId::derived("key", n, i);
        own.meeting = records::Message::Meeting{"moede@aftale", 3, *time::CivilDate::parse_iso("2022-11-24"), "Møde"};
        EXPECT_EQ(channel.deliver(own).outcome, Outcome::delivered);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(count(), 160U);
}

TEST(message_json, holds_everything_a_program_needs) {
  const Result<Json> json = Json::parse(records::message_json(message()));
  ASSERT_TRUE(json);
  EXPECT_EQ((*json)["id"].text(), message().id.text());
  EXPECT_EQ((*json)["key"].text(), "key");
  EXPECT_EQ((*json)["subject"].text(), "Påmindelse");
  EXPECT_EQ((*json)["attachments"].items().at(0)["sha256"].text(), "abcd");
  EXPECT_EQ((*json)["facts"]["case_key"].text(), "nsa-2023");
  EXPECT_EQ((*json)["language"].text(), "da");
  EXPECT_TRUE((*json)["meeting"].is_null());
  records::Message meeting = message();
  meeting.meeting = records::Message::Meeting{"moede@aftale", 3, *time::CivilDate::parse_iso("2022-11-24"), "Møde"};
  const Result<Json> with_meeting = Json::parse(records::message_json(meeting));
  ASSERT_TRUE(with_meeting);
  EXPECT_EQ((*with_meeting)["meeting"]["date"].text(), "2022-11-24");
  EXPECT_EQ((*with_meeting)["meeting"]["sequence"].integer(), 3);
  records::Message broken = message();
  broken.facts = "{";
  EXPECT_TRUE((*Json::parse(records::message_json(broken)))["facts"].is_null());
}

TEST(LogChannel, writes_one_line_a_message) {
  std::vector<std::string> lines;
  LogChannel channel([&](const std::string& line) { lines.push_back(line); });
  records::Message two_lines = message();
  two_lines.subject = "x\ny";
  EXPECT_EQ(channel.deliver(two_lines).outcome, Outcome::delivered);
  EXPECT_EQ(lines, std::vector<std::string>{"message " + message().id.text() +
                                            " case nsa-2023 template reminder to aalborg@example.dk: x y"});
}

TEST(LogChannel, a_log_that_fails_is_tried_again) {
  LogChannel channel([](const std::string&) { throw std::runtime_error("full"); });
  EXPECT_EQ(channel.deliver(message()).outcome, Outcome::try_again);
}

}  // namespace
}  // namespace aftale::files
