#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>

namespace aftale::socket {

/// Whose large request is taken in now. A document may be large, and many at once would fill the memory: of a user one
/// comes at a time, of all `kLargeRequestsMax`, and the others wait, the first first. On the loop's thread alone.
class LargeRequests {
 public:
  using Go = std::function<void()>;
  class Place;

  LargeRequests() = default;
  LargeRequests(const LargeRequests&) = delete;
  LargeRequests& operator=(const LargeRequests&) = delete;

  /// Calls `go` now or when there is room; it and what it holds is then let go of.
  Place* enter(std::uint32_t user, Go go);
  /// The request is dealt with, or is not waited for any more. May call another's `go`. Once for each place.
  void leave(Place* place);
  /// Nobody's turn comes any more.
  void close();

 private:
  bool has_room_for(std::uint32_t user) const;

  std::list<Place> places_;
};

class LargeRequests::Place {
 public:
  Place(std::uint32_t user, Go go) : user_(user), go_(std::move(go)) {}

 private:
  friend class LargeRequests;
  bool waits() const { return static_cast<bool>(go_); }

  std::uint32_t user_;
  Go go_;
};

}  // namespace aftale::socket
