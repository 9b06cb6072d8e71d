#include "engine/base/digest.h"

#include <nettle/sha2.h>

#include <cstring>

#include "engine/base/hex.h"

namespace aftale {

std::string Digest::hex() const {
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const std::uint8_t byte : bytes) append_hex(out, byte);
  return out;
}

std::optional<Digest> Digest::from_hex(std::string_view text) {
  Digest digest;
  if (!read_hex(text, digest.bytes)) return std::nullopt;
  return digest;
}

std::optional<Digest> Digest::from_bytes(std::string_view raw) {
  Digest digest;
  if (raw.size() != digest.bytes.size()) return std::nullopt;
  std::memcpy(digest.bytes.data(), raw.data(), raw.size());
  return digest;
}

struct Sha256::State {
  sha256_ctx nettle;
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  sha256_init(&state_->nettle);
}

Sha256::~Sha256() = default;

Digest Sha256::of(std::string_view bytes) {
  add(bytes);
  return end();
}

void Sha256::add(std::string_view bytes) {
  sha256_update(&state_->nettle, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
}

Digest Sha256::end() {
  Digest digest;
  sha256_digest(&state_->nettle, digest.bytes.size(), digest.bytes.data());  // and begins anew
  return digest;
}

Digest sha256(std::string_view bytes) {
  return Sha256().of(bytes);
}

}  // namespace aftale
