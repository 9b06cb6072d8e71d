#include "adapters/socket/large_requests.h"

#include <algorithm>
#include <utility>

#include "adapters/socket/protocol.h"

namespace aftale::socket {

bool LargeRequests::has_room_for(std::uint32_t user) const {
  const auto taken = [](const Place& place) { return !place.waits(); };
  return static_cast<std::size_t>(std::count_if(places_.begin(), places_.end(), taken)) < kLargeRequestsMax &&
         std::none_of(places_.begin(), places_.end(),
                      [&](const Place& place) { return taken(place) && place.user_ == user; });
}

LargeRequests::Place* LargeRequests::enter(std::uint32_t user, Go go) {
  if (!has_room_for(user)) return &places_.emplace_back(user, std::move(go));
  Place* const place = &places_.emplace_back(user, nullptr);
  go();
  return place;
}

void LargeRequests::leave(Place* place) {
  // Taken out first, and destroyed last: what it holds may be the last that keeps the one who leaves.
  std::list<Place> left;
  const auto at = std::find_if(places_.begin(), places_.end(), [&](const Place& each) { return &each == place; });
  if (at == places_.end()) return;
  left.splice(left.end(), places_, at);
  for (Place& next : places_) {
    if (!next.waits() || !has_room_for(next.user_)) continue;
    std::exchange(next.go_, nullptr)();
    return;
  }
}

void LargeRequests::close() {
  // Theirs is taken away, not the places: each is left by the one who has it.
  std::list<Go> left;
  for (Place& place : places_) left.push_back(std::exchange(place.go_, nullptr));
}

}  // namespace aftale::socket
