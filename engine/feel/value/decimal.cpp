#include "engine/feel/decimal.h"

// The library of this name is built with arguments by value, and rounding and flags given with each call.
#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
#include <bid_conf.h>
#include <bid_functions.h>

#include <algorithm>
#include <cstring>

namespace aftale::feel {
namespace {

__extension__ typedef unsigned __int128 Wide;

constexpr int kBias = 6176;
constexpr int kExponentMax = 6111;
constexpr std::size_t kTextMax = 7000;
/// The upper half of a non-negative integer with exponent 0 and a coefficient below 2^64.
constexpr std::uint64_t kSmallInteger = static_cast<std::uint64_t>(kBias) << 49;
/// Powers with larger exponents go through exp and ln: squaring would add up more rounding than it saves.
constexpr std::int64_t kSquaringMax = 1'000'000;

enum : unsigned { kNearest = 0, kFloor = 1, kCeiling = 2, kToZero = 3, kTiesAway = 4 };

BID_UINT128 load(const std::uint64_t (&bits)[2]) {
  BID_UINT128 out;
  out.w[0] = bits[0];
  out.w[1] = bits[1];
  return out;
}

/// The three parts of an encoding.
struct Parts {
  bool negative = false;
  Wide coefficient = 0;
  int exponent = 0;
};

Parts parts_of(const std::uint64_t (&bits)[2]) {
  Parts parts;
  parts.negative = (bits[1] >> 63) != 0;
  parts.exponent = static_cast<int>((bits[1] >> 49) & 0x3fff) - kBias;
  parts.coefficient = (static_cast<Wide>(bits[1] & ((std::uint64_t{1} << 49) - 1)) << 64) | bits[0];
  return parts;
}

BID_UINT128 power_of_ten(int exponent) {
  BID_UINT128 out;
  out.w[0] = 1;
  out.w[1] = static_cast<std::uint64_t>(exponent + kBias) << 49;
  return out;
}

/// Takes trailing zeros out of the coefficient.
Parts stripped(Parts parts) {
  if (parts.coefficient == 0) return Parts{};
  while (parts.coefficient % 10 == 0) {
    parts.coefficient /= 10;
    ++parts.exponent;
  }
  return parts;
}

bool digit(char c) {
  return c >= '0' && c <= '9';
}

std::size_t digits_from(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && digit(text[end])) ++end;
  return end - at;
}

/// `-12.5e+3`, `.5`; no plus in front, no point at the end.
bool well_formed(std::string_view text) {
  std::size_t at = !text.empty() && text[0] == '-' ? 1 : 0;
  const std::size_t whole = digits_from(text, at);
  at += whole;
  if (at < text.size() && text[at] == '.') {
    const std::size_t fraction = digits_from(text, at + 1);
    if (fraction == 0) return false;
    at += 1 + fraction;
  } else if (whole == 0) {
    return false;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    const std::size_t exponent = digits_from(text, at);
    if (exponent == 0) return false;
    at += exponent;
  }
  return at == text.size();
}

}  // namespace

Decimal::Decimal() : bits_{0, kSmallInteger} {}

Decimal::Decimal(std::int64_t integer)
    : bits_{integer < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(integer) : static_cast<std::uint64_t>(integer),
            kSmallInteger | (integer < 0 ? std::uint64_t{1} << 63 : 0)} {}

std::optional<Decimal> Decimal::from_bits(std::uint64_t low, std::uint64_t high) {
  // Infinities and NaN have the bits 11110 or 11111 below the sign.
  if (((high >> 58) & 0x1e) == 0x1e) return std::nullopt;
  Decimal out;
  out.bits_[0] = low;
  out.bits_[1] = high;
  // One zero: no sign, exponent 0.
  if (low == 0 && (high & ((std::uint64_t{1} << 49) - 1)) == 0) out.bits_[1] = kSmallInteger;
  return out;
}

std::optional<Decimal> Decimal::parse(std::string_view text) {
  if (text.size() > kTextMax || !well_formed(text)) return std::nullopt;
  if (text.size() <= 18 && std::all_of(text.begin(), text.end(), digit)) {
    std::int64_t integer = 0;
    for (const char c : text) integer = integer * 10 + (c - '0');
    return Decimal(integer);
  }
  std::string copy(text);
  unsigned flags = 0;
  const BID_UINT128 out = bid128_from_string(copy.data(), kNearest, &flags);
  return from_bits(out.w[0], out.w[1]);
}

