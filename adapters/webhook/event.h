#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/records/channel.h"

namespace aftale::webhook {

/// A message as a CloudEvent 1.0 in structured JSON: `id` is the message id, `source` as given, `type`
/// `dk.aftale.<template>`, `subject` the key of the case (absent where it is about none), `time` when it was written,
/// `data` the message as records::message_json has it. The same message gives the same bytes.
std::string event_json(const records::Message& message, std::string_view source);

/// The bytes of a secret of Standard Webhooks, `whsec_` and base64 of 24 to 64 bytes; nothing for anything else.
std::optional<std::string> secret_bytes(std::string_view text);

/// `v1,` and base64 of the HMAC-SHA256 of `id.timestamp.body` (Standard Webhooks). `timestamp` is Unix seconds.
std::string signature(std::string_view id, std::int64_t timestamp, std::string_view body, std::string_view secret);

}  // namespace aftale::webhook
