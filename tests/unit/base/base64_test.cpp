#include "engine/base/base64.h"

#include <gtest/gtest.h>

namespace aftale {
namespace {

// RFC 4648, section 10.
TEST(base64, rows_of_the_standard) {
  struct Row {
    std::string bytes, text;
  };
  const Row kRows[] = {{"", ""},
                       {"f", "Zg=="},
                       {"fo", "Zm8="},
                       {"foo", "Zm9v"},
                       {"foob", "Zm9vYg=="},
                       {"fooba", "Zm9vYmE="},
                       {"foobar", "Zm9vYmFy"},
                       {std::string("\0\xFF\xFE", 3), "AP/+"}};
  for (const Row& row : kRows) {
    EXPECT_EQ(to_base64(row.bytes), row.text);
    EXPECT_EQ(from_base64(row.text), row.bytes) << row.text;
  }
}

TEST(base64, what_is_not_base64_is_refused) {
  for (const char* text : {"Zg", "Zg=", "Z===", "====", "Zm9v\n", "Zm 9", "Zm9-", "Zh==", "Zm9=", "=Zm9", "Zg==Zg=="}) {
    EXPECT_FALSE(from_base64(text)) << text;
  }
}

TEST(base64, every_byte_comes_back) {
  std::string bytes;
  for (int n = 0; n < 256; ++n) {
    bytes.push_back(static_cast<char>(n));
    EXPECT_EQ(from_base64(to_base64(bytes)), bytes);
  }
}

}  // namespace
}  // namespace aftale