std::string Decimal::text() const {
  Parts parts = stripped(parts_of(bits_));
  if (parts.coefficient == 0) return "0";
  std::string digits;
  for (Wide rest = parts.coefficient; rest != 0; rest /= 10) {
    digits.push_back(static_cast<char>('0' + static_cast<int>(rest % 10)));
  }
  std::reverse(digits.begin(), digits.end());
  const int length = static_cast<int>(digits.size());
  const int leading = parts.exponent + length - 1;
  std::string out = parts.negative ? "-" : "";
  if (leading > 34 || leading < -34) {
    out += digits[0];
    if (length > 1) out.append(".").append(digits, 1);
    return out + (leading < 0 ? "E-" : "E+") + std::to_string(leading < 0 ? -leading : leading);
  }
  if (parts.exponent >= 0) return out + digits + std::string(static_cast<std::size_t>(parts.exponent), '0');
  if (leading >= 0) {
    const auto whole = static_cast<std::size_t>(leading) + 1;
    return out.append(digits, 0, whole).append(".").append(digits, whole);
  }
  return out + "0." + std::string(static_cast<std::size_t>(-leading - 1), '0') + digits;
}

std::optional<std::int64_t> Decimal::integer() const {
  Parts parts = parts_of(bits_);
  if (parts.exponent != 0) parts = stripped(parts);
  if (parts.exponent < 0 || parts.exponent > 18) return std::nullopt;
  const Wide limit = Wide{1} << 63;
  for (; parts.exponent > 0; --parts.exponent) {
    parts.coefficient *= 10;
    if (parts.coefficient > limit) return std::nullopt;
  }
  if (parts.coefficient > limit || (parts.coefficient == limit && !parts.negative)) return std::nullopt;
  const auto magnitude = static_cast<std::uint64_t>(parts.coefficient);
  return static_cast<std::int64_t>(parts.negative ? std::uint64_t{0} - magnitude : magnitude);
}

bool Decimal::is_integer() const {
  const Parts parts = parts_of(bits_);
  return parts.exponent >= 0 || stripped(parts).exponent >= 0;
}

bool Decimal::is_negative() const {
  return (bits_[1] >> 63) != 0 && !is_zero();
}

bool Decimal::is_zero() const {
  return bits_[0] == 0 && (bits_[1] & ((std::uint64_t{1} << 49) - 1)) == 0;
}

std::optional<Decimal> Decimal::plus(const Decimal& other) const {
  if (bits_[1] == kSmallInteger && other.bits_[1] == kSmallInteger) {
    const std::uint64_t sum = bits_[0] + other.bits_[0];
    if (sum >= bits_[0]) return from_bits(sum, kSmallInteger);
  }
  unsigned flags = 0;
  const BID_UINT128 out = bid128_add(load(bits_), load(other.bits_), kNearest, &flags);
  return from_bits(out.w[0], out.w[1]);
}

std::optional<Decimal> Decimal::minus(const Decimal& other) const {
  if (bits_[1] == kSmallInteger && other.bits_[1] == kSmallInteger && bits_[0] >= other.bits_[0]) {
    return from_bits(bits_[0] - other.bits_[0], kSmallInteger);
  }
  unsigned flags = 0;
  const BID_UINT128 out = bid128_sub(load(bits_), load(other.bits_), kNearest, &flags);
  return from_bits(out.w[0], out.w[1]);
}

std::optional<Decimal> Decimal::times(const Decimal& other) const {
  unsigned flags = 0;
  const BID_UINT128 out = bid128_mul(load(bits_), load(other.bits_), kNearest, &flags);
  return from_bits(out.w[0], out.w[1]);
}

std::optional<Decimal> Decimal::over(const Decimal& other) const {
  if (other.is_zero()) return std::nullopt;
  unsigned flags = 0;
  const BID_UINT128 out = bid128_div(load(bits_), load(other.bits_), kNearest, &flags);
  return from_bits(out.w[0], out.w[1]);
}

