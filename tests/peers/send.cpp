// Delivers messages through a real channel: one JSON object on stdin, a list of outcomes on stdout.
//   {"channel": "mail", "options": {...}, "threads": 1, "messages": [{... as records::message_json, with `thread`
//   ...}]}
#include <atomic>
#include <cstdio>
#include <iostream>
#include <iterator>
#include <thread>

#include "adapters/transfer/start.h"
#include "engine/base/json.h"
#include "tests/peers/channels.h"

namespace aftale::peers {
namespace {

records::Message message_of(const Json& json) {
  records::Message message;
  message.id = RequestId::parse(json["id"].text()).value_or(RequestId{});
  message.key = json["key"].text();
  message.case_key = json["case_key"].text();
  message.template_name = json["template"].text();
  message.receiver = json["receiver"].text();
  message.receiver_title = json["receiver_title"].text();
  message.sender = json["sender"].text();
  message.sender_title = json["sender_title"].text();
  message.language = json["language"].text() == "en" ? Language::en : Language::da;
  message.created_at = time::Instant::parse(json["created_at"].text()).value_or(time::Instant{});
  message.subject = json["subject"].text();
  message.body = json["body"].text();
  message.facts = json["facts"].dump();
  for (const Json& part : json["attachments"].items()) {
    message.attachments.push_back({part["name"].text(), part["sha256"].text(), part["bytes"].text()});
  }
  if (const Json& meeting = json["meeting"]; !meeting.is_null()) {
    message.meeting = records::Message::Meeting{meeting["uid"].text(), meeting["sequence"].integer(),
                                                time::CivilDate::parse_iso(meeting["date"].text()).value(),
                                                meeting["title"].text(), meeting["withdrawn"].boolean()};
  }
  if (const Json& thread = json["thread"]; !thread.is_null()) {
    message.thread = records::Message::Thread{thread["id"].text(), thread["topic"].text(), true,
                                              time::Instant::parse(thread["began"].text()).value_or(time::Instant{})};
  }
  return message;
}

void write(JsonWriter& out, const records::Delivery& delivery) {
  constexpr const char* kOutcomes[] = {"delivered", "try_again", "refused"};
  out.begin_object()
      .field("outcome", kOutcomes[static_cast<std::size_t>(delivery.outcome)])
      .field("detail", delivery.detail)
      .key("retry_after");
  if (delivery.retry_after_seconds) {
    out.number(*delivery.retry_after_seconds);
  } else {
    out.null();
  }
  out.end_object();
}

void deliver_all(records::Channel& channel, const Json& asked, JsonWriter& out) {
  const std::vector<Json>& messages = asked["messages"].items();
  std::vector<records::Delivery> deliveries(messages.size());
  std::atomic<std::size_t> next = 0;
  std::vector<std::thread> threads;
  for (std::int64_t n = 0; n < asked["threads"].integer(1); ++n) {
    threads.emplace_back([&] {
      for (std::size_t i = next++; i < messages.size(); i = next++) {
        deliveries[i] = channel.deliver(message_of(messages[i]));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const records::Delivery& delivery : deliveries) write(out, delivery);
}

}  // namespace
}  // namespace aftale::peers

int main() {
  using namespace aftale;
  transfer::start();
  const std::string given((std::istreambuf_iterator<char>(std::cin)), std::istreambuf_iterator<char>());
  const Result<Json> asked = Json::parse(given);
  if (!asked) {
    std::cerr << "no JSON\n";
    return 2;
  }
  const Result<std::unique_ptr<records::Channel>> channel =
      peers::channel_of((*asked)["channel"].text(), (*asked)["options"]);
  std::string text;
  JsonWriter out(text);
  out.begin_array();
  if (channel) {
    peers::deliver_all(**channel, *asked, out);
  } else {
    out.begin_object().field("error", channel.error()->findings.front().message.en).end_object();
  }
  out.end_array();
  std::cout << text << "\n";
  return 0;
}
