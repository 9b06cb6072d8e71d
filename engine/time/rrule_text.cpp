#include "engine/time/rrule_text.h"

#include <mutex>

namespace aftale::time {

std::optional<icalrecurrencetype> read_rrule(const std::string& text) {
  static std::once_flag once;
  std::call_once(once, [] { icalerror_set_errors_are_fatal(0); });
  icalerror_clear_errno();
  icalrecurrencetype rule = icalrecurrencetype_from_string(text.c_str());
  const bool good = rule.freq != ICAL_NO_RECURRENCE && icalerrno == ICAL_NO_ERROR;
  icalerror_clear_errno();
  if (!good) return std::nullopt;
  return rule;
}

}  // namespace aftale::time
