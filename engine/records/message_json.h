#pragma once
#include <string>

#include "engine/base/json_writer.h"
#include "engine/records/channel.h"

namespace aftale::records {

/// A message as every channel for machines gives it: one JSON object with id, key, case_key, template, receiver,
/// receiver_title, sender, sender_title, language (`da`, `en`), created_at (RFC 3339), subject, body, attachments
/// ({name, sha256}; never their bytes), meeting ({uid, sequence, date, title} or null) and the facts it was made from
/// (null where they are no JSON).
void write_message(JsonWriter& out, const Message& message);

/// The same as a text that ends with a newline.
std::string message_json(const Message& message);

}  // namespace aftale::records
