#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/machine/case.h"
#include "engine/machine/chart/step_context.h"
#include "engine/machine/effects.h"

/// A case while a macrostep is computed.
namespace aftale::machine {

/// The working copy: reads fall through to the case, writes go to copies made once per branch. Lives for one step, on
/// one thread; the Definition, Case, Moment and Input it was given outlive it.
///
/// Expressions are evaluated as `CaseScope scope{run, branch, state}; expression.evaluate(scope, scope)`: `branch` and
/// `state` are where the expression stands (for a `for_each` its state in the parent's chart), which fixes variables
/// by depth, counters and `entered`; a fourth argument, `const feel::Value* element`, is what SlotMeaning::element
/// stands for in the `key` and `with` of a `for_each`.
class Run : public StepContext {
 public:
  Run(const model::Definition& definition, const Case& instance, const Moment& moment, const Semantics& semantics = {});
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  const Text& case_title() const { return step_.title ? *step_.title : instance().title; }

  std::size_t branch_count() const { return branches_.size(); }
  /// As it is now. The reference holds until the branch is first written.
  const Branch& branch(BranchNo no) const { return *branches_[no].now; }
  /// A copy of its own, made the first time; the reference holds for the whole run.
  Branch& write(BranchNo no);
  /// Takes the next number. The reference holds for the whole run.
  Branch& add(Branch branch);
  const model::Chart& chart(BranchNo no) const { return definition().charts[branch(no).chart]; }
  const model::Chart& chart(const Branch& branch) const { return definition().charts[branch.chart]; }

  /// Some state of the chart has eventless transitions; looked up once a chart and run.
  bool has_eventless(model::ChartIx chart) {
    if (eventless_[chart] == Eventless::unknown) look_for_eventless(chart);
    return eventless_[chart] == Eventless::some;
  }

  /// Every version of every document, in the order they were attached.
  const std::vector<DocumentVersion>& documents() const { return documents_ ? *documents_ : instance().documents; }
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
  void look_for_eventless(model::ChartIx chart);

  struct Standing {
    const Branch* now;  ///< of the case, or in written_
    Branch* written;    ///< the same in written_, or null
  };
  Few<Standing, 32> branches_;  // by number
  Few<std::shared_ptr<Branch>, 4> written_;
  enum class Eventless : std::uint8_t { unknown, none, some };
  Few<Eventless, 16> eventless_;  // by chart
  std::optional<std::vector<DocumentVersion>> documents_;
  Step step_;
  mutable std::vector<Fired> fired_;
};

}  // namespace aftale::machine
