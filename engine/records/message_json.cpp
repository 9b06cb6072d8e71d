#include "engine/records/message_json.h"

#include "engine/base/json.h"

namespace aftale::records {

void write_message(JsonWriter& out, const Message& message) {
  out.begin_object()
      .field("id", message.id.text())
      .field("key", message.key)
      .field("case_key", message.case_key)
      .field("template", message.template_name)
      .field("receiver", message.receiver)
      .field("receiver_title", message.receiver_title)
      .field("sender", message.sender)
      .field("sender_title", message.sender_title)
      .field("language", message.language == Language::da ? "da" : "en")
      .field("created_at", message.created_at.rfc3339())
      .field("subject", message.subject)
      .field("body", message.body);
  out.key("attachments").begin_array();
  for (const Message::Part& part : message.attachments) {
    out.begin_object().field("name", part.name).field("sha256", part.sha256).end_object();
  }
  out.end_array().key("meeting");
  if (message.meeting) {
    out.begin_object()
        .field("uid", message.meeting->uid)
        .field("sequence", message.meeting->sequence)
        .field("date", message.meeting->date.iso())
        .field("title", message.meeting->title);
    if (message.meeting->withdrawn) out.field("withdrawn", true);
    out.end_object();
  } else {
    out.null();
  }
  out.key("facts");
  if (const Result<Json> facts = Json::parse(message.facts)) {
    facts->write(out);
  } else {
    out.null();
  }
  out.end_object();
}

std::string message_json(const Message& message) {
  std::string text;
  JsonWriter out(text);
  write_message(out, message);
  return text + "\n";
}

}  // namespace aftale::records
