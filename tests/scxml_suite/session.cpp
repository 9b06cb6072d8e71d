#include "tests/scxml_suite/session.h"

#include <algorithm>
#include <limits>

#include "engine/lifecycle/case_life.h"
#include "tests/scxml_suite/sending.h"

namespace aftale::scxml_suite {
namespace {

/// A chart that sends to itself for ever is stopped here.
constexpr std::size_t kDeliveriesMax = 1000;

}  // namespace

Session::Session(const model::Definition& definition, Domains domains)
    : definition_(definition), semantics_{.scxml = true, .regions = domains == Domains::regional} {
  case_.key = "scxml";
}

Result<void> Session::open() {
  AFTALE_TRY_VOID(take(machine::Open()));
  return deliver(now_);
}

Result<void> Session::send(const std::string& event) {
  AFTALE_TRY_VOID(take(machine::Event{"", event, {}}));
  return deliver(now_);
}

Result<void> Session::wait(std::int64_t milliseconds) {
  const std::int64_t until = now_ + milliseconds;
  AFTALE_TRY_VOID(deliver(until));
  now_ = until;
  return {};
}

Result<void> Session::wait_for_all() {
  return deliver(std::numeric_limits<std::int64_t>::max());
}

bool Session::halted() const {
  return lifecycle::has_ended(case_.status);
}

Result<void> Session::deliver(std::int64_t until) {
  while (!halted() && !under_way_.empty()) {
    const auto next =
        std::min_element(under_way_.begin(), under_way_.end(),
                         [](const UnderWay& left, const UnderWay& right) { return left.due < right.due; });
    if (next->due > until) break;
    if (++delivered_ > kDeliveriesMax) {
      return fail(Error::Kind::refused, "deliveries", Text{"Diagrammet sender i ring", "The chart sends in a circle"});
    }
    now_ = std::max(now_, next->due);
    const std::string event = next->event;
    under_way_.erase(next);
    AFTALE_TRY_VOID(take(machine::Event{"", event, {}}));
  }
  return {};
}

Result<void> Session::take(const machine::Input& input) {
  if (halted()) return {};
  machine::Moment moment;
  moment.now.micros = now_ * 1000;
  moment.actor = {"suite", machine::Proof::scenario, {"*"}};
  AFTALE_TRY(const machine::Step step, machine::step(definition_, case_, input, moment, semantics_));
  machine::apply(case_, step);
  ++case_.revision;
  case_.last_at = moment.now;
  microsteps_ += step.trace.size();
  if (const auto* event = std::get_if<machine::Event>(&input); event && step.trace.empty()) {
    trace_ += "  " + event->name + ": dropped\n";
  }
  describe(step);
  post(step.effects);
  return {};
}

void Session::post(const std::vector<machine::Effect>& effects) {
  for (const machine::Effect& effect : effects) {
    Sending sending = sending_of(std::get<machine::Notify>(effect).template_name);
    if (sending.event.empty()) {
      std::erase_if(under_way_, [&](const UnderWay& one) { return one.id == sending.id; });
    } else {
      under_way_.push_back({now_ + sending.delay, std::move(sending.id), std::move(sending.event)});
    }
  }
}

std::vector<std::string> Session::innermost() const {
  const machine::Branch& branch = *case_.branches.front();
  const std::vector<model::State>& states = definition_.root_chart().states;
  std::vector<std::string> ids;
  for (const machine::ActiveState& active : branch.active) {
    const bool outer = std::any_of(branch.active.begin(), branch.active.end(), [&](const machine::ActiveState& other) {
      return states[other.state].parent == active.state;
    });
    if (!outer) ids.push_back(states[active.state].id);
  }
  return ids;
}

std::string Session::names(const machine::StateList& states) const {
  std::string out;
  for (const model::StateIx state : states) out += " " + definition_.root_chart().states[state].id;
  return out.empty() ? " -" : out;
}

void Session::describe(const machine::Step& step) {
  for (const machine::Microstep& microstep : step.trace) {
    trace_ += "  " + (microstep.event.empty() ? std::string("(no event)") : microstep.event) + ": left" +
              names(microstep.left) + "; entered" + names(microstep.entered) + "; transitions";
    for (const std::uint16_t number : microstep.taken) trace_ += " " + std::to_string(number);
    if (microstep.taken.empty()) trace_ += " -";
    for (const machine::Tried& tried : microstep.tried) {
      trace_ += "; guard of " + std::to_string(tried.transition) + (tried.held ? " held" : " did not hold");
    }
    trace_ += "\n";
  }
}

}  // namespace aftale::scxml_suite
