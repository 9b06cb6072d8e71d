#include "adapters/webhook/event.h"

#include <nettle/hmac.h>

#include <array>

#include "engine/base/base64.h"
#include "engine/records/message_json.h"

namespace aftale::webhook {

std::string event_json(const records::Message& message, std::string_view source) {
  std::string text;
  JsonWriter out(text);
  out.begin_object()
      .field("specversion", "1.0")
      .field("id", message.id.text())
      .field("source", source)
      .field("type", "dk.aftale." + message.template_name);
  // An attribute that is there must say something.
  if (!message.case_key.empty()) out.field("subject", message.case_key);
  out.field("time", message.created_at.rfc3339()).field("datacontenttype", "application/json").key("data");
  records::write_message(out, message);
  out.end_object();
  return text;
}

std::optional<std::string> secret_bytes(std::string_view text) {
  constexpr std::string_view kBegin = "whsec_";
  if (!text.starts_with(kBegin)) return std::nullopt;
  std::optional<std::string> bytes = read_base64(text.substr(kBegin.size()));
  if (!bytes || bytes->size() < 24 || bytes->size() > 64) return std::nullopt;
  return bytes;
}

std::string signature(std::string_view id, std::int64_t timestamp, std::string_view body, std::string_view secret) {
  std::string content(id);
  content.append(".").append(std::to_string(timestamp)).append(".").append(body);
  const auto bytes_of = [](std::string_view text) { return reinterpret_cast<const std::uint8_t*>(text.data()); };
  hmac_sha256_ctx hmac;
  hmac_sha256_set_key(&hmac, secret.size(), bytes_of(secret));
  hmac_sha256_update(&hmac, content.size(), bytes_of(content));
  std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest{};
  hmac_sha256_digest(&hmac, digest.size(), digest.data());
  return "v1," + write_base64({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

}  // namespace aftale::webhook
