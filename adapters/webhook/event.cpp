#include "adapters/webhook/event.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

#include "engine/base/base64.h"
#include "engine/base/check.h"
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
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  AFTALE_CHECK(HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
                    reinterpret_cast<const unsigned char*>(content.data()), content.size(), digest.data(),
                    &size) != nullptr);
  return "v1," + write_base64({reinterpret_cast<const char*>(digest.data()), size});
}

}  // namespace aftale::webhook
