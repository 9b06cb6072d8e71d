#pragma once
#include <string>

#include "engine/records/channel.h"

namespace aftale::files {

/// Puts each message into a folder: `<message id>.json` with everything a program needs (records::message_json) and
/// `<message id>.eml` for any mail program. The folder is made (0700) with the first message; files are 0600. A file
/// appears whole or not at all, and is on the disk when `deliver` returns. A message that is there already is left as
/// it is and counts as delivered; a link or anything else that is no file does not, and is named. What the folder
/// refuses (full, read-only, gone) is tried again later; a message that can be no mail (mime::eml) is refused.
/// Any threads, each message on one at a time.
class FilesChannel final : public records::Channel {
 public:
  explicit FilesChannel(std::string folder) : folder_(std::move(folder)) {}
  const char* name() const override { return "files"; }
  records::Delivery deliver(const records::Message& message) override;

 private:
  std::string folder_;
};

}  // namespace aftale::files
