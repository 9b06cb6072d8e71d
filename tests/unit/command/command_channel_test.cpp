#include "adapters/command/command_channel.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "engine/records/message_json.h"

namespace aftale::command {
namespace {

namespace fs = std::filesystem;
using Outcome = records::Delivery::Outcome;

records::Message message(std::uint64_t n = 0) {
  records::Message message;
  message.id = RequestId::derived("key", 0, n);
  message.case_key = "nsa/2023";
  message.receiver = "a@example.dk; rm -rf $HOME `x` 'y'";
  message.subject = "Påmindelse";
  message.body = std::string(300'000, 'x');
  return message;
}

std::string contents(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

class CommandChannelTest : public testing::Test {
 protected:
  CommandChannelTest() {
    std::string pattern = fs::temp_directory_path() / "aftale-command-XXXXXX";
    root_ = ::mkdtemp(pattern.data());
  }
  ~CommandChannelTest() override {
    std::error_code ignored;
    fs::remove_all(root_, ignored);
  }
  /// Runs a script of sh, whose first argument is the folder of the test.
  records::Delivery run(const std::string& script, long seconds = 20, std::uint64_t n = 0) const {
    CommandOptions options;
    options.program = "/bin/sh";
    options.arguments = {"-c", script, "sh", root_};
    options.total_seconds = seconds;
    const auto channel = CommandChannel::make(options);
    EXPECT_TRUE(channel);
    return (*channel)->deliver(message(n));
  }

  fs::path root_;
};

TEST_F(CommandChannelTest, the_message_comes_on_stdin_whole) {
  EXPECT_EQ(run("cat > $1/in").outcome, Outcome::delivered);
  EXPECT_EQ(contents(root_ / "in"), records::message_json(message()));
}

TEST_F(CommandChannelTest, a_program_that_reads_nothing_is_no_trouble) {
  EXPECT_EQ(run("exit 0").outcome, Outcome::delivered);
}

TEST_F(CommandChannelTest, nothing_of_ours_is_handed_on) {
  ASSERT_EQ(::setenv("AFTALE_TEST_SECRET", "hemmelig", 1), 0);  // NOLINT(concurrency-mt-unsafe)
  const auto before = std::signal(SIGPIPE, SIG_IGN);
  const int open = ::dup(STDERR_FILENO);  // not closed on exec
  const std::string script =
      "env | sort > $1/env; pwd > $1/pwd; "
      "grep -E 'Sig(Blk|Ign)' /proc/self/status > $1/signals; cut -d' ' -f5 /proc/$$/stat > $1/group; echo $$ > "
      "$1/pid";
  EXPECT_EQ(run(script).outcome, Outcome::delivered);
  EXPECT_EQ(run("exec ls /proc/self/fd > $1/fd").outcome, Outcome::delivered);
  ::close(open);
  std::signal(SIGPIPE, before);
  std::string environment = contents(root_ / "env");
  EXPECT_EQ(environment.find("hemmelig"), std::string::npos);
  for (const char* line : {"PATH=/usr/local/bin:/usr/bin:/bin\n", "LANG=C.UTF-8\n"}) {
    EXPECT_NE(environment.find(line), std::string::npos) << environment;
  }
  EXPECT_NE(environment.find("AFTALE_MESSAGE_ID=" + message().id.text() + "\n"), std::string::npos);
  EXPECT_EQ(contents(root_ / "pwd"), "/\n");
  EXPECT_EQ(contents(root_ / "fd"), "0\n1\n2\n3\n") << "3 is the folder that ls reads";
  EXPECT_EQ(contents(root_ / "group"), contents(root_ / "pid"));
  std::istringstream signals(contents(root_ / "signals"));
  for (std::string name, mask; signals >> name >> mask;) {
    // The C library keeps 32 and 33, the upper bits, for its threads.
    EXPECT_EQ(std::stoull(mask, nullptr, 16) & 0x7FFF'FFFFU, 0U) << name << mask;
  }
}

TEST_F(CommandChannelTest, the_exit_status_decides) {
  struct Row {
    const char* script;
    Outcome outcome;
    const char* detail;
  };
  const Row kRows[] = {{"exit 0", Outcome::delivered, ""},
                       {"echo 'nej tak' >&2; echo mere >&2; exit 65", Outcome::refused, "exit 65: nej tak"},
                       {"exit 70", Outcome::refused, "exit 70"},
                       {"exit 64", Outcome::try_again, "exit 64"},
                       {"exit 71", Outcome::try_again, "exit 71"},
                       {"echo øv >&2; exit 75", Outcome::try_again, "exit 75: øv"},
                       {"exit 1", Outcome::try_again, "exit 1"},
                       {"exit 127", Outcome::try_again, "exit 127"},
                       {"printf 'a\\033[31mb\\n' >&2; exit 1", Outcome::try_again, "exit 1: a [31mb"},
                       {"kill -TERM $$", Outcome::try_again, "ended by signal 15"}};
  for (const Row& row : kRows) {
    const records::Delivery delivery = run(row.script);
    EXPECT_EQ(delivery.outcome, row.outcome) << row.script;
    EXPECT_EQ(delivery.detail, row.detail);
  }
}

/// Gone, or waiting to be collected by whoever inherits orphans; the kernel may take its time.
bool ends(const std::string& process) {
  for (int tries = 0; tries < 1'000; ++tries) {
    const std::string status = contents("/proc/" + process + "/stat");
    if (status.empty() || status.find(") Z ") != std::string::npos) return true;
    ::usleep(10'000);
  }
  return false;
}

TEST_F(CommandChannelTest, what_takes_too_long_is_killed_with_all_that_it_started) {
  const char* const kScripts[] = {
      "sleep 300 & echo $! >> $1/started; wait",
      // A session of its own; one whose parent has ended; both, without a word of ours in the environment.
      "setsid sh -c 'echo $$ >> $0/started; sleep 300; :' $1 & wait",
      "(sh -c 'echo $$ >> $0/started; sleep 300; :' $1 &); sleep 300",
      "(setsid env -i sh -c '(echo $$ >> $0/started; sleep 300 & echo $! >> $0/started); sleep 300' $1 &); sleep 300"};
  for (const char* script : kScripts) {
    fs::remove(root_ / "started");
    const records::Delivery delivery = run("echo venter >&2; " + std::string(script), 1);
    EXPECT_EQ(delivery.outcome, Outcome::try_again);
    EXPECT_EQ(delivery.detail, "killed after 1 s: venter");
    std::istringstream started(contents(root_ / "started"));
    std::string process;
    ASSERT_TRUE(started >> process) << script;
    do {
      EXPECT_TRUE(ends(process)) << script;
    } while (started >> process);
  }
}

TEST_F(CommandChannelTest, one_left_behind_holds_nobody_up) {
  EXPECT_EQ(run("sleep 300 & exit 0").outcome, Outcome::delivered);
}

TEST_F(CommandChannelTest, one_that_goes_on_shouting_does_not_count) {
  EXPECT_EQ(run("(while :; do echo x; done) & exit 0").outcome, Outcome::delivered);
}

TEST_F(CommandChannelTest, a_flood_of_output_is_thrown_away) {
  const records::Delivery delivery =
      run("head -c 20000000 /dev/zero; head -c 20000000 /dev/zero | tr '\\0' x >&2; exit 1");
  EXPECT_EQ(delivery.outcome, Outcome::try_again);
  EXPECT_EQ(delivery.detail, "exit 1: " + std::string(200, 'x'));
}

TEST_F(CommandChannelTest, a_program_that_went_away_is_tried_again) {
  const fs::path program = root_ / "program";
  std::ofstream(program) << "#!/bin/sh\nexit 0\n";
  fs::permissions(program, fs::perms::owner_all);
  const auto channel = CommandChannel::make({program, {}, 20});
  ASSERT_TRUE(channel);
  EXPECT_EQ((*channel)->deliver(message()).outcome, Outcome::delivered);
  fs::remove(program);
  const records::Delivery delivery = (*channel)->deliver(message());
  EXPECT_EQ(delivery.outcome, Outcome::try_again);
  EXPECT_EQ(delivery.detail.rfind("not started: ", 0), 0U) << delivery.detail;
}

TEST_F(CommandChannelTest, several_threads_deliver_at_once) {
  std::vector<std::thread> threads;
  for (std::uint64_t n = 0; n < 6; ++n) {
    threads.emplace_back([this, n] {
      for (std::uint64_t i = 0; i < 5; ++i) {
        EXPECT_EQ(run("cat > $1/$AFTALE_MESSAGE_ID", 20, n * 5 + i).outcome, Outcome::delivered);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (std::uint64_t n = 0; n < 30; ++n) {
    EXPECT_EQ(contents(root_ / message(n).id.text()), records::message_json(message(n)));
  }
}

TEST(CommandOptions, what_cannot_be_run_is_refused_at_once) {
  for (const char* program : {"", "sh", "./sh", "/no/such/program", "/etc/passwd", "/bin"}) {
    const auto channel = CommandChannel::make({program, {}, 20});
    ASSERT_FALSE(channel) << program;
    EXPECT_STREQ(code_of(channel.error()), "command-options");
  }
}

}  // namespace
}  // namespace aftale::command
