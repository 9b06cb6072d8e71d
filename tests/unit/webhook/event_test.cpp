#include "adapters/webhook/event.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/base/base64.h"
#include "engine/base/json.h"

namespace aftale::webhook {
namespace {

TEST(event_json, is_a_cloud_event) {
  records::Message message;
  message.id = RequestId::derived("key", 0, 0);
  message.case_key = "nsa/2023";
  message.template_name = "reminder";
  message.receiver = "a@example.dk";
  message.subject = "Påmindelse";
  message.facts = R"({"days":3})";
  message.created_at = *time::Instant::parse("2022-11-17T11:05:09Z");
  message.attachments = {{"a.pdf", "abcd", "hemmelige bytes"}};
  const std::string text = event_json(message, "/aftale/nord");
  const Result<Json> event = Json::parse(text);
  ASSERT_TRUE(event);
  EXPECT_EQ((*event)["specversion"].text(), "1.0");
  EXPECT_EQ((*event)["id"].text(), message.id.text());
  EXPECT_EQ((*event)["source"].text(), "/aftale/nord");
  EXPECT_EQ((*event)["type"].text(), "dk.aftale.reminder");
  EXPECT_EQ((*event)["subject"].text(), "nsa/2023");
  EXPECT_EQ((*event)["time"].text(), "2022-11-17T11:05:09Z");
  EXPECT_EQ((*event)["data"]["subject"].text(), "Påmindelse");
  EXPECT_EQ((*event)["data"]["facts"]["days"].integer(), 3);
  EXPECT_EQ((*event)["data"]["attachments"].items().at(0)["sha256"].text(), "abcd");
  EXPECT_EQ(text.find("hemmelige"), std::string::npos) << "names and digests, not bytes";
}

// CloudEvents 1.0: an attribute is absent or says something, and its name is of lower-case letters and digits.
TEST(event_json, has_no_empty_attributes) {
  records::Message message;
  message.id = RequestId::derived("key", 0, 0);
  message.template_name = "witness";
  const Result<Json> event = Json::parse(event_json(message, "/aftale/nord"));
  ASSERT_TRUE(event);
  for (const auto& [name, value] : event->members()) {
    EXPECT_TRUE(std::all_of(name.begin(), name.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    })) << name;
    EXPECT_TRUE(name == "data" || !value.text().empty()) << name;
  }
  EXPECT_FALSE(event->has("subject"));
}

// The example that libraries of Standard Webhooks test themselves with.
TEST(signature, is_that_of_others) {
  const std::optional<std::string> secret = secret_bytes("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  ASSERT_TRUE(secret);
  EXPECT_EQ(signature("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, R"({"test": 2432232314})", *secret),
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST(secret_bytes, rows) {
  for (const std::size_t size : {24U, 32U, 64U}) {
    EXPECT_EQ(secret_bytes("whsec_" + write_base64(std::string(size, 'x'))), std::string(size, 'x'));
  }
  for (const std::string& bad :
       {std::string(), std::string("whsec_"), write_base64(std::string(32, 'x')),
        "whsec_" + write_base64(std::string(23, 'x')), "whsec_" + write_base64(std::string(65, 'x')),
        "whsec_" + write_base64(std::string(32, 'x')) + "\n", std::string("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS")}) {
    EXPECT_FALSE(secret_bytes(bad)) << bad;
  }
}

}  // namespace
}  // namespace aftale::webhook
