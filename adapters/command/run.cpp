#include "adapters/command/run.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <system_error>
#include <utility>

#include "adapters/command/family.h"

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

/// What a new process needs to become the program.
struct Beginning {
  std::vector<char*> words, environment;
  int in = -1, out = -1, err = -1;
  std::size_t memory = 0;  ///< bytes it may have; 0: as we
  int failed = 0;          ///< why it could not
};

void close_all_but_the_standard_ones() {
  if (::close_range(STDERR_FILENO + 1, ~0U, 0) == 0) return;
  // An older kernel: ours are closed on exec, so these are what somebody left open who started us.
  constexpr int kUsual = 1'024;
  for (int fd = STDERR_FILENO + 1; fd < kUsual; ++fd) ::close(fd);
}

/// In the new process, whose memory is ours until it is the program: nothing but system calls.
int become_program(void* given) {
  Beginning& how = *static_cast<Beginning*>(given);
  struct sigaction usual {};
  usual.sa_handler = SIG_DFL;
  for (int number = 1; number < NSIG; ++number) ::sigaction(number, &usual, nullptr);  // some cannot be set
  sigset_t none;
  ::sigemptyset(&none);
  const bool ready = ::setpgid(0, 0) == 0 && ::prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0 &&
                     ::dup2(how.in, STDIN_FILENO) >= 0 && ::dup2(how.out, STDOUT_FILENO) >= 0 &&
                     ::dup2(how.err, STDERR_FILENO) >= 0 && ::chdir("/") == 0;
  const struct rlimit most { how.memory, how.memory };
  const bool bounded = how.memory == 0 || ::setrlimit(RLIMIT_AS, &most) == 0;
  if (ready && bounded) {
    close_all_but_the_standard_ones();
    ::sigprocmask(SIG_SETMASK, &none, nullptr);  // NOLINT(concurrency-mt-unsafe): a process of one thread
    ::execve(how.words.front(), how.words.data(), how.environment.data());
  }
  how.failed = errno;
  ::_exit(127);
}

/// -> 0, or why it was not started. As posix_spawn, which cannot make the program a subreaper: those whose parent has
/// ended shall stay its descendants, so that they can be found (family.h).
int spawn(pid_t& child, const std::vector<std::string>& words, const std::vector<std::string>& environment, int in,
          int out, int err, std::size_t memory) {
  Beginning how{pointers(words), pointers(environment), in, out, err, memory};
  constexpr std::size_t kStack = 64 * 1024;
  std::vector<std::max_align_t> stack(kStack / sizeof(std::max_align_t));
  // No handler of ours may run in the new process while it shares our memory.
  sigset_t all, before;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, &before);
  child = ::clone(become_program, stack.data() + stack.size(), CLONE_VM | CLONE_VFORK | SIGCHLD, &how);
  const int no_process = child < 0 ? errno : 0;
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
  if (no_process != 0) return no_process;
  if (how.failed != 0) {
    while (::waitpid(child, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
  return how.failed;
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
           long seconds, std::size_t most, std::size_t memory) {
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
  if (const int error = spawn(child, words, environment, in.fd(), out->write.fd(), err->write.fd(), memory)) {
    return not_started(error);
  }
  in.close();
  out->write.close();
  err->write.close();
  // By its number: the header of Debian 12 declares it for C alone.
  const Descriptor ended(static_cast<int>(::syscall(SYS_pidfd_open, child, 0)));
  const int no_watch = ended ? 0 : errno;
  ending.timed_out = no_watch == 0 && !watch(ended, *out, *err, ending, seconds, most);
  if (ending.timed_out) ending.left = end_family(child);
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
