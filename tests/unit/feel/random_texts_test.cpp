#include <gtest/gtest.h>

#include <random>

#include "engine/base/words.h"
#include "engine/feel/expression.h"
#include "tests/unit/feel/feel_rows.h"

namespace aftale::feel {
namespace {

using Random = std::mt19937_64;

std::int64_t below(Random& random, std::int64_t limit) {
  return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(limit));
}

std::string random_text(Random& random) {
  static const char* parts[] = {"a", "B", "æ", "\"", "\\", "\n", "\t", "\x01", "🐎", " ", "{", "//", "\\u", "'"};
  std::string out;
  for (std::int64_t i = below(random, 8); i > 0; --i) out += parts[below(random, std::size(parts))];
  return out;
}

Time random_time(Random& random) {
  Time out;
  out.nanos_of_day = below(random, 86'400'000'000'000);
  if (below(random, 2) == 0) out.nanos_of_day -= out.nanos_of_day % 1'000'000'000;
  const std::int64_t zone = below(random, 3);
  if (zone == 1) out.offset_seconds = static_cast<std::int32_t>(below(random, 36'000) - 18'000) / 60 * 60;
  if (zone == 2) out.zone = "Europe/Copenhagen";
  return out;
}

Value random_scalar(Random& random) {
  switch (below(random, 9)) {
    case 0:
      return Value();
    case 1:
      return Value(below(random, 2) == 0);
    case 2:
      return Value(*Decimal::parse(std::to_string(below(random, 1'000'000) - 500'000) + "." +
                                   std::to_string(below(random, 1000)) + "e" + std::to_string(below(random, 90) - 45)));
    case 3:
      return Value::string(random_text(random));
    case 4:
      return Value(time::CivilDate::from_days(below(random, 8'000'000) - 4'000'000));
    case 5:
      return Value::time(random_time(random));
    case 6:
      return Value::date_time(
          DateTime{time::CivilDate::from_days(below(random, 80'000) - 40'000), random_time(random)});
    case 7:
      return Value(MonthsDuration{below(random, 100'000) - 50'000});
    default:
      return Value(DaysDuration{below(random, 10'000'000'000) - 5'000'000'000,
                                static_cast<std::int32_t>(below(random, 1'000'000'000))});
  }
}

Value random_value(Random& random, int depth) {
  const std::int64_t kind = depth > 3 ? 9 : below(random, 10);
  if (kind == 0) {
    List items;
    for (std::int64_t i = below(random, 4); i > 0; --i) items.push_back(random_value(random, depth + 1));
    return Value::list(std::move(items));
  }
  if (kind == 1) {
    static const char* keys[] = {"a", "first name", "if", "a-b", "", "\"", "æble", "2nd", "null", "x:y"};
    Context entries;
    for (std::int64_t i = below(random, 4); i > 0; --i)
      entries.set(keys[below(random, std::size(keys))], random_value(random, depth + 1));
    return Value::context(std::move(entries));
  }
  if (kind == 2) {
    Range range;
    range.low = Value::integer(below(random, 100));
    range.high = Value::integer(100 + below(random, 100));
    range.low_included = below(random, 2) == 0;
    range.high_included = below(random, 2) == 0;
    return Value::range(std::move(range));
  }
  return random_scalar(random);
}

TEST(RandomTexts, feel_text_of_any_value_reads_back_identical) {
  Random random(20221124);
  for (int i = 0; i < 5000; ++i) {
    const Value value = random_value(random, 0);
    const Evaluation read = evaluated(value.feel());
    ASSERT_TRUE(identical(read.value, value))
        << value.feel() << "\n read as " << read.value.feel()
        << (read.diagnostics.empty() ? "" : "\n " + read.diagnostics[0].message.en);
    ASSERT_EQ(equal(value, value).value_or(true), true) << value.feel();
  }
}

TEST(RandomTexts, no_text_breaks_reader_or_evaluation) {
  static const char* words[] = {"1",           "\"a\"",
                                "x",           "y z",
                                "party",       ".",
                                "..",          "(",
                                ")",           "[",
                                "]",           "{",
                                "}",           ",",
                                ":",           "+",
                                "-",           "*",
                                "**",          "/",
                                "=",           "!=",
                                "<",           ">=",
                                "and",         "or",
                                "in",          "if",
                                "then",        "else",
                                "for",         "some",
                                "return",      "every",
                                "satisfies",   "between",
                                "instance of", "list<",
                                ">",           "->",
                                "function(",   "not(",
                                "?",           "null",
                                "true",        "@\"2022-01-01\"",
                                "@\"P1D\"",    "item",
                                "partial",     "count(",
                                "sort(",       "date(",
                                "\"",          "\\",
                                "//",          "/*",
                                "\n",          "æ",
                                "!",           "1e9",
                                "list"};
  Names names;
  names.add("x", 0, Type::Kind::number);
  names.add("party", 1, Type::record({{"y z", Type::Kind::string}}));
  const std::vector<Value> values{Value::integer(3), Value::context(Context())};
  const ArrayScope scope(values);
  Random random(7);
  int read = 0;
  for (int i = 0; i < 30000; ++i) {
    std::string text;
    for (std::int64_t n = 1 + below(random, 12); n > 0; --n)
      text += std::string(words[below(random, std::size(words))]) + " ";
    const bool lenient = below(random, 2) == 0;
    const auto checked = below(random, 4) == 0
                             ? Expression::compile_unary_tests(text, names, Type(), Span{"r", 1, 1, 0}, lenient)
                             : Expression::compile(text, names, Span{"r", 1, 1, 0}, lenient);
    ASSERT_EQ(checked.value.has_value() || !checked.findings.empty(), true) << text;
    for (const Diagnostic& finding : checked.findings) ASSERT_FALSE(finding.message.da.empty()) << text;
    if (!checked.value) continue;
    ++read;
    const Evaluation result = checked.value->evaluate(scope, Host(), Budget{2000, 100, 20000});
    ASSERT_EQ(invalid_utf8(result.value.feel()), std::string::npos) << text;
    (void)checked.value->matches(Value::integer(1), scope, Host(), Budget{2000, 100, 20000});
  }
  EXPECT_GT(read, 500);
}

TEST(RandomTexts, every_prefix_of_a_text_is_read_or_refused) {
  const std::string text =
      "if some x in parties[size > 3 and item.code = \"0851\"] satisfies x.first name in (\"a\", \"b\") "
      "then {a: [1..5], b: function(n: number) for i in 1..n return i ** 2} else @\"2022-01-01\" + @\"P1D\" // end";
  for (std::size_t length = 0; length <= text.size(); ++length) {
    const auto checked = Expression::compile(text.substr(0, length), Names(), Span{"p", 1, 1, 0}, true);
    EXPECT_TRUE(checked.value || !checked.findings.empty()) << length;
    if (checked.value) (void)checked.value->evaluate(ArrayScope({}), Host());
  }
}

}  // namespace
}  // namespace aftale::feel
