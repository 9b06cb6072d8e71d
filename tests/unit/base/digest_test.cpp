#include "engine/base/digest.h"

#include <gtest/gtest.h>

namespace aftale {
namespace {

struct Example {
  std::string message;
  const char* hex;
};

/// The examples of NIST for SHA-256.
std::vector<Example> examples() {
  return {{"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
          {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
          {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
           "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
          {std::string(1'000'000, 'a'), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"}};
}

TEST(Sha256, is_that_of_the_standard) {
  for (const Example& example : examples()) EXPECT_EQ(sha256(example.message).hex(), example.hex);
}

TEST(Sha256, of_parts_is_that_of_the_whole_and_begins_anew) {
  Sha256 hash;
  for (const Example& example : examples()) {
    const std::string_view message = example.message;
    for (const std::size_t size : {std::size_t{1}, std::size_t{63}, std::size_t{64}, std::size_t{70'000}}) {
      if (size == 1 && message.size() > 1'000) continue;
      for (std::size_t at = 0; at < message.size(); at += size) hash.add(message.substr(at, size));
      EXPECT_EQ(hash.end().hex(), example.hex) << size;
    }
  }
}

}  // namespace
}  // namespace aftale
