#include "adapters/calendar/calendar_folder.h"

#include <filesystem>
#include <set>
#include <system_error>

#include "adapters/disk/whole_file.h"
#include "engine/base/digest.h"

namespace aftale::calendar {
namespace {

namespace fs = std::filesystem;

constexpr mode_t kGroupFolder = 0750, kGroupFile = 0640;
constexpr std::size_t kNameMax = 120;               // bytes before ".ics"
constexpr std::size_t kFileMax = 64 * 1024 * 1024;  // a larger one is not ours and is written anew
constexpr std::string_view kOurs = "\r\nPRODID:-//aftale//aftale//";

/// A file without the lines that begin so.
std::string without_lines(std::string_view text, std::string_view beginning) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    const std::string_view line = text.substr(at, end - at);
    if (!line.starts_with(beginning)) out.append(line);
    at = end;
  }
  return out;
}

/// A calendar without its events: what was its head and its end stay.
std::string without_events(std::string_view text) {
  constexpr std::string_view kBegin = "BEGIN:VEVENT\r\n", kEnd = "END:VEVENT\r\n";
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = text.find(kBegin, at);
    const std::size_t end = begin == std::string_view::npos ? begin : text.find(kEnd, begin);
    if (end == std::string_view::npos) return out.append(text.substr(at));
    out.append(text.substr(at, begin - at));
    at = end + kEnd.size();
  }
  return out;
}

disk::Failure write_if_changed(const std::string& path, const std::string& bytes, Changes& changes) {
  const std::optional<std::string> before = disk::read_whole(path, kFileMax);
  if (before && without_lines(*before, "DTSTAMP:") == without_lines(bytes, "DTSTAMP:")) {
    ++changes.same;
    return {};
  }
  disk::Failure failure = disk::write_whole(path, bytes, kGroupFile);
  if (!failure) ++changes.written;
  return failure;
}

disk::Failure empty_the_others(const std::string& folder, const std::set<std::string>& current, Changes& changes) {
  std::error_code error;
  for (fs::directory_iterator file(folder, error), end; !error && file != end; file.increment(error)) {
    const std::string name = file->path().filename();
    if (!name.ends_with(".ics") || current.contains(name)) continue;
    const std::optional<std::string> before = disk::read_whole(file->path(), kFileMax);
    if (!before || before->find(kOurs) == std::string::npos) continue;
    const std::string empty = without_events(*before);
    if (empty == *before) {
      ++changes.same;
    } else if (disk::Failure failure = disk::write_whole(file->path(), empty, kGroupFile)) {
      return failure;
    } else {
      ++changes.emptied;
    }
  }
  if (error) return "read " + folder + ": " + error.message();
  return {};
}

disk::Failure write_all(const std::string& folder, const Feed& all, const std::map<std::string, Feed>& by_receiver,
                        Changes& changes) {
  if (disk::Failure failure = disk::make_folder(folder, kGroupFolder)) return failure;
  std::set<std::string> current{"all.ics"};
  if (disk::Failure failure = write_if_changed(folder + "/all.ics", ics(all), changes)) return failure;
  for (const auto& [receiver, feed] : by_receiver) {
    const std::string name = feed_file_name(receiver);
    current.insert(name);
    if (disk::Failure failure = write_if_changed(folder + "/" + name, ics(feed), changes)) return failure;
  }
  if (disk::Failure failure = empty_the_others(folder, current, changes)) return failure;
  return disk::sync_folder(folder);
}

}  // namespace

Result<Changes> write_folder(const std::string& folder, const Feed& all,
                             const std::map<std::string, Feed>& by_receiver) {
  Changes changes;
  if (disk::Failure failure = write_all(folder, all, by_receiver, changes)) {
    return fail(Error::Kind::unavailable, "calendar-folder",
                Text{"Kalenderfilerne kunne ikke skrives: " + *failure + ". Giv programmet skriveadgang til mappen, " +
                         "eller vælg en anden",
                     "The calendar files could not be written: " + *failure +
                         ". Let the program write to the folder, or choose another"});
  }
  return changes;
}

std::string feed_file_name(std::string_view receiver) {
  std::string name;
  for (const char c : receiver.substr(0, kNameMax)) {
    const bool kept =
        (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || std::string_view("@._+-").find(c) != std::string_view::npos;
    name.push_back(kept ? c : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : '_');
  }
  if (name.starts_with('.')) name.front() = '_';
  const bool itself = name == receiver && !name.empty() && name != "all";
  return itself ? name + ".ics" : name + "-" + sha256(receiver).hex().substr(0, 8) + ".ics";
}

}  // namespace aftale::calendar
