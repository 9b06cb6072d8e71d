#include "adapters/files/log_channel.h"

#include <exception>

#include "engine/records/header_text.h"

namespace aftale::files {

records::Delivery LogChannel::deliver(const records::Message& message) {
  try {
    const auto say = [&](const Text& text) { return text.in(language_); };
    sink_(records::header_text(say({"besked ", "message "}) + message.id.text() + say({" sag ", " case "}) +
                               message.case_key + say({" skabelon ", " template "}) + message.template_name +
                               say({" til ", " to "}) + message.receiver + ": " + message.subject));
    return {};
  } catch (const std::exception& error) {
    records::Delivery delivery;
    delivery.outcome = records::Delivery::Outcome::try_again;
    delivery.detail = error.what();
    return delivery;
  }
}

}  // namespace aftale::files
