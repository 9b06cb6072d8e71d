#include "adapters/socket/remote_service.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>

namespace aftale::socket {
namespace {

using std::chrono::milliseconds;

/// A daemon that is stopped: the kernel takes connections and requests for it, and nobody answers.
class Stopped {
 public:
  Stopped() {
    std::string pattern = std::filesystem::temp_directory_path() / "aftale-stopped-XXXXXX";
    folder_ = ::mkdtemp(pattern.data());
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path().c_str(), sizeof address.sun_path - 1);
    descriptor_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    EXPECT_EQ(::bind(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    EXPECT_EQ(::listen(descriptor_, 0), 0);
  }
  ~Stopped() {
    ::close(descriptor_);
    std::filesystem::remove_all(folder_);
  }
  Stopped(const Stopped&) = delete;
  Stopped& operator=(const Stopped&) = delete;
  std::string path() const { return folder_ + "/socket"; }

  Result<std::unique_ptr<RemoteService>> connect() {
    RemoteService::Options options;
    options.still_waiting = [this] { ++mentions; };
    options.patience = {milliseconds(30), milliseconds(120), milliseconds(200), milliseconds(60'000)};
    return RemoteService::connect(path(), std::move(options));
  }
  int mentions = 0;

 private:
  std::string folder_;
  int descriptor_;
};

TEST(RemoteService, gives_up_a_question_that_is_not_answered_after_saying_what_it_waits_for) {
  for (const cases::Question& question : {cases::Question(cases::StatusAll{}), cases::Question(cases::Audit{})}) {
    Stopped daemon;
    const auto service = daemon.connect();
    ASSERT_TRUE(service);
    const Result<cases::Answer> answer = (*service)->ask(question);
    ASSERT_FALSE(answer);
    EXPECT_STREQ(code_of(answer.error()), "no-answer");
    EXPECT_EQ(answer.error()->kind, Error::Kind::unavailable);
    EXPECT_EQ(daemon.mentions, 1);
  }
}

TEST(RemoteService, does_not_know_what_became_of_a_command_that_is_not_answered) {
  Stopped daemon;
  const auto service = daemon.connect();
  ASSERT_TRUE(service);
  const std::vector<cases::Command> commands(2);
  const std::vector<Result<cases::Receipt>> receipts = (*service)->execute(commands);
  ASSERT_EQ(receipts.size(), 2U);
  for (const Result<cases::Receipt>& receipt : receipts) {
    ASSERT_FALSE(receipt);
    EXPECT_STREQ(code_of(receipt.error()), "unknown-outcome");
  }
  EXPECT_EQ(daemon.mentions, 1);
}

TEST(RemoteService, does_not_wait_for_ever_where_nobody_accepts) {
  Stopped daemon;
  const auto first = daemon.connect();
  ASSERT_TRUE(first);
  const auto second = daemon.connect();  // one more than the kernel queues
  ASSERT_FALSE(second);
  EXPECT_STREQ(code_of(second.error()), "no-daemon");
  EXPECT_EQ(daemon.mentions, 1);
}

TEST(RemoteService, leaves_nothing_of_a_backup_that_never_came) {
  Stopped daemon;
  const auto service = daemon.connect();
  ASSERT_TRUE(service);
  const std::string target = daemon.path() + ".copy";
  const Result<void> done = (*service)->backup(target);
  ASSERT_FALSE(done);
  EXPECT_STREQ(code_of(done.error()), "no-answer");
  EXPECT_FALSE(std::filesystem::exists(target));
  EXPECT_FALSE(std::filesystem::exists(target + ".part"));
}

}  // namespace
}  // namespace aftale::socket
