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
constexpr const char* kList = ".aftale-feeds";  // the names of our files, one a line
constexpr std::size_t kListMax = 16 * 1024 * 1024;

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
  if (before == bytes) {
    ++changes.same;
    return {};
  }
  disk::Failure failure = disk::write_whole(path, bytes, kGroupFile);
  if (!failure) ++changes.written;
  return failure;
}

/// The folder as it is written: what is ours in it, by its own list.
class Writing {
 public:
  explicit Writing(std::string folder) : folder_(std::move(folder)) {}

  disk::Failure write_all(const Feed& all, const std::map<std::string, Feed>& by_receiver, Changes& changes) {
    if (disk::Failure failure = disk::make_folder(folder_, kGroupFolder)) return failure;
    std::map<std::string, const Feed*> current{{"all.ics", &all}};
    for (const auto& [receiver, feed] : by_receiver) current.emplace(feed_file_name(receiver), &feed);
    if (disk::Failure failure = read_list(current)) return failure;
    disk::Failure first;
    // Before the files: one that a killed program has made must not be taken for somebody's.
    if (disk::Failure failure = write_list(current, first)) return failure;
    for (const auto& [name, feed] : current) {
      if (ours_.contains(name)) keep(write_if_changed(path_of(name), ics(*feed), changes), first);
    }
    for (const std::string& name : ours_) {
      if (!current.contains(name)) keep(empty(name, changes), first);
    }
    keep(disk::sync_folder(folder_), first);
    return first;
  }

 private:
  std::string path_of(const std::string& name) const { return folder_ + "/" + name; }

  /// One file that cannot be written does not keep the others from it.
  static void keep(disk::Failure failure, disk::Failure& first) {
    if (failure && !first) first = std::move(failure);
  }

  disk::Failure read_list(const std::map<std::string, const Feed*>& current) {
    const disk::Standing standing = disk::standing(path_of(kList));
    if (standing == disk::Standing::other) return disk::in_the_way(path_of(kList));
    if (standing == disk::Standing::nothing) return adopt(current);
    const std::optional<std::string> list = disk::read_whole(path_of(kList), kListMax);
    if (!list) return "read " + path_of(kList);
    for (std::size_t at = 0; at < list->size();) {
      const std::size_t end = std::min(list->find('\n', at), list->size());
      std::string name = list->substr(at, end - at);
      if (name.ends_with(".ics") && name.find('/') == std::string::npos) ours_.insert(std::move(name));
      at = end + 1;
    }
    listed_ = ours_;
    return {};
  }

  /// A folder of a program that kept no list: what is called as ours are and says that it is.
  disk::Failure adopt(const std::map<std::string, const Feed*>& current) {
    std::error_code error;
    for (fs::directory_iterator file(folder_, error), end; !error && file != end; file.increment(error)) {
      const std::string name = file->path().filename();
      const bool called_so = name.ends_with(".ics") && name.find('@') != std::string::npos;
      if (!called_so && !current.contains(name)) continue;
      const std::optional<std::string> text = disk::read_whole(file->path(), kFileMax);
      if (text && text->find(kOurs) != std::string::npos) ours_.insert(name);
    }
    if (error) return "read " + folder_ + ": " + error.message();
    return {};
  }

  disk::Failure write_list(const std::map<std::string, const Feed*>& current, disk::Failure& first) {
    for (const auto& [name, feed] : current) {
      if (ours_.contains(name)) continue;
      if (disk::standing(path_of(name)) == disk::Standing::nothing) {
        ours_.insert(name);
      } else {
        keep(disk::in_the_way(path_of(name)), first);
      }
    }
    if (ours_ == listed_) return {};
    std::string list;
    for (const std::string& name : ours_) list += name + "\n";
    return disk::write_whole(path_of(kList), list, kGroupFile);
  }

  disk::Failure empty(const std::string& name, Changes& changes) {
    const std::string path = path_of(name);
    if (disk::standing(path) == disk::Standing::other) return disk::in_the_way(path);
    const std::optional<std::string> before = disk::read_whole(path, kFileMax);
    if (!before) return {};
    const std::string empty = without_events(*before);
    if (empty == *before) {
      ++changes.same;
      return {};
    }
    disk::Failure failure = disk::write_whole(path, empty, kGroupFile);
    if (!failure) ++changes.emptied;
    return failure;
  }

  std::string folder_;
  std::set<std::string> ours_, listed_;
};

}  // namespace

Result<Changes> write_folder(const std::string& folder, const Feed& all,
                             const std::map<std::string, Feed>& by_receiver) {
  Changes changes;
  if (disk::Failure failure = Writing(folder).write_all(all, by_receiver, changes)) {
    return fail(Error::Kind::unavailable, "calendar-folder",
                Text{"Kalenderfilerne kunne ikke skrives: " + *failure + ". Giv programmet en mappe for sig selv, " +
                         "som det må skrive i",
                     "The calendar files could not be written: " + *failure +
                         ". Give the program a folder of its own that it may write to"});
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
