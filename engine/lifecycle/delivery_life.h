#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/base/text.h"
#include "engine/lifecycle/table.h"

namespace aftale::lifecycle {

/// Where one notification of the outbox stands. Stored by `name`; new ones go last.
enum class DeliveryStatus : std::uint8_t {
  queued,
  sending,    ///< handed to its channel; whether it arrived is not known yet
  delivered,  ///< the channel has taken it; never sent again
  retrying,   ///< waits for its next attempt
  dead,       ///< given up; a person may send it again
  superseded  ///< never to be sent: the answer came first, or a newer message says it
};

enum class DeliveryEvent : std::uint8_t {
  attempt,
  succeed,
  fail,         ///< may go better later
  give_up,      ///< refused for good, or tried often enough
  retry,        ///< a person wants it sent again, or now
  interrupted,  ///< the program ended between `attempt` and the answer: sent again under the same key
  supersede     ///< what it says no longer needs saying
};

inline constexpr std::array kDeliveryStatuses{DeliveryStatus::queued,    DeliveryStatus::sending,
                                              DeliveryStatus::delivered, DeliveryStatus::retrying,
                                              DeliveryStatus::dead,      DeliveryStatus::superseded};
inline constexpr std::array kDeliveryEvents{DeliveryEvent::attempt,  DeliveryEvent::succeed, DeliveryEvent::fail,
                                            DeliveryEvent::give_up,  DeliveryEvent::retry,   DeliveryEvent::interrupted,
                                            DeliveryEvent::supersede};
static_assert(in_order(kDeliveryStatuses, DeliveryStatus::superseded) &&
              in_order(kDeliveryEvents, DeliveryEvent::supersede));

using DeliveryTable = Table<DeliveryStatus, DeliveryEvent, kDeliveryStatuses.size(), kDeliveryEvents.size()>;

/// Driven from the chart at the first call, from any thread.
const DeliveryTable& delivery_table();

/// The status after `event`; nothing if the event does not fit.
std::optional<DeliveryStatus> next(DeliveryStatus status, DeliveryEvent event);
std::vector<DeliveryEvent> allowed(DeliveryStatus status);

/// What `aftale outbox retry` asks for: the status after `retry`, or a refusal. Codes, by where the notification is:
/// `queued`, `sending`, `delivered`.
Result<DeliveryStatus> admit_retry(DeliveryStatus status);

/// It can be attempted as soon as its time has come.
bool can_attempt(DeliveryStatus status);

std::string_view name(DeliveryStatus status);
std::string_view name(DeliveryEvent event);
template <>
std::optional<DeliveryStatus> from_name<DeliveryStatus>(std::string_view word);
template <>
std::optional<DeliveryEvent> from_name<DeliveryEvent>(std::string_view word);

/// For people, lower case: "prøves igen", "trying again".
Text title(DeliveryStatus status);

}  // namespace aftale::lifecycle

namespace aftale {
using lifecycle::DeliveryEvent;
using lifecycle::DeliveryStatus;
}  // namespace aftale
