#include "apps/aftaled/peers.h"

#include <grp.h>
#include <pwd.h>
#include <unistd.h>

#include <vector>

namespace aftale::daemon {
namespace {

constexpr std::chrono::seconds kKept{60};
constexpr std::size_t kBufferBytes = 65'536;
constexpr int kGroupsMax = 4'096;

std::string group_name(gid_t number) {
  std::vector<char> buffer(kBufferBytes);
  group entry{};
  group* found = nullptr;
  const bool known = ::getgrgid_r(number, &entry, buffer.data(), buffer.size(), &found) == 0 && found;
  return known ? found->gr_name : std::to_string(number);
}

cases::Peer look_up(std::uint32_t uid) {
  std::vector<char> buffer(kBufferBytes);
  passwd entry{};
  passwd* found = nullptr;
  cases::Peer peer;
  peer.uid = uid;
  if (::getpwuid_r(uid, &entry, buffer.data(), buffer.size(), &found) != 0 || !found) {
    peer.user = std::to_string(uid);
    return peer;
  }
  peer.user = found->pw_name;
  std::vector<gid_t> numbers(64);
  int count = static_cast<int>(numbers.size());
  if (::getgrouplist(found->pw_name, found->pw_gid, numbers.data(), &count) < 0 && count <= kGroupsMax) {
    numbers.resize(static_cast<std::size_t>(count));
    ::getgrouplist(found->pw_name, found->pw_gid, numbers.data(), &count);
  }
  numbers.resize(static_cast<std::size_t>(std::min<int>(count, static_cast<int>(numbers.size()))));
  for (const gid_t number : numbers) peer.groups.push_back(group_name(number));
  return peer;
}

}  // namespace

const cases::Peer& Peers::of(std::uint32_t uid) {
  const auto now = std::chrono::steady_clock::now();
  const auto found = known_.find(uid);
  if (found != known_.end() && now - found->second.since < kKept) return found->second.peer;
  return known_.insert_or_assign(uid, Known{look_up(uid), now}).first->second.peer;
}

}  // namespace aftale::daemon
