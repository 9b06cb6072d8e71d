#include "engine/cases/replay/timeline.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/base/json.h"
#include "engine/cases/journal.h"
#include "engine/cases/replay/move_entry.h"
#include "engine/machine/format/payload.h"
#include "engine/machine/settle.h"

namespace aftale::cases {

using machine::InputKind;

Strikes::Strikes(const std::vector<records::JournalRow>& entries) {
  for (const records::JournalRow& row : entries) {
    if (static_cast<InputKind>(row.kind) != InputKind::correct) continue;
    if (const Result<Json> input = Json::parse(row.input)) corrections_[row.revision] = (*input)["entry"].integer();
  }
  decide();
}

void Strikes::add(std::int64_t entry, std::int64_t by) {
  corrections_[by] = entry;
  decide();
}

void Strikes::decide() {
  by_.clear();
  for (auto one = corrections_.rbegin(); one != corrections_.rend(); ++one) {
    if (!by_.contains(one->first)) by_.emplace(one->second, one->first);
  }
}

std::int64_t Strikes::of(std::int64_t entry) const {
  const auto found = by_.find(entry);
  return found == by_.end() ? 0 : found->second;
}

std::optional<std::uint64_t> Numbers::find(const std::string& input, time::Instant at) const {
  const auto found = known_.find(input);
  if (found == known_.end() || found->second.empty()) return std::nullopt;
  const std::vector<Known>& known = found->second;
  const auto one = std::find_if(known.begin(), known.end(), [&](const Known& candidate) { return candidate.at == at; });
  return one == known.end() ? known.front().number : one->number;
}

void Numbers::use(const std::string& input, std::uint64_t number) {
  std::erase_if(known_[input], [&](const Known& known) { return known.number == number; });
}

void post(std::vector<Posted>& posted, const machine::Step& step, std::uint64_t entry) {
  for (std::size_t n = 0; n < step.outward.size(); ++n) posted.push_back({entry, n + 1, step.outward[n]});
}

Hands hands_of(const machine::Step& step) {
  if (step.proposed) return Hands::proposed;
  const bool confirmed = std::any_of(step.notes.begin(), step.notes.end(), [](const Diagnostic& note) {
    return std::string_view(note.code) == "second-person";
  });
  return confirmed ? Hands::two : Hands::one;
}

void Timeline::settle(time::Instant until) {
  while (const std::optional<machine::Fire> due = machine::next_due(work_.instance(), until)) fire(*due);
}

void Timeline::fire(const machine::Fire& due) {
  machine::Case& instance = work_.instance();
  const machine::Moment moment = machine::moment_of(work_.definition(), instance, due);
  std::string input;
  machine::write_input(due, work_.definition(), input);
  const std::optional<std::uint64_t> known = numbers_.find(input, moment.now);
  if (known && strikes_.of(static_cast<std::int64_t>(*known)) != 0) {
    numbers_.use(input, *known);
    Result<machine::Step> passed = machine::pass_over(work_.definition(), instance, due);
    if (passed)
      work_.note(std::move(*passed), moment.now);
    else
      fault(passed.error(), moment);
    return;
  }
  const std::uint64_t number = known ? *known : fresh_;
  instance.revision = number - 1;
  machine::Firing firing = machine::fire(work_.definition(), instance, due);
  if (firing.failed) {
    fault(firing.failed, moment);
    return;
  }
  if (known) {
    numbers_.use(input, number);
  } else {
    ++fresh_;
    added_.emplace_back(std::move(input), Numbers::Known{number, moment.now});
  }
  post(posted_, firing.step, number);
  work_.note(std::move(firing.step), moment.now);
}

void Timeline::fault(const ErrorPtr& why, const machine::Moment& moment) {
  const std::optional<std::uint64_t> known = numbers_.find(kFaults, moment.now);
  if (known) {
    numbers_.use(kFaults, *known);
  } else {
    failed_ = why;
  }
  machine::Case& instance = work_.instance();
  instance.revision = (known ? *known : fresh_++) - 1;
  Result<machine::Step> step = machine::step(work_.definition(), instance, machine::Fault{reason_of(why)}, moment);
  AFTALE_CHECK(step.has_value());
  post(posted_, *step, instance.revision + 1);
  work_.take(std::move(*step), moment.now);
  ++instance.revision;
  instance.last_at = moment.now;
}

void Timeline::rest(const records::JournalRow& fault, time::Instant at) {
  machine::Case& instance = work_.instance();
  if (instance.status != lifecycle::CaseStatus::running) return;
  const machine::Actor clock{"clock", machine::Proof::clock, {}};
  const machine::Moment moment{std::max(at, instance.last_at), std::nullopt, clock};
  instance.revision = static_cast<std::uint64_t>(fault.revision) - 1;
  Result<machine::Step> step = machine::step(work_.definition(), instance, machine::Suspend{}, moment);
  AFTALE_CHECK(step.has_value());
  work_.take(std::move(*step), moment.now);
  ++instance.revision;
  instance.last_at = moment.now;
  mended_ = true;
}

// What fired before the timer that failed has fired. Whether that one fails again is found out; where it does not, it
// waits with the rest until the case is resumed.
void Timeline::stop(const records::JournalRow& fault_row, time::Instant at) {
  while (const std::optional<machine::Fire> due = machine::next_due(work_.instance(), at)) {
    const machine::Moment moment = machine::moment_of(work_.definition(), work_.instance(), *due);
    std::string input;
    machine::write_input(*due, work_.definition(), input);
    if (moment.now < at || numbers_.find(input, moment.now)) {
      fire(*due);
      continue;
    }
    machine::Case tried = work_.instance();
    tried.revision = static_cast<std::uint64_t>(fault_row.revision) - 1;
    const std::vector<machine::Firing> firings = machine::settle(work_.definition(), tried, at);
    if (firings.front().failed) fault(firings.front().failed, moment);
    break;
  }
  rest(fault_row, at);
}

// Of a move the case follows the other definition from here on.
Result<machine::Step> Timeline::step_of(const records::JournalRow& row, const machine::Moment& moment) {
  const auto kind = static_cast<InputKind>(row.kind);
  if (kind == InputKind::move) return move_on(definitions_, work_, row, moment);
  AFTALE_TRY(const machine::Input input, machine::read_input(kind, row.input, work_.definition()));
  return machine::step(work_.definition(), work_.instance(), input, moment);
}

Result<void> Timeline::take(const records::JournalRow& row, time::Instant at) {
  const auto kind = static_cast<InputKind>(row.kind);
  AFTALE_TRY(const machine::Actor actor, read_actor(row));
  const bool struck = strikes_.of(row.revision) != 0;
  const bool failed_timer = kind == InputKind::fault && actor.proof == machine::Proof::clock;
  if (failed_timer) {
    stop(row, at);
    return {};
  }
  settle(at);
  if (kind == InputKind::fault && struck) rest(row, at);
  if (struck || kind == InputKind::fire || kind == InputKind::correct) return {};
  machine::Case& instance = work_.instance();
  const machine::Moment moment{std::max(at, instance.last_at), row.effective, actor};
  instance.revision = static_cast<std::uint64_t>(row.revision) - 1;
  AFTALE_TRY(machine::Step step, step_of(row, moment));
  post(posted_, step, static_cast<std::uint64_t>(row.revision));
  if (const Hands hands = hands_of(step); hands != Hands::one) hands_[row.revision] = hands;
  work_.take(std::move(step), moment.now);
  ++instance.revision;
  instance.last_at = moment.now;
  return {};
}

WorkingCopy unbegun(const machine::Case& instance, model::DefinitionPtr definition, time::Instant opened) {
  machine::Case fresh;
  fresh.id = instance.id;
  fresh.key = instance.key;
  fresh.definition = definition->id;
  fresh.semantics = instance.semantics;
  fresh.opened = fresh.last_at = opened;
  return WorkingCopy(std::move(fresh), std::move(definition), std::nullopt);
}

std::string reason_of(const ErrorPtr& error) {
  const Text& message = error->findings.front().message;
  return message.in(Language::da) + "\n" + message.in(Language::en);
}

}  // namespace aftale::cases
