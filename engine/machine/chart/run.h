#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/machine/case.h"
#include "engine/machine/effects.h"
#include "engine/machine/input.h"
#include "engine/model/definition.h"

/// A case while a macrostep is computed.
namespace aftale::machine {

/// What the name `event` stands for in expressions; its `date` is Run::effective, `recorded` the local date of
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

/// The working copy: reads fall through to the case, writes go to copies made once per branch. Lives for one step, on
/// one thread; the Definition, Case, Moment and Input it was given outlive it.
///
/// Expressions are evaluated as `CaseScope scope{run, branch, state}; expression.evaluate(scope, scope)`: `branch` and
/// `state` are where the expression stands (for a `for_each` its state in the parent's chart), which fixes variables
/// by depth, counters and `entered`; a fourth argument, `const feel::Value* element`, is what SlotMeaning::element
/// stands for in the `key` and `with` of a `for_each`.
class Run {
 public:
  Run(const model::Definition& definition, const Case& instance, const Moment& moment, const Semantics& semantics = {});
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

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
  const Text& case_title() const { return step_.title ? *step_.title : instance_.title; }

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

  std::size_t branch_count() const { return place_.size(); }
  /// As it is now. The reference holds until the branch is first written.
  const Branch& branch(BranchNo no) const {
    const std::uint32_t place = place_[no];
    return place == 0 ? *instance_.branches[no] : *written_[place - 1];
  }
  /// A copy of its own, made the first time; the reference holds for the whole run.
  Branch& write(BranchNo no);
  /// Takes the next number. The reference holds for the whole run.
  Branch& add(Branch branch);
  const model::Chart& chart(BranchNo no) const { return definition_.charts[branch(no).chart]; }
  const model::Chart& chart(const Branch& branch) const { return definition_.charts[branch.chart]; }

  /// Some state of the chart has eventless transitions; looked up once a chart and run.
  bool has_eventless(model::ChartIx chart);

  /// Every version of every document, in the order they were attached.
  const std::vector<DocumentVersion>& documents() const { return documents_ ? *documents_ : instance_.documents; }
  /// The same to change; `changed_document` afterwards puts a row into the step.
  std::vector<DocumentVersion>& write_documents();
  void changed_document(const DocumentVersion& version);

  /// What has been collected so far.
  Step& step() { return step_; }
  const Step& step() const { return step_; }
  /// The row of a work item, its newest state; written once however often it changes. A fresh one has no owner yet.
  WorkItem& item(BranchNo branch, std::uint32_t item);
  /// A rule that fired; from expressions too (`decision(..)`), which only read.
  void fired(const std::string& table, std::uint32_t rule, bool once = false) const;
  /// A remark on the step, said once, however many branches give rise to it.
  void note(Diagnostic note);
  void note(const char* code, Text message);

  /// The step, with the changed branches in it; the run is over.
  Step finish();

 private:
  const model::Definition& definition_;
  const Case& instance_;
  const Moment* moment_;
  Semantics semantics_;
  time::CivilDate today_, effective_;
  std::optional<MissedDay> missed_;
  CurrentEvent event_;
  Few<std::uint32_t, 32> place_;  // by branch number: 0, or 1 + index in written_
  Few<std::shared_ptr<Branch>, 4> written_;
  Few<std::uint8_t, 16> eventless_;  // by chart: 0 not looked at, 1 no, 2 yes
  std::optional<std::vector<DocumentVersion>> documents_;
  Step step_;
  mutable std::vector<Fired> fired_;
};

}  // namespace aftale::machine
