#pragma once
#include <map>
#include <string>
#include <string_view>

#include "adapters/calendar/ics.h"
#include "engine/base/result.h"

namespace aftale::calendar {

/// What a writing of the folder changed, in files.
struct Changes {
  std::size_t written = 0;  ///< new, or with other events than before
  std::size_t emptied = 0;  ///< of receivers that are no longer there
  std::size_t same = 0;     ///< left untouched
};

/// A folder of calendar files that a web server or a shared drive gives on to calendar programs: `all.ics` with
/// everything and one file a receiver, named by `feed_file_name`. A file is replaced whole, is on the disk on return
/// and may be read by the group (0640); it is left alone where nothing in it has changed. A feed of a receiver who is
/// not in `by_receiver` any more loses its events and stays, so that nobody's calendar keeps showing what no longer
/// holds. The names of our files stand in `.aftale-feeds` in the folder; others are never touched,
/// whatever they hold, and one that has the name of a feed is left and named in the error, when all others are written.
/// The folder is made (0750). One thread at a time. Error: unavailable, `calendar-folder`.
Result<Changes> write_folder(const std::string& folder, const Feed& all,
                             const std::map<std::string, Feed>& by_receiver);

/// `all.ics` for all, else the receiver's address in lower-case letters, digits and `@ . _ + -` with `.ics` behind. A
/// name that had to be changed for that, or would be hidden, very long or `all`, also has 8 hex digits of the SHA-256
/// of the receiver, so that no two receivers share a file.
std::string feed_file_name(std::string_view receiver);

}  // namespace aftale::calendar
