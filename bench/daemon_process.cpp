#include "bench/daemon_process.h"

#include <fcntl.h>
#include <poll.h>
#include <pwd.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "bench/approval.h"

namespace aftale::bench {
namespace {

constexpr int kLookMs = 100;
constexpr double kPatienceSeconds = 60;

std::string read_text(const std::filesystem::path& path) {
  std::ifstream in(path);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// The number behind `name` in a text of lines `name: number`.
std::int64_t number_of(const std::string& text, const std::string& name) {
  const std::size_t at = text.find(name + ":");
  return at == std::string::npos ? 0 : std::atoll(text.c_str() + at + name.size() + 1);
}

/// A socket that hears what a daemon tells systemd.
int listen_for_notices(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) stop(path + " is too long for a socket");
  std::memcpy(address.sun_path, path.data(), path.size());
  const int descriptor = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (descriptor < 0 || ::bind(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    stop("no socket at " + path);
  return descriptor;
}

}  // namespace

DaemonProcess::DaemonProcess(const std::string& folder, const std::string& database, time::Instant from)
    : folder_(folder) {
  write_configuration(database);
  const std::string program = std::filesystem::read_symlink("/proc/self/exe").parent_path() / "aftaled";
  const std::string log = folder_ + "/aftaled.log", notices = folder_ + "/notify";
  std::vector<std::string> words{program,   "--config", folder_ + "/aftaled.yaml", "--from", from.rfc3339(),
                                 "--speed", "1"};
  std::vector<std::string> settings{"AFTALE_LANG=en", "NOTIFY_SOCKET=" + notices};
  const auto pointers = [](std::vector<std::string>& texts) {
    std::vector<char*> out;
    for (std::string& text : texts) out.push_back(text.data());
    out.push_back(nullptr);
    return out;
  };
  const int notify = listen_for_notices(notices);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  const Clock::time_point start = Clock::now();
  const int failed =
      ::posix_spawn(&process_, program.c_str(), &actions, nullptr, pointers(words).data(), pointers(settings).data());
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) stop(program + " cannot be started");
  await_ready(notify);
  ready_ms_ = seconds_since(start) * 1e3;
  ::close(notify);
  ::unlink(notices.c_str());
}

DaemonProcess::~DaemonProcess() {
  ::kill(process_, SIGTERM);
  int status = 0;
  ::waitpid(process_, &status, 0);
  if (status != 0) stop("aftaled ended with an error:\n" + read_text(folder_ + "/aftaled.log"));
}

void DaemonProcess::write_configuration(const std::string& database) const {
  const passwd* user = ::getpwuid(::geteuid());  // NOLINT(concurrency-mt-unsafe): before any thread is started
  if (!user) stop("the user of this process has no name");
  std::ofstream out(folder_ + "/aftaled.yaml");
  out << "aftaled: 1\ndatabase: " << database << "\nsocket: " << folder_ << "/socket\npath: [" << AFTALE_SOURCE_DIR
      << "/workflows, " << AFTALE_SOURCE_DIR << "/rules]\nlanguage: en\npeople:\n  - {user: " << user->pw_name
      << ", person: bench, roles: [secretariat, operator]}\n";
}

void DaemonProcess::await_ready(int notify) {
  char text[4'096];
  const Clock::time_point start = Clock::now();
  while (seconds_since(start) < kPatienceSeconds && ::waitpid(process_, nullptr, WNOHANG) == 0) {
    pollfd waiting{notify, POLLIN, 0};
    if (::poll(&waiting, 1, kLookMs) != 1) continue;
    const ssize_t size = ::recv(notify, text, sizeof text, 0);
    if (size > 0 && std::string_view(text, static_cast<std::size_t>(size)).find("READY=1") != std::string_view::npos)
      return;
  }
  stop("aftaled did not become ready:\n" + read_text(folder_ + "/aftaled.log"));
}

Usage DaemonProcess::usage() const {
  const std::filesystem::path process = "/proc/" + std::to_string(process_);
  Usage usage;
  const std::string status = read_text(process / "status");
  usage.rss_kb = number_of(status, "VmRSS");
  usage.rss_most_kb = number_of(status, "VmHWM");
  for (const auto& thread : std::filesystem::directory_iterator(process / "task")) {
    const std::string of_thread = read_text(thread.path() / "status");
    // The first number: nanoseconds on a CPU, where the ticks of `stat` are of 10 ms.
    usage.cpu_ms += static_cast<double>(std::atoll(read_text(thread.path() / "schedstat").c_str())) / 1e6;
    usage.switches +=
        number_of(of_thread, "\nvoluntary_ctxt_switches") + number_of(of_thread, "\nnonvoluntary_ctxt_switches");
  }
  return usage;
}

std::unique_ptr<socket::RemoteService> DaemonProcess::connect() const {
  Result<std::unique_ptr<socket::RemoteService>> service = socket::RemoteService::connect(folder_ + "/socket", {});
  if (!service) stop("aftaled cannot be reached: " + service.error()->findings.front().message.en);
  return std::move(*service);
}

}  // namespace aftale::bench
