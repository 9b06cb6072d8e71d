#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include "bench/drivers.h"

namespace aftale::bench {

std::string program_beside() {
  return std::filesystem::read_symlink("/proc/self/exe").parent_path() / "aftale";
}

std::vector<double> start_to_exit(const std::vector<std::string>& words, std::size_t times) {
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  std::vector<double> out;
  for (std::size_t n = 0; n < times; ++n) {
    const Clock::time_point start = Clock::now();
    pid_t child = 0;
    if (::posix_spawn(&child, words.front().c_str(), &actions, nullptr, arguments.data(), environ) != 0) {
      stop(words.front() + " cannot be started");
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    out.push_back(seconds_since(start) * 1e3);
    if (status != 0) stop(words.front() + " ended with an error");
  }
  posix_spawn_file_actions_destroy(&actions);
  return out;
}

}  // namespace aftale::bench
