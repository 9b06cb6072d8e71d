#include <algorithm>

#include "engine/model/checks.h"
#include "engine/model/graph.h"
#include "engine/time/format.h"

/// A meeting plan that gives a month no meeting, because the day of its rule is one on which nobody works.
namespace aftale::model {
namespace {

constexpr std::int64_t kMonthsAhead = 36;
constexpr std::size_t kDaysNamed = 3;

using Days = std::vector<time::CivilDate>;

bool meets_in_month_of(time::CivilDate day, const time::MeetingPlan& plan, const time::Calendar& calendar) {
  const time::CivilDate first = day.plus_days(1 - day.day());
  return !plan.between(first, first.plus_months(1).plus_days(-1), calendar).empty();
}

/// A day with the reason why nobody works: its name, else its day of the week.
std::string named(time::CivilDate day, const time::Calendar& calendar, Language language) {
  const time::DayRule* off = calendar.day_off(day);
  return off ? time::short_date(day, language) + " (" + off->title.in(language) + ")" : time::long_date(day, language);
}

std::string named(const Days& days, const time::Calendar& calendar, Language language) {
  std::string text;
  const std::size_t count = std::min(days.size(), kDaysNamed);
  for (std::size_t n = 0; n < count; ++n) text += (n == 0 ? "" : ", ") + named(days[n], calendar, language);
  if (days.size() == count) return text;
  const std::string more = std::to_string(days.size() - count);
  return text + (language == Language::da ? " og " + more + " til" : " and " + more + " more");
}

/// `from`, `to`: within what the body's party is there.
void check_plan(const Body& body, std::optional<time::CivilDate> from, std::optional<time::CivilDate> to,
                const time::Calendar& calendar, time::CivilDate today, std::vector<Diagnostic>& findings) {
  time::CivilDate first = today, last = today.plus_months(kMonthsAhead);
  for (const auto& begin : {from, body.from}) first = std::max(first, begin.value_or(first));
  for (const auto& end : {to, body.to}) last = std::min(last, end.value_or(last));
  Days lost;
  for (const time::CivilDate day : body.meetings.days_off(first, last, calendar)) {
    if (!meets_in_month_of(day, body.meetings, calendar)) lost.push_back(day);
  }
  if (lost.empty()) return;
  const auto title = [&](Language language) { return body.title.empty() ? body.id : body.title.in(language); };
  const bool one = lost.size() == 1;
  findings.push_back(finding(
      "meeting-day-off", Severity::warning, body.at,
      {title(Language::da) + " skulle efter reglen mødes på " + (one ? "en dag" : "dage") +
           ", hvor der ikke arbejdes, og har intet andet møde i måneden: " + named(lost, calendar, Language::da) +
           ". Skriv en anden dag i måneden under also, eller dagen under not, hvis mødet falder bort",
       title(Language::en) + " would by its rule meet on " + (one ? "a day" : "days") +
           " on which nobody works, and has no other meeting that month: " + named(lost, calendar, Language::en) +
           ". Write another day of the month under also, or the day under not if there is to be no meeting"}));
}

}  // namespace

void check_meetings(const Organisation& organisation, const time::Calendar& calendar, time::CivilDate today,
                    std::vector<Diagnostic>& findings) {
  for (const Body& body : organisation.bodies) check_plan(body, {}, {}, calendar, today, findings);
  for (const Party& party : organisation.parties) {
    for (const Body& body : party.chain) check_plan(body, party.from, party.to, calendar, today, findings);
  }
}

}  // namespace aftale::model
