#include "engine/feel/decimal.h"

#include <gtest/gtest.h>

#include <limits>

namespace aftale::feel {
namespace {

Decimal number(const char* text) {
  return *Decimal::parse(text);
}
std::string text_of(const std::optional<Decimal>& value) {
  return value ? value->text() : "none";
}

TEST(Decimal, texts_are_read_and_written_in_one_form) {
  const struct {
    const char *text, *canonical;
  } rows[] = {{"0", "0"},
              {"-0", "0"},
              {"1.50", "1.5"},
              {".5", "0.5"},
              {"-12.5e+3", "-12500"},
              {"1e34", "10000000000000000000000000000000000"},
              {"1e35", "1E+35"},
              {"1e-34", "0.0000000000000000000000000000000001"},
              {"1.5e-35", "1.5E-35"},
              {"9223372036854775807", "9223372036854775807"},
              {"9999999999999999999999999999999999", "9999999999999999999999999999999999"},
              {"99999999999999999999999999999999999", "1E+35"},
              {"000123", "123"}};
  for (const auto& row : rows) EXPECT_EQ(number(row.text).text(), row.canonical) << row.text;
  for (const char* wrong :
       {"", "+1", "1.", ".", "1e", "1e+", "--1", "0x1", " 1", "1 ", "NaN", "Infinity", "1e7000", "1,5"}) {
    EXPECT_FALSE(Decimal::parse(wrong)) << wrong;
  }
}

TEST(Decimal, arithmetic_has_34_digits_and_rounds_half_even) {
  const auto one = number("1"), three = number("3");
  EXPECT_EQ(text_of(one.over(three)), "0.3333333333333333333333333333333333");
  EXPECT_EQ(text_of(number("2").over(three)), "0.6666666666666666666666666666666667");
  EXPECT_EQ(text_of(number("1.1").plus(number("1.3"))), "2.4");
  EXPECT_EQ(text_of(number("0.1").times(number("0.1"))), "0.01");
  EXPECT_EQ(text_of(number("18446744073709551615").plus(one)), "18446744073709551616");
  EXPECT_EQ(text_of(number("5").minus(number("7"))), "-2");
  EXPECT_EQ(text_of(number("9999999999999999999999999999999999").plus(number("0.5"))), "1" + std::string(34, '0'));
  EXPECT_EQ(text_of(one.over(Decimal())), "none");
  EXPECT_EQ(text_of(number("9e6144").times(number("10"))), "none");
}

TEST(Decimal, integers_of_64_bits_go_through_unchanged) {
  for (const std::int64_t value : {std::int64_t{0}, std::int64_t{-1}, std::numeric_limits<std::int64_t>::max(),
                                   std::numeric_limits<std::int64_t>::min()}) {
    EXPECT_EQ(Decimal(value).integer(), value);
    EXPECT_EQ(Decimal(value).text(), std::to_string(value));
  }
  EXPECT_EQ(number("1e18").integer(), 1'000'000'000'000'000'000);
  EXPECT_EQ(number("9223372036854775808").integer(), std::nullopt);
  EXPECT_EQ(number("1.5").integer(), std::nullopt);
  EXPECT_EQ(number("1.50e1").integer(), 15);
  EXPECT_TRUE(number("1e3000").is_integer());
  EXPECT_FALSE(number("0.1").is_integer());
}

TEST(Decimal, equality_and_order_are_by_value) {
  EXPECT_EQ(number("1.0"), number("1"));
  EXPECT_EQ(number("1e2"), number("100"));
  EXPECT_LT(number("-1"), number("0"));
  EXPECT_LT(number("0.999"), number("1"));
  EXPECT_GT(number("1e20"), number("1e19"));
}

TEST(Decimal, rounding_modes) {
  using Rounding = Decimal::Rounding;
  const struct {
    const char* value;
    std::int64_t scale;
    Rounding rounding;
    const char* result;
  } rows[] = {{"2.5", 0, Rounding::half_even, "2"},
              {"3.5", 0, Rounding::half_even, "4"},
              {"-2.5", 0, Rounding::half_even, "-2"},
              {"2.1", 0, Rounding::up, "3"},
              {"-2.1", 0, Rounding::up, "-3"},
              {"2.9", 0, Rounding::down, "2"},
              {"-2.9", 0, Rounding::down, "-2"},
              {"2.5", 0, Rounding::half_up, "3"},
              {"-2.5", 0, Rounding::half_up, "-3"},
              {"2.5", 0, Rounding::half_down, "2"},
              {"2.51", 0, Rounding::half_down, "3"},
              {"-2.51", 0, Rounding::half_down, "-3"},
              {"-2.5", 0, Rounding::floor, "-3"},
              {"-2.5", 0, Rounding::ceiling, "-2"},
              {"1234.5678", 2, Rounding::half_up, "1234.57"},
              {"1234", -2, Rounding::half_up, "1200"},
              {"1", 6176, Rounding::half_up, "1"},
              {"1", 6177, Rounding::half_up, "none"},
              {"1", -6111, Rounding::down, "0"},
              {"1", -6112, Rounding::down, "none"}};
  for (const auto& row : rows) {
    EXPECT_EQ(text_of(number(row.value).rounded(row.scale, row.rounding)), row.result) << row.value << " " << row.scale;
  }
}

TEST(Decimal, powers_roots_and_logarithms) {
  EXPECT_EQ(text_of(number("2").power(number("10"))), "1024");
  EXPECT_EQ(text_of(number("5").power(number("-2"))), "0.04");
  EXPECT_EQ(text_of(Decimal().power(Decimal())), "1");
  EXPECT_EQ(text_of(Decimal().power(number("-1"))), "none");
  EXPECT_EQ(text_of(number("-8").power(number("0.5"))), "none");
  EXPECT_EQ(text_of(number("10").power(number("1000000"))), "none");
  EXPECT_EQ(text_of(number("10").power(number("-1000000"))), "0");
  EXPECT_EQ(text_of(number("16").square_root()), "4");
  EXPECT_EQ(text_of(number("-1").square_root()), "none");
  EXPECT_EQ(text_of(Decimal().exponential()), "1");
  EXPECT_EQ(text_of(Decimal().natural_logarithm()), "none");
}

}  // namespace
}  // namespace aftale::feel
