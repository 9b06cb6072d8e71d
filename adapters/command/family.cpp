#include "adapters/command/family.h"

#include <signal.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

namespace aftale::command {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kPatience{1};

/// The parent of a process that lives; 0 where it does not.
pid_t parent_of(const fs::path& process) {
  std::ifstream file(process / "stat", std::ios::binary);
  const std::string stat((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  // `number (name) state parent ...`, and the name may hold anything.
  const std::size_t name_end = stat.rfind(") ");
  if (name_end == std::string::npos || stat.size() < name_end + 5) return 0;
  const char state = stat[name_end + 2];
  pid_t parent = 0;
  std::from_chars(stat.data() + name_end + 4, stat.data() + stat.size(), parent);
  return state == 'Z' || state == 'X' ? 0 : parent;
}

}  // namespace

std::vector<pid_t> descendants_of(pid_t ancestor) {
  std::vector<std::pair<pid_t, pid_t>> born;  // parent, child
  std::error_code error;
  for (fs::directory_iterator entry("/proc", error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename();
    pid_t number = 0;
    if (std::from_chars(name.data(), name.data() + name.size(), number).ptr != name.data() + name.size()) continue;
    if (const pid_t parent = parent_of(entry->path()); parent != 0) born.emplace_back(parent, number);
  }
  std::sort(born.begin(), born.end());
  std::vector<pid_t> found;
  const auto add_children = [&](pid_t parent) {
    for (auto at = std::lower_bound(born.begin(), born.end(), std::pair(parent, pid_t{0}));
         at != born.end() && at->first == parent; ++at) {
      found.push_back(at->second);
    }
  };
  add_children(ancestor);
  for (std::size_t n = 0; n < found.size(); ++n) add_children(found[n]);
  return found;
}

std::size_t end_family(pid_t child) {
  const auto end = std::chrono::steady_clock::now() + kPatience;
  ::kill(child, SIGSTOP);
  std::vector<pid_t> left = descendants_of(child);
  while (!left.empty() && std::chrono::steady_clock::now() < end) {
    for (const pid_t one : left) ::kill(one, SIGKILL);
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    left = descendants_of(child);
  }
  ::kill(child, SIGKILL);
  return left.size();
}

}  // namespace aftale::command
