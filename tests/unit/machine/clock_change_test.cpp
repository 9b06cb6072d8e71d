#include <algorithm>
#include <map>

#include "tests/unit/machine/world.h"
#include "tests/unit/time/copenhagen_days.h"

/// What falls due around every clock change from 2020 to 2040 fires at its instant: not a microsecond before, not
/// twice. The instants are another program's (tests/unit/time/copenhagen_days.csv).
namespace aftale::machine::test {
namespace {

using Kind = Timer::Kind;
using time::CivilDate;
using time::CopenhagenDay;
using time::Instant;

constexpr const char* kEdges = R"(
workflow: edges
version: 1
title: Kanter
organisation: small
calendar: denmark
inputs: {due: {type: date}, day: {type: date}}
initial: both
states:
  both:
    type: parallel
    states:
      asked:
        initial: open
        states:
          open:
            owner: group
            deadlines: {answer: {due: due, warn: [P1D, P2D]}}
            on: {answered: {to: closed}}
          closed: {type: final}
      dates:
        initial: waits
        states:
          waits: {from: {day: {to: runs}}}
          runs: {after: {day: {to: rests}}}
          rests: {after: {P1D: {to: over}}}
          over: {type: final}
    done: {to: finished}
  finished: {type: final}
)";

/// What is to fire, and when.
using Due = std::pair<Instant, Kind>;

class Edges {
 public:
  explicit Edges(const std::function<void(model::Definition&)>& change = {}) : world_(kEdges, {}, change) {
    fresh_ = world_.instance;
    for (const CopenhagenDay& row : time::copenhagen_days()) days_.emplace(row.day, row);
  }

  const CopenhagenDay& of(CivilDate day) const { return days_.at(day); }
  std::vector<CivilDate> changes() const {
    std::vector<CivilDate> all;
    for (const auto& [day, row] : days_) {
      if (row.from_change == 0) all.push_back(day);
    }
    return all;
  }
  CivilDate working_day_until(CivilDate day) const {
    while (!of(day).is_working_day) day = day.plus_days(-1);
    return day;
  }

  void open(CivilDate due, CivilDate day) {
    world_.instance = fresh_;
    const auto came = world_.open(std::min(due, day).plus_days(-30).iso(), {{"due", due.iso()}, {"day", day.iso()}});
    ASSERT_TRUE(came) << came.code;
  }
  /// What has fired by `now`, of the kinds that are looked at, on a copy of the case.
  std::vector<Due> fired_by(Instant now, std::initializer_list<Kind> kinds) const {
    Case instance = world_.instance;
    std::vector<Due> fired;
    for (const Firing& firing : settle(world_.definition(), instance, now)) {
      EXPECT_FALSE(firing.failed);
      const Timer& timer = firing.fire.timer;
      if (std::find(kinds.begin(), kinds.end(), timer.kind) != kinds.end()) fired.emplace_back(timer.due, timer.kind);
    }
    return fired;
  }
  /// Each fires at its instant and no earlier, and all of them once.
  void expect_exactly(const std::vector<Due>& expected, std::initializer_list<Kind> kinds) const {
    for (std::size_t n = 0; n < expected.size(); ++n) {
      const auto upto = [&](std::size_t end) {
        return std::vector<Due>(expected.begin(), expected.begin() + static_cast<std::ptrdiff_t>(end));
      };
      const Instant at = expected[n].first;
      EXPECT_EQ(fired_by(Instant{at.micros - 1}, kinds), upto(n)) << "just before " << at.rfc3339();
      EXPECT_EQ(fired_by(at, kinds), upto(n + 1)) << "at " << at.rfc3339();
    }
    if (!expected.empty()) {
      // Two hours on, and a year: a local time that comes twice counts once.
      EXPECT_EQ(fired_by(expected.back().first.plus_seconds(7'200), kinds), expected);
      EXPECT_EQ(fired_by(expected.back().first.plus_seconds(366 * 86'400), kinds), expected);
    }
  }

 private:
  World world_;
  Case fresh_;
  std::map<CivilDate, CopenhagenDay> days_;
};

TEST(ClockChange, a_deadline_near_it_is_missed_at_the_midnight_that_ends_its_day) {
  Edges edges;
  for (const CivilDate change : edges.changes()) {
    for (const int offset : {-1, 0, 1}) {
      const CivilDate due = change.plus_days(offset);
      SCOPED_TRACE("due " + due.iso());
      edges.open(due, change);
      edges.expect_exactly({{edges.of(due.plus_days(1)).midnight, Kind::overdue}}, {Kind::overdue});
    }
  }
}

TEST(ClockChange, a_reminder_near_it_goes_out_at_eight_on_a_working_day) {
  Edges edges;
  for (const CivilDate change : edges.changes()) {
    for (const int offset : {-1, 0, 1, 2, 3}) {
      const CivilDate due = change.plus_days(offset);
      SCOPED_TRACE("due " + due.iso());
      edges.open(due, change);
      // Two days before and one day before, back to a working day each; where that is the same, once.
      std::vector<Due> expected;
      for (const int before : {2, 1}) {
        const Instant at = edges.of(edges.working_day_until(due.plus_days(-before))).eight;
        if (expected.empty() || expected.back().first != at) expected.emplace_back(at, Kind::remind);
      }
      edges.expect_exactly(expected, {Kind::remind});
    }
  }
}

TEST(ClockChange, from_begins_with_its_day_and_after_ends_with_it) {
  Edges edges;
  for (const CivilDate change : edges.changes()) {
    for (const int offset : {-1, 0, 1}) {
      const CivilDate day = change.plus_days(offset);
      SCOPED_TRACE("day " + day.iso());
      edges.open(change.plus_days(60), day);
      // The last state is entered on the day after, and left when one more day is over.
      edges.expect_exactly({{edges.of(day).midnight, Kind::timed},
                            {edges.of(day.plus_days(1)).midnight, Kind::timed},
                            {edges.of(day.plus_days(3)).midnight, Kind::timed}},
                           {Kind::timed});
    }
  }
}

TEST(ClockChange, a_reminder_at_half_past_two_goes_out_once_in_the_gap_and_in_the_overlap) {
  Edges edges([](model::Definition& definition) {
    definition.calendar.reminders_at = 2 * 3600 + 1800;
    definition.calendar.weekend.clear();
    definition.calendar.holidays.clear();
  });
  for (const CivilDate change : edges.changes()) {
    for (const int offset : {0, 1, 2, 3}) {
      const CivilDate due = change.plus_days(offset);
      SCOPED_TRACE("due " + due.iso());
      edges.open(due, change);
      edges.expect_exactly({{edges.of(due.plus_days(-2)).half_past_two, Kind::remind},
                            {edges.of(due.plus_days(-1)).half_past_two, Kind::remind}},
                           {Kind::remind});
    }
  }
}

}  // namespace
}  // namespace aftale::machine::test
