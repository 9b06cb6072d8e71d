#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace aftale::feel {

/// A FEEL number: IEEE 754 decimal128 (34 digits, half-even), as DMN 1.5 section 10.3.2.3.1 asks for. A value of
/// 16 bytes. Never holds NaN or an infinity: an operation that has no such result gives none.
class Decimal {
 public:
  Decimal();  ///< zero
  explicit Decimal(std::int64_t integer);
  static std::optional<Decimal> parse(std::string_view text);
  /// Canonical text: no exponent for exponents from -34 to 34, no trailing zeros after the point.
  std::string text() const;
  /// The number where it is an integer that fits.
  std::optional<std::int64_t> integer() const;
  bool is_integer() const;
  bool is_negative() const;
  bool is_zero() const;

  std::optional<Decimal> plus(const Decimal& other) const;
  std::optional<Decimal> minus(const Decimal& other) const;
  std::optional<Decimal> times(const Decimal& other) const;
  /// None for a division by zero.
  std::optional<Decimal> over(const Decimal& other) const;
  /// Integer powers by multiplication, others through exp and ln.
  std::optional<Decimal> power(const Decimal& exponent) const;
  Decimal negated() const;
  Decimal absolute() const;
  enum class Rounding : std::uint8_t { half_even, up, down, half_up, half_down, floor, ceiling };
  /// Rounded to `scale` decimals, -6111 to 6176; none outside.
  std::optional<Decimal> rounded(std::int64_t scale, Rounding rounding) const;
  std::optional<Decimal> square_root() const;
  std::optional<Decimal> exponential() const;
  std::optional<Decimal> natural_logarithm() const;

  /// By value: 1.0 equals 1.
  friend bool operator==(const Decimal& left, const Decimal& right);
  friend std::strong_ordering operator<=>(const Decimal& left, const Decimal& right);

 private:
  /// None for an infinity or NaN.
  static std::optional<Decimal> from_bits(std::uint64_t low, std::uint64_t high);

  std::uint64_t bits_[2];  ///< the BID encoding
};

}  // namespace aftale::feel
