#pragma once
#include <chrono>
#include <cstdint>
#include <map>

#include "engine/cases/access.h"

namespace aftale::daemon {

/// Users of the machine by their number, with their groups as the system's registers have them now. What was looked up
/// is kept for a minute, since a directory service may be slow. One thread.
class Peers {
 public:
  const cases::Peer& of(std::uint32_t uid);
  void forget() { known_.clear(); }

 private:
  struct Known {
    cases::Peer peer;
    std::chrono::steady_clock::time_point since;
  };
  std::map<std::uint32_t, Known> known_;
};

}  // namespace aftale::daemon
