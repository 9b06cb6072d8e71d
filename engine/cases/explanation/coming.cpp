#include "engine/cases/explanation/coming.h"

#include <algorithm>

#include "engine/cases/notices/outbox_rows.h"
#include "engine/machine/possible.h"
#include "engine/machine/settle.h"

namespace aftale::cases::explanation {
namespace {

using Coming = SituationAnswer::Coming;
using Kind = Coming::Kind;
using machine::Firing;

/// Three days hold few instants; a bound for whatever nobody thought of.
constexpr std::size_t kInstantsMax = 10'000;

/// What is due at one instant after the other, made into things that happen.
class Foretelling {
 public:
  Foretelling(const model::Definition& definition, machine::Case instance, const std::string& step)
      : definition_(definition), instance_(std::move(instance)), step_(step) {}

  /// Settles what is due then. False where the case goes no further.
  bool settle(time::Instant due) {
    const machine::Case before = instance_;
    time::Instant at = before.last_at;
    for (const Firing& firing : machine::settle(definition_, instance_, due)) {
      // A case's time never goes back, though a date that was set late may lie behind it.
      const bool in_time = firing.fire.timer.due >= at;
      at = std::max(at, firing.fire.timer.due);
      const time::CivilDate day = definition_.calendar.zone.date_of(at);
      if (firing.failed) {
        Coming& stops = add(Kind::stops, day, {});
        stops.title = firing.failed->findings.empty() ? Text() : firing.failed->findings.front().message;
        return false;
      }
      if (firing.fire.timer.kind == machine::Timer::Kind::overdue && in_time) add_deadline(before, firing.fire);
      add_effects(firing.step, day);
      add_moves(firing.step, day);
    }
    return instance_.status == lifecycle::CaseStatus::running;
  }

  const machine::Case& instance() const { return instance_; }
  std::vector<Coming> take() { return std::move(coming_); }
  std::size_t days() const {
    std::vector<time::CivilDate> seen;
    for (const Coming& one : coming_) {
      if (std::find(seen.begin(), seen.end(), one.date) == seen.end()) seen.push_back(one.date);
    }
    return seen.size();
  }

 private:
  Coming& add(Kind kind, time::CivilDate date, std::string step) {
    Coming& one = coming_.emplace_back();
    one.kind = kind;
    one.date = date;
    one.step = std::move(step);
    return one;
  }

  // The day itself is the last on which it can be met; the mark comes when it is over.
  void add_deadline(const machine::Case& before, const machine::Fire& due) {
    if (due.branch >= before.branches.size()) return;  // of a branch that began and ran out at the same instant
    const machine::Branch& branch = *before.branches[due.branch];
    const model::State& state = definition_.charts[branch.chart].states[due.timer.state];
    const std::string address = machine::address_of(definition_, before, {due.branch, due.timer.state});
    if (!concerns(address)) return;
    Coming& ends = add(Kind::deadline, due.timer.date, address);
    const Text& own = state.deadlines[due.timer.rule].title;
    ends.title = !own.empty() ? own : machine::title_of(definition_, before, {due.branch, due.timer.state});
  }

  void add_effects(const machine::Step& step, time::CivilDate day) {
    for (const machine::Effect& effect : step.effects) {
      const auto& notice = std::get<machine::Notify>(effect);
      const records::OutboxRow row = outbox_row(notice, instance_, definition_, instance_.last_at);
      if (!concerns(row.facts.step)) continue;
      const auto same = std::find_if(coming_.begin(), coming_.end(), [&](const Coming& one) {
        return one.kind == Kind::told && one.date == day && one.template_name == row.template_name;
      });
      Coming& told = same != coming_.end() ? *same : add(Kind::told, day, row.facts.step);
      told.template_name = row.template_name;
      if (told.step != row.facts.step) told.step.clear();
      told.receivers.push_back({row.facts.receiver_title, row.receiver});
    }
    for (const machine::Outward& outward : step.outward) {
      if (const auto* opening = std::get_if<machine::Opening>(&outward))
        add(Kind::opens, day, {}).title = same_text(opening->key);
      else
        add(Kind::tells, day, {}).title = same_text(std::get<machine::Telling>(outward).to);
    }
  }

  // Where the case itself goes, or one of its branches.
  void add_moves(const machine::Step& step, time::CivilDate day) {
    for (const machine::Microstep& move : step.trace) {
      if (move.left.empty() || move.entered.empty()) continue;
      const model::Chart& chart = definition_.charts[move.chart];
      const machine::Branch& branch = *instance_.branches[move.branch];
      for (const model::StateIx entered : move.entered) {
        const bool innermost = std::none_of(move.entered.begin(), move.entered.end(), [&](model::StateIx other) {
          return other > entered && other < chart.states[entered].end;
        });
        if (!innermost) continue;
        const bool ends = move.branch == 0 && branch.status == machine::BranchStatus::ended;
        const std::string address = chart.path(entered, branch.key);
        if (move.branch != 0 && !concerns(address)) continue;
        Coming& moved = add(ends ? Kind::ends : Kind::moves, day, address);
        moved.title = machine::title_of(definition_, instance_, {move.branch, entered});
        if (move.branch != 0) moved.of = *branch.title;
      }
    }
  }

  /// It is the step that is asked about, lies in it or around it.
  bool concerns(const std::string& address) const {
    return step_.empty() || address == step_ || address.starts_with(step_ + "/") || step_.starts_with(address + "/");
  }

  const model::Definition& definition_;
  machine::Case instance_;
  const std::string& step_;
  std::vector<Coming> coming_;
};

}  // namespace

std::vector<Coming> what_comes(const model::Definition& definition, const machine::Case& instance, time::Instant now,
                               const std::string& step) {
  const time::Zone& zone = definition.calendar.zone;
  const time::Instant until = zone.start_of(zone.date_of(now).plus_months(12).plus_days(1));
  Foretelling foretelling(definition, instance, step);
  std::optional<time::CivilDate> last;
  for (std::size_t settled = 0; settled < kInstantsMax; ++settled) {
    const std::optional<machine::Fire> due = machine::next_due(foretelling.instance(), until);
    if (!due) break;
    const time::CivilDate day = zone.date_of(due->timer.due);
    if (last != day && foretelling.days() >= kHappeningsMax) break;
    last = day;
    if (!foretelling.settle(due->timer.due)) break;
  }
  std::vector<Coming> coming = foretelling.take();
  std::stable_sort(coming.begin(), coming.end(),
                   [](const Coming& one, const Coming& other) { return one.date < other.date; });
  return coming;
}

}  // namespace aftale::cases::explanation
