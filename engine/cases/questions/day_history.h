#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/cases/questions/days.h"
#include "engine/cases/read_model.h"

namespace aftale::cases {

/// How often the days of a case were set, for calendars: they take a change only under a greater number (RFC 5546,
/// 2.1.4), and one under a greater number as a change.
class DayHistory {
 public:
  struct Entry {
    time::CivilDate date;
    bool stands = true, done = false;
    std::int64_t sequence = 0;  ///< times it was set: 0 when it came to be, one more for each move and for its end
    time::Instant changed_at;   ///< the last of them, or when it was met
  };

  /// The days after another entry of the journal, made at `at`.
  void note(const std::vector<Day>& days, time::Instant at);
  /// Of a day as it stands now. One that was never noted so has changed with the last entry.
  Entry of(const Day& day, time::Instant last_at) const;

 private:
  std::map<std::string, Entry, std::less<>> by_id_;
};

/// Computed from the journal, which keeps it; the engine remembers it until the case has another entry. Errors: of the
/// store; damaged, where the journal cannot be played.
Result<const DayHistory*> day_history(const ReadModel& in, const records::LoadedCase& loaded);

}  // namespace aftale::cases
