#include <gtest/gtest.h>

#include "adapters/webhook/webhook_channel.h"

namespace aftale::webhook {
namespace {

const std::string kSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

WebhookOptions options_of(std::string url, std::vector<std::string> secrets = {kSecret},
                          std::vector<std::string> allow_private = {}) {
  WebhookOptions options;
  options.url = std::move(url);
  options.secrets = std::move(secrets);
  options.allow_private = std::move(allow_private);
  return options;
}

TEST(WebhookOptions, good_ones_make_a_channel) {
  EXPECT_TRUE(WebhookChannel::make(options_of("https://esdh.example.dk/krog?x=1")));
  EXPECT_TRUE(WebhookChannel::make(options_of("https://esdh.example.dk/", {kSecret, kSecret})));
  EXPECT_TRUE(WebhookChannel::make(options_of("http://esdh.example.dk:8080/", {kSecret}, {"ESDH.example.dk"})));
  EXPECT_TRUE(WebhookChannel::make(options_of("http://[::1]:8080/", {kSecret}, {"::1"})));
}

TEST(WebhookOptions, bad_ones_are_refused_and_tell_no_secret) {
  const WebhookOptions kRows[] = {
      options_of(""),
      options_of("esdh.example.dk"),
      options_of("ftp://esdh.example.dk/"),
      options_of("http://esdh.example.dk/"),
      options_of("http://127.0.0.1/"),
      options_of("https://user:hemmelig@esdh.example.dk/"),
      options_of("https://esdh.example.dk/#x"),
      options_of("https://esdh.example.dk/\r\nX: y"),
      options_of("https://esdh.example.dk/", {}),
      options_of("https://esdh.example.dk/", {"hemmelig"}),
      options_of("https://esdh.example.dk/", {kSecret, "whsec_hemmelig"}),
      options_of("https://esdh.example.dk/", {kSecret}, {"10.0.0.0/99"}),
      options_of("https://esdh.example.dk/", {kSecret}, {"10.0.0.0/0"}),
  };
  for (const WebhookOptions& options : kRows) {
    const auto channel = WebhookChannel::make(options);
    ASSERT_FALSE(channel) << options.url;
    EXPECT_STREQ(code_of(channel.error()), "webhook-options");
    EXPECT_EQ(channel.error()->findings.front().message.da.find("hemmelig@"), std::string::npos);
    EXPECT_EQ(channel.error()->findings.front().message.en.find("whsec_hemmelig"), std::string::npos);
  }
  for (const char* source : {"to ord", "", "<a>", "/a\"b", "/a|b", "/å", "/a\n"}) {
    WebhookOptions odd = options_of("https://esdh.example.dk/");
    odd.source = source;
    EXPECT_FALSE(WebhookChannel::make(odd)) << source;
  }
}

}  // namespace
}  // namespace aftale::webhook
