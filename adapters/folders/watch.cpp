#include "adapters/folders/watch.h"

#include <poll.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <map>
#include <set>

#include "adapters/disk/reason.h"
#include "adapters/folders/folder_sources.h"

namespace aftale::folders {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::uint32_t kWhatChanges = IN_CLOSE_WRITE | IN_MOVED_FROM | IN_MOVED_TO | IN_CREATE | IN_DELETE |
                                       IN_DELETE_SELF | IN_MOVE_SELF | IN_ATTRIB | IN_ONLYDIR | IN_EXCL_UNLINK;

tl::unexpected<ErrorPtr> too_many(std::size_t watched, const Text& who) {
  const std::string count = std::to_string(watched);
  return fail(Error::Kind::unavailable, "watch-limit",
              Text{"Der er flere mapper, end der kan holdes øje med: " + who.da + " tillader " + count +
                       ". Angiv den mappe, du arbejder i, eller hæv fs.inotify.max_user_watches",
                   "There are more folders than can be watched: " + who.en + " allows " + count +
                       ". Name the folder that you work in, or raise fs.inotify.max_user_watches"});
}

tl::unexpected<ErrorPtr> no_watch(int number) {
  const Text why = disk::reason_of(number);
  return fail(Error::Kind::unavailable, "no-watch",
              Text{"Systemet kan ikke holde øje med filer (" + why.da + "). Kør aftale check, når du har gemt",
                   "The system cannot watch files (" + why.en + "). Run aftale check when you have saved"});
}

/// `folder` and all folders below it; one that vanishes meanwhile is left out.
void add_folders(const fs::path& folder, std::vector<std::string>& folders) {
  folders.push_back(folder.string());
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (folders.size() > Watch::kFoldersMax) return;
    std::error_code gone;
    if (at->is_directory(gone) && !at->is_symlink(gone)) add_folders(at->path(), folders);
  }
}

fs::path around(const fs::path& path) {
  const fs::path parent = path.parent_path();
  return parent.empty() ? fs::path(".") : parent;
}

}  // namespace

/// What the system is asked to tell: one descriptor for files, one for signals.
struct Watch::Descriptors {
  struct Watched {
    bool whole = false;           ///< everything in it counts, else only `names`
    std::set<std::string> names;  ///< of what is waited for in it
  };
  int changes = -1, signals = -1;
  std::map<int, Watched> by_number;
  sigset_t before{};

  ~Descriptors() {
    if (changes >= 0) ::close(changes);
    if (signals < 0) return;
    ::close(signals);
    ::sigprocmask(SIG_SETMASK, &before, nullptr);
  }

  Result<void> add(const std::string& folder, bool whole, const std::string& name = {}) {
    const int number = ::inotify_add_watch(changes, folder.c_str(), kWhatChanges);
    if (number < 0) {
      if (errno == ENOSPC) return too_many(by_number.size(), {"systemet", "the system"});
      // It has gone meanwhile, or may not be read: the check says which.
      return {};
    }
    Watched& watched = by_number[number];
    watched.whole = watched.whole || whole;
    if (!name.empty()) watched.names.insert(name);
    if (by_number.size() > Watch::kFoldersMax) return too_many(Watch::kFoldersMax, {"programmet", "the program"});
    return {};
  }

  /// Whether the event is about something that a check reads, or a folder that may hold such.
  bool counts(const inotify_event& event) const {
    if ((event.mask & IN_Q_OVERFLOW) != 0) return true;
    if ((event.mask & IN_IGNORED) != 0) return false;
    const auto found = by_number.find(event.wd);
    if (found == by_number.end()) return false;
    const std::string name = event.len > 0 ? std::string(event.name) : std::string();
    if (found->second.names.count(name) != 0) return true;
    if (!found->second.whole) return false;
    if (name.empty()) return (event.mask & (IN_DELETE_SELF | IN_MOVE_SELF)) != 0;
    if ((event.mask & IN_ISDIR) != 0) return (event.mask & IN_ATTRIB) == 0;
    return is_yaml(name) || is_template(name);
  }
};

