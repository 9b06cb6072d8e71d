#include "engine/base/json.h"

#include <gtest/gtest.h>

#include <limits>

namespace aftale {
namespace {

std::string nested(std::size_t depth) {
  return std::string(depth, '[') + std::string(depth, ']');
}

TEST(Json, what_is_read_is_written_again_in_the_same_order_and_digits) {
  const std::vector<std::string> texts{"null",
                                       "true",
                                       "false",
                                       "0",
                                       "-0",
                                       "-1",
                                       "18446744073709551615",
                                       "18446744073709551616",
                                       "1.10",
                                       "1E+400",
                                       "-0.0",
                                       "123456789012345678901234567890.1234567890",
                                       "1e-5000",
                                       R"("")",
                                       R"("æøå 日本 😀")",
                                       R"("\"\\\n\t\u0001")",
                                       "[]",
                                       "{}",
                                       R"([1,[2,{"b":3,"a":null}],"x"])",
                                       nested(64)};
  for (const auto& text : texts) {
    const auto json = Json::parse(text);
    ASSERT_TRUE(json) << text;
    EXPECT_EQ(json->dump(), text);
  }
}

TEST(Json, what_is_not_one_plain_json_text_is_refused) {
  const std::vector<std::string> texts{"",
                                       " ",
                                       "{",
                                       "[1,]",
                                       "{\"a\":1,}",
                                       "1 2",
                                       "{} x",
                                       "// c\n1",
                                       "NaN",
                                       "'a'",
                                       "01",
                                       "\"\xff\"",
                                       "\"\xc0\xaf\"",
                                       "\"\xed\xa0\x80\"",
                                       "\"\\ud800\"",
                                       "\"a\nb\"",
                                       R"({"a":1,"a":2})",
                                       R"([{"x":{"b":1,"c":2,"b":3}}])",
                                       nested(65)};
  for (const auto& text : texts) {
    const auto json = Json::parse(text);
    ASSERT_FALSE(json) << text;
    EXPECT_EQ(json.error()->kind, Error::Kind::refused);
    EXPECT_STREQ(code_of(json.error()), "bad-json");
  }
}

TEST(Json, a_refusal_says_where_or_what) {
  const auto message = [](const char* text) { return Json::parse(text).error()->findings.front().message.en; };
  EXPECT_EQ(message("{\n \"æ\": x}"), "The text is not valid JSON from line 2, character 7 on; correct it there");
  EXPECT_EQ(message(R"({"by":1,"by":2})"), "The key \"by\" stands twice in one object; keep one of them");
  EXPECT_EQ(message(nested(65).c_str()), "The JSON text is nested deeper than 64 levels; make it flatter");
}

TEST(Json, members_are_found_by_name) {
  const auto json = Json::parse(R"({"a":"x","n":-42,"t":true,"l":[1],"z":null})").value();
  EXPECT_EQ(json["a"].text(), "x");
  EXPECT_EQ(json["n"].integer(), -42);
  EXPECT_TRUE(json["t"].boolean());
  EXPECT_EQ(json["l"].items().size(), 1u);
  EXPECT_TRUE(json.has("z"));
  EXPECT_FALSE(json.has("y"));
  EXPECT_TRUE(json["y"].is_null());
  EXPECT_TRUE(json["y"]["deeper"].is_null());
}

TEST(Json, integers_are_exact_or_not_taken) {
  const auto integer = [](const char* text) { return Json::parse(text)->integer(-7); };
  EXPECT_EQ(integer("9223372036854775807"), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(integer("-9223372036854775808"), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(integer("9223372036854775808"), -7);
  EXPECT_EQ(integer("1.0"), -7);
  EXPECT_EQ(integer("\"1\""), -7);
}

TEST(JsonWriter, places_commas_and_escapes) {
  std::string out;
  JsonWriter writer(out);
  writer.begin_object().field("a", 1).field("b", true).field("c", "x").key("d").begin_array().null().number(-5);
  writer.begin_object().end_object().raw("[0]").raw_number("1.50").end_array().field("e", std::int64_t{7}).end_object();
  EXPECT_EQ(out, R"({"a":1,"b":true,"c":"x","d":[null,-5,{},[0],1.50],"e":7})");
}

TEST(JsonWriter, every_control_character_and_invalid_byte_is_made_safe) {
  const auto written = [](std::string_view text) {
    std::string out;
    JsonWriter(out).string(text);
    return out;
  };
  EXPECT_EQ(written("\"\\\b\f\n\r\t"), R"("\"\\\b\f\n\r\t")");
  EXPECT_EQ(written(std::string_view("\0\x1f\x7f", 3)), "\"\\u0000\\u001f\x7f\"");
  EXPECT_EQ(written("a\xff"
                    "b\xc3"),
            "\"a\uFFFDb\uFFFD\"");
  EXPECT_EQ(written("\xed\xa0\x80"), "\"\uFFFD\uFFFD\uFFFD\"");
  EXPECT_EQ(written("Ærø 😀"), "\"Ærø 😀\"");
  for (int byte = 0; byte < 256; ++byte) {
    const std::string text(1, static_cast<char>(byte));
    const auto back = Json::parse(written(text));
    ASSERT_TRUE(back) << byte;
    EXPECT_EQ(back->text(), byte < 128 ? text : "\uFFFD") << byte;
  }
}

TEST(JsonWriter, every_byte_is_seen_wherever_it_stands_among_plain_ones) {
  for (int byte = 0; byte < 128; ++byte) {
    for (std::size_t place = 0; place < 20; ++place) {
      for (const char around : {' ', '!', 'a', '~'}) {
        std::string text(20, around);
        text[place] = static_cast<char>(byte);
        std::string out;
        JsonWriter(out).string(text);
        const auto back = Json::parse(out);
        ASSERT_TRUE(back) << byte << " at " << place;
        ASSERT_EQ(back->text(), text) << byte << " at " << place;
      }
    }
  }
}

TEST(Json, holds_no_more_values_than_are_asked_for) {
  EXPECT_TRUE(Json::parse(R"({"a":[1,"b",null]})", 5));
  const auto read = Json::parse(R"({"a":[1,"b",null]})", 4);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error()->findings.front().message.en,
            "The JSON text has more values than are taken at once; split it");
}

}  // namespace
}  // namespace aftale
