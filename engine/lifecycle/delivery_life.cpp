#include "engine/lifecycle/delivery_life.h"

#include "engine/lifecycle/chart.h"

namespace aftale::lifecycle {

namespace {

using chart::Goes;
using chart::list;
using chart::Named;
using chart::sc::custom_reaction;
using chart::sc::result;
using chart::sc::simple_state;
using enum DeliveryEvent;

struct Boot;
struct DeliveryChart : chart::Machine<DeliveryChart, Boot, DeliveryStatus> {};

struct Queued;
struct Sending;
struct Delivered;
struct Retrying;
struct Dead;
struct Superseded;

struct Queued : Named<Queued, DeliveryChart, DeliveryStatus::queued> {
  using Named::Named;
  using reactions = list<Goes<attempt, Sending>, Goes<supersede, Superseded>>;
};

struct Sending : Named<Sending, DeliveryChart, DeliveryStatus::sending> {
  using Named::Named;
  using reactions = list<Goes<succeed, Delivered>, Goes<DeliveryEvent::fail, Retrying>, Goes<give_up, Dead>,
                         Goes<interrupted, Retrying>>;
};

struct Delivered : Named<Delivered, DeliveryChart, DeliveryStatus::delivered> {
  using Named::Named;
  using reactions = list<>;
};

// Given up between attempts: its channel was taken away, or it has become too old.
struct Retrying : Named<Retrying, DeliveryChart, DeliveryStatus::retrying> {
  using Named::Named;
  using reactions = list<Goes<attempt, Sending>, Goes<give_up, Dead>, Goes<retry, Queued>, Goes<supersede, Superseded>>;
};

struct Dead : Named<Dead, DeliveryChart, DeliveryStatus::dead> {
  using Named::Named;
  using reactions = Goes<retry, Queued>;
};

struct Superseded : Named<Superseded, DeliveryChart, DeliveryStatus::superseded> {
  using Named::Named;
  using reactions = list<>;
};

struct Boot : simple_state<Boot, DeliveryChart> {
  using reactions = custom_reaction<chart::Restore<DeliveryStatus>>;

  result react(const chart::Restore<DeliveryStatus>& event) {
    switch (event.to) {
      case DeliveryStatus::queued:
        return transit<Queued>();
      case DeliveryStatus::sending:
        return transit<Sending>();
      case DeliveryStatus::delivered:
        return transit<Delivered>();
      case DeliveryStatus::retrying:
        return transit<Retrying>();
      case DeliveryStatus::dead:
        return transit<Dead>();
      case DeliveryStatus::superseded:
        return transit<Superseded>();
    }
    check_failed("a delivery status that exists", __FILE__, __LINE__);
  }
};

}  // namespace

const DeliveryTable& delivery_table() {
  static const DeliveryTable table = chart::drive<DeliveryChart, kDeliveryStatuses, kDeliveryEvents>();
  return table;
}

std::optional<DeliveryStatus> next(DeliveryStatus status, DeliveryEvent event) {
  return delivery_table().next(status, event);
}

std::vector<DeliveryEvent> allowed(DeliveryStatus status) {
  return delivery_table().allowed(status);
}

bool can_attempt(DeliveryStatus status) {
  return next(status, attempt).has_value();
}

}  // namespace aftale::lifecycle
