#include "engine/commands/fingerprint.h"

#include "engine/base/hex.h"

namespace aftale::commands {
namespace {

constexpr std::size_t kHexDigits = 16;

}  // namespace

Fingerprint& Fingerprint::add(std::string_view text) {
  bytes_ += std::to_string(text.size()) + ":";
  bytes_.append(text);
  return *this;
}

Fingerprint& Fingerprint::add(const std::optional<std::int64_t>& number) {
  return add(number ? std::to_string(*number) : "-");
}

Fingerprint& Fingerprint::add(const std::optional<time::CivilDate>& date) {
  return add(date ? std::to_string(date->days()) : "-");
}

Fingerprint& Fingerprint::add(const Words& words) {
  for (const auto& [name, value] : words) add(name).add(value);
  return add("end");
}

std::string Fingerprint::hex() const {
  const Digest digest = sha256(bytes_);
  std::string out;
  out.reserve(kHexDigits);
  for (std::size_t n = 0; n < kHexDigits / 2; ++n) append_hex(out, digest.bytes[n]);
  return out;
}

void Fingerprint::texts(const char*, const std::vector<std::string>& texts) {
  for (const std::string& text : texts) add(text);
}

void Fingerprint::flag(const char* key, bool truth, Unsaid unsaid) {
  if (truth || unsaid == Unsaid::written) add(truth ? key : "");
}

void Fingerprint::versions(const char*, const std::vector<std::pair<std::string, std::uint32_t>>& versions) {
  for (const auto& [document, version] : versions) add(document).add(std::optional<std::int64_t>(version));
}

}  // namespace aftale::commands
