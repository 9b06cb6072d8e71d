#include "adapters/command/run.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <system_error>
#include <utility>

#include "engine/base/check.h"

namespace aftale::command {
namespace {

/// A descriptor above the three standard ones, closed on every way out.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int fd) : fd_(fd) {
    if (fd < 0 || fd > STDERR_FILENO) return;
    fd_ = ::fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    ::close(fd);
  }
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }
  void close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }
  int fd() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }

 private:
  int fd_ = -1;
};

struct Pipe {
  Descriptor read, write;
};

std::optional<Pipe> make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
  Pipe out{Descriptor(ends[0]), Descriptor(ends[1])};
  if (!out.read || !out.write || ::fcntl(out.read.fd(), F_SETFL, O_NONBLOCK) != 0) return std::nullopt;
  return out;
}

/// The input as a file in memory: it is all there before the program starts, so nobody waits for a reader.
Descriptor file_of(std::string_view bytes) {
  Descriptor file(::memfd_create("message", MFD_CLOEXEC));
  while (file && !bytes.empty()) {
    const ssize_t count = ::write(file.fd(), bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return {};
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  if (file && ::lseek(file.fd(), 0, SEEK_SET) != 0) return {};
  return file;
}

std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (const std::string& text : texts) out.push_back(const_cast<char*>(text.c_str()));
  out.push_back(nullptr);
  return out;
}

struct Spawning {
  posix_spawnattr_t attributes{};
  posix_spawn_file_actions_t actions{};
  Spawning() {
    AFTALE_CHECK(::posix_spawnattr_init(&attributes) == 0);
    AFTALE_CHECK(::posix_spawn_file_actions_init(&actions) == 0);
  }
  Spawning(const Spawning&) = delete;
  Spawning& operator=(const Spawning&) = delete;
  ~Spawning() {
    ::posix_spawnattr_destroy(&attributes);
    ::posix_spawn_file_actions_destroy(&actions);
  }
};

/// -> 0, or why it was not started.
int spawn(pid_t& child, const std::vector<std::string>& words, const std::vector<std::string>& environment, int in,
          int out, int err) {
  Spawning how;
  sigset_t none, all;
  ::sigemptyset(&none);
  ::sigfillset(&all);
  int failed = ::posix_spawnattr_setflags(&how.attributes,
                                          POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
  failed |= ::posix_spawnattr_setpgroup(&how.attributes, 0);
  failed |= ::posix_spawnattr_setsigmask(&how.attributes, &none);
  failed |= ::posix_spawnattr_setsigdefault(&how.attributes, &all);
  failed |= ::posix_spawn_file_actions_adddup2(&how.actions, in, STDIN_FILENO);
  failed |= ::posix_spawn_file_actions_adddup2(&how.actions, out, STDOUT_FILENO);
  failed |= ::posix_spawn_file_actions_adddup2(&how.actions, err, STDERR_FILENO);
  failed |= ::posix_spawn_file_actions_addclosefrom_np(&how.actions, STDERR_FILENO + 1);
  failed |= ::posix_spawn_file_actions_addchdir_np(&how.actions, "/");
  AFTALE_CHECK(failed == 0);
  return ::posix_spawn(&child, words.front().c_str(), &how.actions, &how.attributes, pointers(words).data(),
                       pointers(environment).data());
}

/// Reads what is there; closes the pipe at its end.
void read_some(Descriptor& from, std::string& to, std::size_t most) {
  std::array<char, 16'384> chunk;
  const ssize_t count = ::read(from.fd(), chunk.data(), chunk.size());
  if (count > 0) {
    to.append(chunk.data(), std::min(static_cast<std::size_t>(count), most - std::min(most, to.size())));
  } else if (count == 0 || (errno != EAGAIN && errno != EINTR)) {
    from.close();
  }
}

/// Reads both outputs until the program ends -> false where its time is over.
bool watch(const Descriptor& child, Pipe& out, Pipe& err, Ending& ending, long seconds, std::size_t most) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point end = Clock::now() + std::chrono::seconds(seconds);
  // After its end, what its pipes still hold (64 KB each) is read, not what others of its group go on writing.
  constexpr int kRoundsAfter = 16;
  for (int after = 0;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
    if (left <= 0) return false;
    std::array<pollfd, 3> wait{{{child.fd(), POLLIN, 0}, {out.read.fd(), POLLIN, 0}, {err.read.fd(), POLLIN, 0}}};
    if (::poll(wait.data(), wait.size(), static_cast<int>(std::min<std::int64_t>(left, 60'000))) < 0) continue;
    if (wait[1].revents != 0) read_some(out.read, ending.out, most);
    if (wait[2].revents != 0) read_some(err.read, ending.err, most);
    const bool is_quiet = wait[1].revents == 0 && wait[2].revents == 0;
    if (wait[0].revents != 0 && (is_quiet || ++after > kRoundsAfter)) return true;
  }
}

}  // namespace

Ending run(const std::vector<std::string>& words, const std::vector<std::string>& environment, std::string_view input,
           long seconds, std::size_t most) {
  Ending ending;
  const auto not_started = [&](int error) {
    ending.not_started = std::error_code(error, std::generic_category()).message();
    return ending;
  };
  Descriptor in = file_of(input);
  if (!in) return not_started(errno);
  std::optional<Pipe> out = make_pipe(), err = make_pipe();
  if (!out || !err) return not_started(errno);
  pid_t child = 0;
  if (const int error = spawn(child, words, environment, in.fd(), out->write.fd(), err->write.fd())) {
    return not_started(error);
  }
  in.close();
  out->write.close();
  err->write.close();
  // By its number: the header of Debian 12 declares it for C alone.
  const Descriptor ended(static_cast<int>(::syscall(SYS_pidfd_open, child, 0)));
  const int no_watch = ended ? 0 : errno;
  ending.timed_out = no_watch == 0 && !watch(ended, *out, *err, ending, seconds, most);
  // The group goes while its leader is not yet waited for, so that its number belongs to nobody else.
  ::kill(-child, SIGKILL);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (no_watch != 0) return not_started(no_watch);
  if (ending.timed_out) return ending;
  if (WIFEXITED(status)) ending.status = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) ending.signal = WTERMSIG(status);
  return ending;
}

}  // namespace aftale::command
