#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/machine/case.h"
#include "engine/machine/input.h"
#include "engine/model/definition.h"

/// What a step is computed from.
namespace aftale::machine {

/// What the name `event` stands for in expressions; its `date` is StepContext::effective, `recorded` the local date of
/// Moment::now, `by` the actor's id.
struct CurrentEvent {
  std::string name;                   ///< empty: no event (a case is opened: every member but the dates is null)
  const NamedValues* data = nullptr;  ///< declared data, beside the members above
  std::string outcome;                ///< of what is done (`done`), else empty: null
  feel::Value result;
  const Record* record = nullptr;  ///< of a ballot: meeting, votes, remarks, minority, minutes
  std::string kind;                ///< of a ballot: approve, recommend ...
  std::string word;                ///< of a ballot: the word of the table that stands for what the minutes say
  feel::Value body;                ///< of a ballot: the step's owner as a body, where it is one
  std::vector<std::pair<std::uint16_t, std::uint32_t>> versions;  ///< of a ballot: document, version
};

/// The definition and the case as it was before the step, who acts, which day and event it is, and the rules by the age
/// of the case. Borrows the Definition, the Case and the Moment; lives for one step.
class StepContext {
 public:
  StepContext(const model::Definition& definition, const Case& instance, const Moment& moment,
              const Semantics& semantics);

  const model::Definition& definition() const { return definition_; }
  const Case& instance() const { return instance_; }  ///< as it was before the step
  const Moment& moment() const { return *moment_; }
  /// Somebody else acts from here on; `moment` outlives the run or is put back.
  void set_moment(const Moment& moment) { moment_ = &moment; }
  bool scxml() const { return semantics_.scxml; }
  /// Transitions leave what SCXML says they leave, without D1.
  bool scxml_domains() const { return semantics_.scxml && !semantics_.regions; }
  /// Dates and living lists follow the data that they name, and days at rest are not counted (model::kSemantics).
  bool follows_data() const { return instance_.semantics >= 4 && !semantics_.scxml; }
  /// What semantics 5 changed (model::kSemantics); cases opened before go on to the letter.
  bool keeps_facts() const { return instance_.semantics >= 5 && !semantics_.scxml; }

  time::CivilDate today() const { return today_; }
  /// A day of a recurrence that passed while nothing could be done, and is carried out now.
  struct MissedDay {
    model::StateIx state = 0;
    std::uint16_t rule = 0;
    time::CivilDate day;
  };
  const std::optional<MissedDay>& missed() const { return missed_; }
  void set_missed(MissedDay missed) { missed_ = missed; }
  /// What `today` means in expressions: a missed day is carried out as that day.
  time::CivilDate day() const { return missed_ ? missed_->day : today_; }
  /// The day on which what happens now takes effect.
  time::CivilDate effective() const { return effective_; }
  void set_effective(time::CivilDate date) { effective_ = date; }

  const CurrentEvent& event() const { return event_; }
  CurrentEvent& event() { return event_; }

 private:
  const model::Definition& definition_;
  const Case& instance_;
  const Moment* moment_;
  Semantics semantics_;
  time::CivilDate today_, effective_;
  std::optional<MissedDay> missed_;
  CurrentEvent event_;
};

}  // namespace aftale::machine