Watch::Watch(std::vector<std::string> paths)
    : paths_(std::move(paths)), descriptors_(std::make_unique<Descriptors>()) {}

Watch::~Watch() = default;

Result<std::unique_ptr<Watch>> Watch::begin(std::vector<std::string> paths) {
  std::unique_ptr<Watch> watch(new Watch(std::move(paths)));
  sigset_t ends;
  ::sigemptyset(&ends);
  ::sigaddset(&ends, SIGINT);
  ::sigaddset(&ends, SIGTERM);
  ::sigprocmask(SIG_BLOCK, &ends, &watch->descriptors_->before);
  watch->descriptors_->signals = ::signalfd(-1, &ends, SFD_NONBLOCK | SFD_CLOEXEC);
  if (watch->descriptors_->signals < 0) return no_watch(errno);
  AFTALE_TRY_VOID(watch->look_at_folders());
  return watch;
}

// Asked anew whenever a folder has come, gone or been renamed: what is watched then is what is there. It comes before
// the check that reads the files, so that nothing is written between the two unseen.
Result<void> Watch::look_at_folders() {
  if (descriptors_->changes >= 0) ::close(descriptors_->changes);
  descriptors_->by_number.clear();
  descriptors_->changes = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (descriptors_->changes < 0) return no_watch(errno);
  for (const std::string& path : paths_) {
    const fs::path clean = fs::path(path).lexically_normal();
    const fs::path named = clean.has_filename() ? clean : clean.parent_path();
    std::error_code error;
    // A folder that is deleted and made again is seen from the folder around it.
    if (named != "." && named != "/") AFTALE_TRY_VOID(descriptors_->add(around(named), false, named.filename()));
    if (!fs::is_directory(named, error)) continue;
    std::vector<std::string> folders;
    add_folders(named, folders);
    for (const std::string& folder : folders) AFTALE_TRY_VOID(descriptors_->add(folder, true));
  }
  return {};
}

bool Watch::read_events() {
  bool changed = false;
  alignas(inotify_event) std::array<char, 16'384> block;
  for (;;) {
    const ssize_t got = ::read(descriptors_->changes, block.data(), block.size());
    if (got <= 0) return changed;
    for (const char* at = block.data(); at < block.data() + got;) {
      const auto* event = reinterpret_cast<const inotify_event*>(at);
      changed = descriptors_->counts(*event) || changed;
      at += sizeof(inotify_event) + event->len;
    }
  }
}

Result<Watch::Woken> Watch::wait(std::chrono::milliseconds quiet) {
  std::optional<Clock::time_point> since;
  for (;;) {
    std::array<pollfd, 3> asked{
        {{descriptors_->changes, POLLIN, 0}, {descriptors_->signals, POLLIN, 0}, {STDOUT_FILENO, 0, 0}}};
    const bool too_long = since && Clock::now() - *since >= 10 * quiet;
    const int ready = too_long ? 0 : ::poll(asked.data(), asked.size(), since ? static_cast<int>(quiet.count()) : -1);
    if (ready < 0 && errno != EINTR) return no_watch(errno);
    if (ready > 0 && asked[1].revents != 0) {
      // Taken, so that it does not end the program when signals are let through again.
      signalfd_siginfo signal;
      static_cast<void>(::read(descriptors_->signals, &signal, sizeof signal) == sizeof signal);
      return Woken::stopped;
    }
    if (ready > 0 && (asked[2].revents & (POLLERR | POLLHUP)) != 0) return Woken::unread;
    if (ready == 0) {
      AFTALE_TRY_VOID(look_at_folders());
      return Woken::changed;
    }
    if (ready > 0 && read_events() && !since) since = Clock::now();
  }
}

}  // namespace aftale::folders
