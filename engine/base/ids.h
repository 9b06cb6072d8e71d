#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace aftale {

/// The number of a case in one store; grows with each case opened. 0 is no case.
struct CaseId {
  std::int64_t value = 0;
  friend auto operator<=>(const CaseId&, const CaseId&) = default;
};

/// 16 bytes that name one command for ever, so that it can be sent again. The CLI makes UUIDv7
/// (time-ordered: a random id costs a page of the index at each write), users may give any UUID.
struct RequestId {
  std::array<std::uint8_t, 16> bytes{};
  /// 8-4-4-4-12 hex digits, lower case.
  std::string text() const;
  /// A UUID with or without hyphens.
  static std::optional<RequestId> parse(std::string_view text);
  /// Exactly 16 bytes.
  static std::optional<RequestId> from_bytes(std::string_view raw);
  /// UUIDv7 of a moment (Unix milliseconds) and 10 random bytes given by the caller: no randomness in the engine.
  static RequestId v7(std::int64_t unix_ms, const std::array<std::uint8_t, 10>& random);
  /// The id of the n-th command that entry `entry` of case `case_key` gives rise to:
  /// the first 16 bytes of SHA-256 of `case#entry#n`.
  static RequestId derived(std::string_view case_key, std::uint64_t entry, std::uint64_t n);
  std::string_view view() const { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }
  friend auto operator<=>(const RequestId&, const RequestId&) = default;
};

}  // namespace aftale
