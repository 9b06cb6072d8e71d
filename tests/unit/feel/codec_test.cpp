#include "engine/feel/codec.h"

#include <gtest/gtest.h>

#include "engine/feel/temporal_text.h"
#include "engine/feel/value/range_text.h"

namespace aftale::feel {
namespace {

using K = Type::Kind;

std::string json_of(const Value& value) {
  std::string out;
  JsonWriter writer(out);
  write_json(value, writer);
  return out;
}

Type party_type() {
  return Type::record({{"code", K::string}, {"joined", K::date}, {"votes", Type::list_of(K::number)}});
}

TEST(Codec, json_of_each_kind_reads_back_as_the_same_value) {
  const struct {
    const char* json;
    Type type;
  } rows[] = {
      {"null", {}},
      {"true", K::boolean},
      {"12.5", K::number},
      {"9007199254740993.000000000000000001", K::number},
      {"\"a\\\"b\\nå\"", K::string},
      {"\"2022-11-24\"", K::date},
      {"\"12:00:00+01:00\"", K::time},
      {"\"2022-11-24T12:00:00@Europe/Copenhagen\"", K::date_time},
      {"\"P14D\"", K::days},
      {"\"P1Y6M\"", K::months},
      {"\"[1..5)\"", K::range},
      {"[1,2,3]", Type::list_of(K::number)},
      {"[]", Type::list_of(K::number)},
      {"[\"2022-11-24\",null]", Type::list_of(K::date)},
      {"{\"code\":\"851\",\"joined\":\"2007-01-01\",\"votes\":[1,2]}", party_type()},
      {"{\"b\":1,\"a\":{\"c\":[true]}}", {}},
  };
  for (const auto& row : rows) {
    const Result<Value> value = read_json(Json::parse(row.json).value(), row.type);
    ASSERT_TRUE(value.has_value()) << row.json;
    EXPECT_EQ(json_of(*value), row.json);
  }
}

TEST(Codec, the_declared_type_decides_what_a_text_is) {
  const Json date = Json::parse("\"2022-11-24\"").value();
  EXPECT_EQ(read_json(date, K::date)->kind(), Kind::date);
  EXPECT_EQ(read_json(date, K::string)->kind(), Kind::string);
  EXPECT_EQ(read_json(date, {})->kind(), Kind::string);
}

TEST(Codec, json_of_another_kind_is_refused_with_an_example) {
  const struct {
    const char* json;
    Type type;
  } rows[] = {{"12", K::string},
              {"\"12\"", K::number},
              {"\"24-11-2022\"", K::date},
              {"\"P1Y\"", K::days},
              {"\"P1D\"", K::months},
              {"\"ja\"", K::boolean},
              {"[1,\"a\"]", Type::list_of(K::number)},
              {"{}", K::list},
              {"[]", K::string},
              {"{\"cod\":\"851\"}", party_type()},
              {"{\"joined\":\"i går\"}", party_type()}};
  for (const auto& row : rows) {
    const Result<Value> value = read_json(Json::parse(row.json).value(), row.type);
    ASSERT_FALSE(value.has_value()) << row.json;
    EXPECT_STREQ(code_of(value.error()), "bad-value") << row.json;
    EXPECT_EQ(value.error()->kind, Error::Kind::refused);
    EXPECT_FALSE(value.error()->findings.front().message.da.empty());
  }
}

TEST(Codec, a_wrong_member_tells_the_right_ones) {
  const Result<Value> value = read_json(Json::parse("{\"cod\":\"851\"}").value(), party_type());
  ASSERT_FALSE(value.has_value());
  EXPECT_EQ(value.error()->findings.front().possible, party_type().member_names());
}

TEST(RangeText, reads_literals_as_ends_and_refuses_ends_that_do_not_go_together) {
  for (const char* text :
       {"[1..5]", "(1..5]", "[1..5)", "[\"a\"..\"f\"]", "[date(\"2022-01-01\")..date(\"2022-12-31\")]",
        "[duration(\"P1D\")..duration(\"P7D\")]", "[-1.5..1]"}) {
    const std::optional<Range> range = parse_range(text);
    ASSERT_TRUE(range.has_value()) << text;
    EXPECT_EQ(Value::range(*range).feel(), text);
  }
  EXPECT_EQ(Value::range(*parse_range("[1..)")).feel(), "(>=1)");
  EXPECT_EQ(Value::range(*parse_range("]1..5[")).feel(), "(1..5)");
  for (const char* text : {"", "[1..5", "1..5", "[..5]", "[1..]", "(..)", "[5..1]", "[1..\"a\"]", "[a..b]", "[1, 5]",
                           "[1+1..5]", "[date(2022,1,1)..date(2022,1,2)]"}) {
    EXPECT_FALSE(parse_range(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace aftale::feel
