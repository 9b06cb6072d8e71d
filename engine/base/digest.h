#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace aftale {

/// A SHA-256 value.
struct Digest {
  std::array<std::uint8_t, 32> bytes{};
  std::string hex() const;
  /// 64 hex digits, either case.
  static std::optional<Digest> from_hex(std::string_view text);
  /// Exactly 32 bytes.
  static std::optional<Digest> from_bytes(std::string_view raw);
  std::string_view view() const { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }
  friend auto operator<=>(const Digest&, const Digest&) = default;
};

/// SHA-256 (FIPS 180-4) of one message after another. One thread at a time.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;
  Digest of(std::string_view bytes);
  /// Of bytes that come in parts: `add` each, then `end`, after which it begins anew.
  void add(std::string_view bytes);
  Digest end();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Digest of `bytes`.
Digest sha256(std::string_view bytes);

}  // namespace aftale
