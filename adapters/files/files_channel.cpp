#include "adapters/files/files_channel.h"

#include <exception>

#include "adapters/disk/whole_file.h"
#include "adapters/mime/eml.h"
#include "engine/records/message_json.h"

namespace aftale::files {
namespace {

constexpr mode_t kOwnFolder = 0700, kOwnFile = 0600;

records::Delivery ended(records::Delivery::Outcome outcome, std::string why) {
  records::Delivery delivery;
  delivery.outcome = outcome;
  delivery.detail = std::move(why);
  return delivery;
}

disk::Failure write_once(const std::string& path, std::string_view bytes) {
  return disk::standing(path) == disk::Standing::file ? disk::Failure() : disk::write_whole(path, bytes, kOwnFile);
}

disk::Failure write_both(const std::string& folder, const records::Message& message, const std::string& mail) {
  const std::string stem = folder + "/" + message.id.text();
  if (disk::standing(stem + ".eml") == disk::Standing::file) return disk::sync_folder(folder);
  if (disk::Failure failure = disk::make_folder(folder, kOwnFolder)) return failure;
  // The mail comes last: where it is, both are.
  if (disk::Failure failure = write_once(stem + ".json", records::message_json(message))) return failure;
  if (disk::Failure failure = write_once(stem + ".eml", mail)) return failure;
  return disk::sync_folder(folder);
}

}  // namespace

records::Delivery FilesChannel::deliver(const records::Message& message) {
  using Outcome = records::Delivery::Outcome;
  try {
    const Result<std::string> mail = mime::eml(message);
    if (!mail) return ended(Outcome::refused, mail.error()->findings.front().message.in(message.language));
    if (disk::Failure failure = write_both(folder_, message, *mail)) return ended(Outcome::try_again, *failure);
    return {};
  } catch (const std::exception& error) {
    return ended(Outcome::try_again, error.what());
  }
}

}  // namespace aftale::files
