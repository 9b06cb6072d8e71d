#include "engine/lifecycle/delivery_life.h"

namespace aftale::lifecycle {

Result<DeliveryStatus> admit_retry(DeliveryStatus status) {
  if (const auto after = next(status, DeliveryEvent::retry)) return *after;
  const Text where = title(status);
  return aftale::fail(Error::Kind::refused, name(status).data(),
                      {"Beskeden kan ikke sendes igen, for den er »" + where.da +
                           "«. Kun beskeder, der prøves igen eller er opgivet, kan sendes igen",
                       "The notification cannot be sent again, for it is \"" + where.en +
                           "\". Only those that are being retried or were given up can be sent again"});
}

std::string_view name(DeliveryStatus status) {
  switch (status) {
    case DeliveryStatus::queued:
      return "queued";
    case DeliveryStatus::sending:
      return "sending";
    case DeliveryStatus::delivered:
      return "delivered";
    case DeliveryStatus::retrying:
      return "retrying";
    case DeliveryStatus::dead:
      return "dead";
    case DeliveryStatus::superseded:
      return "superseded";
  }
  check_failed("a delivery status that exists", __FILE__, __LINE__);
}

std::string_view name(DeliveryEvent event) {
  switch (event) {
    case DeliveryEvent::attempt:
      return "attempt";
    case DeliveryEvent::succeed:
      return "succeed";
    case DeliveryEvent::fail:
      return "fail";
    case DeliveryEvent::give_up:
      return "give_up";
    case DeliveryEvent::retry:
      return "retry";
    case DeliveryEvent::interrupted:
      return "interrupted";
    case DeliveryEvent::supersede:
      return "supersede";
  }
  check_failed("a delivery event that exists", __FILE__, __LINE__);
}

template <>
std::optional<DeliveryStatus> from_name<DeliveryStatus>(std::string_view word) {
  return find_named(kDeliveryStatuses, word);
}
template <>
std::optional<DeliveryEvent> from_name<DeliveryEvent>(std::string_view word) {
  return find_named(kDeliveryEvents, word);
}

Text title(DeliveryStatus status) {
  switch (status) {
    case DeliveryStatus::queued:
      return {"i kø", "queued"};
    case DeliveryStatus::sending:
      return {"ved at blive sendt", "being sent"};
    case DeliveryStatus::delivered:
      return {"leveret", "delivered"};
    case DeliveryStatus::retrying:
      return {"prøves igen", "trying again"};
    case DeliveryStatus::dead:
      return {"opgivet", "given up"};
    case DeliveryStatus::superseded:
      return {"overflødig", "superseded"};
  }
  check_failed("a delivery status that exists", __FILE__, __LINE__);
}

}  // namespace aftale::lifecycle
