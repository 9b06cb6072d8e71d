#include "engine/cases/expired.h"

#include <map>
#include <optional>
#include <string_view>
#include <tuple>

#include "engine/base/json.h"
#include "engine/base/words.h"
#include "engine/cases/replay/timeline.h"
#include "engine/machine/format/payload.h"
#include "engine/machine/possible.h"
#include "engine/time/format.h"

namespace aftale::cases {

namespace {

/// The firing of a deadline that left a step.
struct Expiry {
  std::int64_t revision = 0;
  time::CivilDate due;
  std::string left;
};

bool lies_in(std::string_view address, std::string_view around) {
  if (around.empty() || address == around) return true;
  return address.size() > around.size() && address.substr(0, around.size()) == around && address[around.size()] == '/';
}

/// A step of the case's own chart that people call by its title.
bool is_called(const model::Definition& definition, const std::string& address, const std::string& name) {
  const model::Chart& chart = definition.root_chart();
  for (std::size_t n = 1; n < chart.states.size(); ++n) {
    if (chart.path(static_cast<model::StateIx>(n)) != address) continue;
    const Text& title = chart.states[n].title;
    return folded(title.da) == folded(name) || folded(title.en) == folded(name);
  }
  return false;
}

/// The last firing that left the step, one around it or one inside it, unless the case has come back since.
class Search {
 public:
  Search(const std::string& address, time::CivilDate meeting) : address_(address), meeting_(meeting) {}

  void look_at(const records::JournalRow& row) {
    const Result<Json> outcome = Json::parse(row.outcome);
    if (!outcome) return;
    for (const Json& entered : (*outcome)["entered"].items()) {
      if (found_ && entered.text() == found_->left) found_.reset();
    }
    if (static_cast<machine::InputKind>(row.kind) != machine::InputKind::fire) return;
    const Result<machine::Input> input = machine::read_untyped(machine::InputKind::fire, row.input);
    if (!input) return;
    const auto& [branch, timer] = std::get<machine::Fire>(*input);
    const Deadline deadline{branch, timer.state, timer.rule};
    if (timer.kind == machine::Timer::Kind::overdue) {
      dues_[deadline] = timer.date;
    } else if (timer.kind != machine::Timer::Kind::then) {
      return;
    }
    const auto due = dues_.find(deadline);
    if (due == dues_.end() || meeting_ > due->second) return;
    for (const Json& left : (*outcome)["left"].items()) {
      if (lies_in(address_, left.text()) || lies_in(left.text(), address_))
        found_ = Expiry{row.revision, due->second, left.text()};
    }
  }

  const std::optional<Expiry>& found() const { return found_; }

 private:
  using Deadline = std::tuple<machine::BranchNo, model::StateIx, std::uint16_t>;  // branch, state, rule
  std::string address_;
  time::CivilDate meeting_;
  std::map<Deadline, time::CivilDate> dues_;
  std::optional<Expiry> found_;
};

}  // namespace

ErrorPtr with_entry_to_strike(const model::Definition& definition, const machine::Case& instance,
                              const std::vector<records::JournalRow>& journal, const machine::Record& record,
                              ErrorPtr refused) {
  const std::string_view code = code_of(refused);
  if (code != "no-open-step" && code != "unknown-step") return refused;
  const Result<std::string> address = machine::find_step(definition, instance, record.step);
  Search search(address.value_or(std::string()), record.meeting);
  const Strikes strikes(journal);
  for (const records::JournalRow& row : journal) {
    if (strikes.of(row.revision) == 0) search.look_at(row);
  }
  if (!search.found() || (!address && !is_called(definition, search.found()->left, record.step))) return refused;
  const Expiry& expiry = *search.found();
  const std::string entry = std::to_string(expiry.revision), strike = "aftale correct " + instance.key + " " + entry;
  const Text message{"Fristen den " + time::short_date(expiry.due, Language::da) +
                         " udløb, før referatet kom, og post " + entry + " gik videre fra " + expiry.left +
                         ". Mødet blev holdt i tide: stryg posten med »" + strike + "«, og registrér igen",
                     "The deadline of " + time::short_date(expiry.due, Language::en) +
                         " ran out before the minutes came, and entry " + entry + " went on from " + expiry.left +
                         ". The meeting was held in time: strike the entry with \"" + strike + "\" and record again"};
  return fail(Error::Kind::refused, "no-open-step", message, {strike}).value();
}

}  // namespace aftale::cases
