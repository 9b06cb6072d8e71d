#include "adapters/files/log_channel.h"

#include <exception>

#include "engine/ports/header_text.h"

namespace aftale::files {

ports::Delivery LogChannel::deliver(const ports::Message& message) {
  try {
    sink_(ports::header_text("message " + message.id.text() + " case " + message.case_key + " template " +
                             message.template_name + " to " + message.receiver + ": " + message.subject));
    return {};
  } catch (const std::exception& error) {
    ports::Delivery delivery;
    delivery.outcome = ports::Delivery::Outcome::try_again;
    delivery.detail = error.what();
    return delivery;
  }
}

}  // namespace aftale::files
