#include "engine/base/ids.h"

#include <algorithm>
#include <cstring>

#include "engine/base/digest.h"
#include "engine/base/hex.h"

namespace aftale {

std::string RequestId::text() const {
  std::string out;
  out.reserve(36);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) out.push_back('-');
    append_hex(out, bytes[i]);
  }
  return out;
}

std::optional<RequestId> RequestId::parse(std::string_view text) {
  std::string digits(text);
  if (text.size() == 36) {
    for (const std::size_t at : {23u, 18u, 13u, 8u}) {
      if (digits[at] != '-') return std::nullopt;
      digits.erase(at, 1);
    }
  }
  RequestId id;
  if (!read_hex(digits, id.bytes)) return std::nullopt;
  return id;
}

std::optional<RequestId> RequestId::from_bytes(std::string_view raw) {
  RequestId id;
  if (raw.size() != id.bytes.size()) return std::nullopt;
  std::memcpy(id.bytes.data(), raw.data(), raw.size());
  return id;
}

RequestId RequestId::v7(std::int64_t unix_ms, const std::array<std::uint8_t, 10>& random) {
  RequestId id;
  const auto ms = static_cast<std::uint64_t>(unix_ms);
  for (std::size_t i = 0; i < 6; ++i) id.bytes[i] = static_cast<std::uint8_t>(ms >> (40 - 8 * i));
  std::copy(random.begin(), random.end(), id.bytes.begin() + 6);
  // RFC 9562, 5.7: version 7 in the high half of byte 6, variant 10 in the two high bits of byte 8.
  id.bytes[6] = static_cast<std::uint8_t>(0x70 | (id.bytes[6] & 0x0F));
  id.bytes[8] = static_cast<std::uint8_t>(0x80 | (id.bytes[8] & 0x3F));
  return id;
}

RequestId RequestId::derived(std::string_view case_key, std::uint64_t entry, std::uint64_t n) {
  std::string name(case_key);
  name.append("#").append(std::to_string(entry)).append("#").append(std::to_string(n));
  const Digest digest = sha256(name);
  RequestId id;
  std::copy_n(digest.bytes.begin(), id.bytes.size(), id.bytes.begin());
  return id;
}

}  // namespace aftale