std::optional<Decimal> Decimal::power(const Decimal& exponent) const {
  const std::optional<std::int64_t> integer = exponent.integer();
  if (integer && *integer >= -kSquaringMax && *integer <= kSquaringMax) {
    if (is_zero() && *integer < 0) return std::nullopt;
    Decimal out(1), base = *this;
    bool too_large = false;
    for (auto left = static_cast<std::uint64_t>(*integer < 0 ? -*integer : *integer); left != 0; left >>= 1) {
      if ((left & 1) != 0) {
        const std::optional<Decimal> product = out.times(base);
        too_large = too_large || !product;
        if (product) out = *product;
      }
      if (left > 1) {
        const std::optional<Decimal> square = base.times(base);
        too_large = too_large || !square;
        if (square) base = *square;
      }
      if (too_large) break;
    }
    if (*integer >= 0) return too_large ? std::nullopt : std::optional(out);
    return too_large ? Decimal() : Decimal(1).over(out);
  }
  unsigned flags = 0;
  const BID_UINT128 out = bid128_pow(load(bits_), load(exponent.bits_), kNearest, &flags);
  return from_bits(out.w[0], out.w[1]);
}

Decimal Decimal::negated() const {
  Decimal out = *this;
  if (!is_zero()) out.bits_[1] ^= std::uint64_t{1} << 63;
  return out;
}

Decimal Decimal::absolute() const {
  return is_negative() ? negated() : *this;
}

std::optional<Decimal> Decimal::rounded(std::int64_t scale, Rounding rounding) const {
  if (scale < -kExponentMax || scale > kBias) return std::nullopt;
  const int exponent = -static_cast<int>(scale);
  // With no digit below the scale there is nothing to round, and a quantize could overflow 34 digits.
  if (parts_of(bits_).exponent >= exponent) return *this;
  unsigned flags = 0;
  const BID_UINT128 unit = power_of_ten(exponent);
  const auto quantized = [&](unsigned mode) {
    const BID_UINT128 out = bid128_quantize(load(bits_), unit, mode, &flags);
    return from_bits(out.w[0], out.w[1]);
  };
  switch (rounding) {
    case Rounding::half_even:
      return quantized(kNearest);
    case Rounding::up:
      return quantized(is_negative() ? kFloor : kCeiling);
    case Rounding::down:
      return quantized(kToZero);
    case Rounding::half_up:
      return quantized(kTiesAway);
    case Rounding::floor:
      return quantized(kFloor);
    case Rounding::ceiling:
      return quantized(kCeiling);
    case Rounding::half_down:
      break;
  }
  // IEEE 754 has no such mode: towards zero unless more than half a unit is lost.
  const std::optional<Decimal> down = quantized(kToZero);
  if (!down) return std::nullopt;
  const std::optional<Decimal> lost = absolute().minus(down->absolute());
  const BID_UINT128 tenth = power_of_ten(exponent - 1);
  const std::optional<Decimal> half = Decimal(5).times(*from_bits(tenth.w[0], tenth.w[1]));
  if (!lost || !half) return std::nullopt;
  return *lost > *half ? quantized(is_negative() ? kFloor : kCeiling) : down;
}

std::optional<Decimal> Decimal::square_root() const {
  unsigned flags = 0;
  const BID_UINT128 out = bid128_sqrt(load(bits_), kNearest, &flags);
  return from_bits(out.w[0], out.w[1]);
}

std::optional<Decimal> Decimal::exponential() const {
  unsigned flags = 0;
  const BID_UINT128 out = bid128_exp(load(bits_), kNearest, &flags);
  return from_bits(out.w[0], out.w[1]);
}

std::optional<Decimal> Decimal::natural_logarithm() const {
  unsigned flags = 0;
  const BID_UINT128 out = bid128_log(load(bits_), kNearest, &flags);
  return from_bits(out.w[0], out.w[1]);
}

bool operator==(const Decimal& left, const Decimal& right) {
  if (left.bits_[1] == right.bits_[1]) return left.bits_[0] == right.bits_[0];
  unsigned flags = 0;
  return bid128_quiet_equal(load(left.bits_), load(right.bits_), &flags) != 0;
}

std::strong_ordering operator<=>(const Decimal& left, const Decimal& right) {
  if (left.bits_[1] == kSmallInteger && right.bits_[1] == kSmallInteger) return left.bits_[0] <=> right.bits_[0];
  unsigned flags = 0;
  if (bid128_quiet_less(load(left.bits_), load(right.bits_), &flags) != 0) return std::strong_ordering::less;
  if (bid128_quiet_greater(load(left.bits_), load(right.bits_), &flags) != 0) return std::strong_ordering::greater;
  return std::strong_ordering::equal;
}

}  // namespace aftale::feel
