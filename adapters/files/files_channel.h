#pragma once
#include <string>

#include "engine/ports/channel.h"

namespace aftale::files {

/// Puts each message into a folder: `<message id>.json` with everything a program needs and `<message id>.eml` for any
/// mail program. The folder is made (0700) with the first message; files are 0600. A file appears whole or not at all,
/// and is on the disk when `deliver` returns. A message that is there already is left as it is and counts as delivered.
/// What the folder refuses (full, read-only, gone) is tried again later. One thread.
class FilesChannel final : public ports::Channel {
 public:
  explicit FilesChannel(std::string folder) : folder_(std::move(folder)) {}
  const char* name() const override { return "files"; }
  ports::Delivery deliver(const ports::Message& message) override;

 private:
  std::string folder_;
};

/// The JSON of a message: id, key, case_key, template, receiver, receiver_title, sender, sender_title, created_at,
/// subject, body, attachments ({name, sha256}) and the facts it was made from. Ends with a newline.
std::string message_json(const ports::Message& message);

}  // namespace aftale::files
