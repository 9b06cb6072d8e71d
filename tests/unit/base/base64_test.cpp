#include "engine/base/base64.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace aftale {
namespace {

TEST(Base64, agrees_with_rfc_4648_section_10) {
  const std::vector<std::pair<std::string, std::string>> cases{{"", ""},
                                                               {"f", "Zg=="},
                                                               {"fo", "Zm8="},
                                                               {"foo", "Zm9v"},
                                                               {"foob", "Zm9vYg=="},
                                                               {"fooba", "Zm9vYmE="},
                                                               {"foobar", "Zm9vYmFy"},
                                                               {"\xff\xfe\xfb", "//77"}};
  for (const auto& [bytes, text] : cases) {
    EXPECT_EQ(write_base64(bytes), text);
    EXPECT_EQ(read_base64(text), bytes);
  }
}

TEST(Base64, nothing_else_is_read) {
  for (const char* text : {"Z", "Zg", "Zg=", "Zg===", "=", "==", "====", "Zh==", "Zm9=", "Zm9v\n", "Zm 9",
                           "Zg==Zg==", "Zm-_", "Z===", "Zm=v", "æøå="})
    EXPECT_FALSE(read_base64(text)) << text;
}

TEST(Base64, whatever_was_written_is_read) {
  std::mt19937 random(1);
  for (std::size_t size = 0; size < 300; ++size) {
    std::string bytes(size, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    EXPECT_EQ(read_base64(write_base64(bytes)), bytes);
  }
}

}  // namespace
}  // namespace aftale
