#include "engine/base/ids.h"

#include <gtest/gtest.h>

#include <thread>

#include "engine/base/digest.h"

namespace aftale {
namespace {

TEST(Digest, agrees_with_the_published_values_of_sha_256) {
  // FIPS 180-4 examples.
  const std::vector<std::pair<std::string, const char*>> cases{
      {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
      {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
      {std::string(1'000'000, 'a'), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"}};
  Sha256 reused;
  for (const auto& [text, hex] : cases) {
    EXPECT_EQ(sha256(text).hex(), hex);
    EXPECT_EQ(reused.of(text).hex(), hex);
  }
}

TEST(Digest, is_read_from_hex_and_bytes_of_the_right_length_only) {
  const Digest digest = sha256("abc");
  EXPECT_EQ(Digest::from_hex(digest.hex()), digest);
  EXPECT_EQ(Digest::from_hex("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"), digest);
  EXPECT_EQ(Digest::from_bytes(digest.view()), digest);
  EXPECT_FALSE(Digest::from_hex(digest.hex().substr(1)));
  EXPECT_FALSE(Digest::from_hex("g" + digest.hex().substr(1)));
  EXPECT_FALSE(Digest::from_bytes("short"));
}

TEST(Digest, each_thread_hashes_on_its_own) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([i] {
      const std::string text(static_cast<std::size_t>(1'000 + i), 'x');
      const Digest first = sha256(text);
      for (int n = 0; n < 200; ++n) EXPECT_EQ(sha256(text), first);
    });
  }
  for (auto& thread : threads) thread.join();
}

TEST(RequestId, is_read_with_or_without_hyphens) {
  const std::string text = "0192f5c8-1a2b-7c3d-8e4f-0123456789ab";
  const auto id = RequestId::parse(text);
  ASSERT_TRUE(id);
  EXPECT_EQ(id->text(), text);
  EXPECT_EQ(RequestId::parse("0192F5C81A2B7C3D8E4F0123456789AB"), id);
  EXPECT_EQ(RequestId::from_bytes(id->view()), id);
  for (const char* bad :
       {"", "0192f5c8", "0192f5c81-a2b-7c3d-8e4f-0123456789ab", "0192f5c8-1a2b-7c3d-8e4f-0123456789ag",
        "0192f5c8-1a2b-7c3d-8e4f-0123456789abc", "{192f5c8-1a2b-7c3d-8e4f-0123456789ab"}) {
    EXPECT_FALSE(RequestId::parse(bad)) << bad;
  }
  EXPECT_FALSE(RequestId::from_bytes("123"));
}

TEST(RequestId, version_7_has_the_moment_first) {
  // RFC 9562, A.6.
  const std::array<std::uint8_t, 10> random{0x0C, 0xC3, 0x18, 0xC4, 0xDC, 0x0C, 0x0C, 0x07, 0x39, 0x8F};
  EXPECT_EQ(RequestId::v7(0x017F22E279B0, random).text(), "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
  EXPECT_LT(RequestId::v7(1'669'287'600'000, random), RequestId::v7(1'669'287'600'001, {}));
}

TEST(RequestId, derived_ids_follow_from_case_entry_and_number) {
  const RequestId id = RequestId::derived("2023-24", 7, 1);
  EXPECT_EQ(id.view(), sha256("2023-24#7#1").view().substr(0, 16));
  EXPECT_NE(id, RequestId::derived("2023-24", 7, 2));
  EXPECT_NE(id, RequestId::derived("2023-24", 71, 1));
}

}  // namespace
}  // namespace aftale
