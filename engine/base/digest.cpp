#include "engine/base/digest.h"

#include <openssl/evp.h>

#include <cstring>

#include "engine/base/check.h"
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

namespace {

/// Fetched once and kept for the life of the process: OpenSSL's own exit handler may run before ours.
const EVP_MD* algorithm() {
  static const EVP_MD* const fetched = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  AFTALE_CHECK(fetched != nullptr);
  return fetched;
}

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

}  // namespace

struct Sha256::Context {
  std::unique_ptr<EVP_MD_CTX, FreeContext> evp{EVP_MD_CTX_new()};
};

Sha256::Sha256() : context_(std::make_unique<Context>()) {
  AFTALE_CHECK(context_->evp != nullptr);
  AFTALE_CHECK(EVP_DigestInit_ex2(context_->evp.get(), algorithm(), nullptr) == 1);
}

Sha256::~Sha256() = default;

Digest Sha256::of(std::string_view bytes) {
  add(bytes);
  return end();
}

void Sha256::add(std::string_view bytes) {
  AFTALE_CHECK(EVP_DigestUpdate(context_->evp.get(), bytes.data(), bytes.size()) == 1);
}

Digest Sha256::end() {
  EVP_MD_CTX* const evp = context_->evp.get();
  Digest digest;
  unsigned int size = 0;
  AFTALE_CHECK(EVP_DigestFinal_ex(evp, digest.bytes.data(), &size) == 1);
  AFTALE_CHECK(size == digest.bytes.size());
  // Without an algorithm the context starts again with the one it has, which skips all look-ups.
  AFTALE_CHECK(EVP_DigestInit_ex2(evp, nullptr, nullptr) == 1);
  return digest;
}

Digest sha256(std::string_view bytes) {
  thread_local Sha256 hash;
  return hash.of(bytes);
}

}  // namespace aftale
