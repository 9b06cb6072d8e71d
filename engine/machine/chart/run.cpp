#include "engine/machine/chart/run.h"

#include <algorithm>

#include "engine/base/check.h"

namespace aftale::machine {

Run::Run(const model::Definition& definition, const Case& instance, const Moment& moment, const Semantics& semantics)
    : StepContext(definition, instance, moment, semantics), eventless_(definition.charts.size(), Eventless::unknown) {
  step_.trace.reserve(2);  // most steps are one microstep or two
  branches_.reserve(instance.branches.size());
  for (const BranchPtr& branch : instance.branches) branches_.push_back({branch.get(), nullptr});
  step_.status = instance.status;
  step_.fault = instance.fault;
  step_.effective = effective();
}

Branch& Run::write(BranchNo no) {
  Standing& branch = branches_[no];
  if (branch.written) return *branch.written;
  written_.push_back(std::make_shared<Branch>(*branch.now));
  branch.now = branch.written = written_.back().get();
  return *branch.written;
}

Branch& Run::add(Branch branch) {
  branch.no = static_cast<BranchNo>(branches_.size());
  written_.push_back(std::make_shared<Branch>(std::move(branch)));
  branches_.push_back({written_.back().get(), written_.back().get()});
  return *written_.back();
}

void Run::look_for_eventless(model::ChartIx chart) {
  const std::vector<model::State>& states = definition().charts[chart].states;
  const auto has = [](const model::State& state) { return !state.always.empty(); };
  eventless_[chart] = std::any_of(states.begin(), states.end(), has) ? Eventless::some : Eventless::none;
}

std::vector<DocumentVersion>& Run::write_documents() {
  if (!documents_) documents_ = instance().documents;
  return *documents_;
}

void Run::changed_document(const DocumentVersion& version) {
  const auto same = [&](const DocumentVersion& row) {
    return row.document == version.document && row.branch == version.branch && row.version == version.version &&
           row.name == version.name;
  };
  const auto found = std::find_if(step_.documents.begin(), step_.documents.end(), same);
  if (found != step_.documents.end()) {
    *found = version;
  } else {
    step_.documents.push_back(version);
  }
}

WorkItem& Run::item(BranchNo branch, std::uint32_t item) {
  for (WorkItem& row : step_.items) {
    if (row.place.branch == branch && row.item == item) return row;
  }
  if (step_.items.empty()) step_.items.reserve(2);  // rows are large, and most steps close one and open one
  WorkItem& row = step_.items.emplace_back();
  row.place.branch = branch;
  row.item = item;
  return row;
}

void Run::fired(const std::string& table, std::uint32_t rule, bool once) const {
  const auto same = [&](const Fired& had) { return had.rule == rule && had.table == table; };
  if (once && std::any_of(fired_.begin(), fired_.end(), same)) return;
  fired_.push_back({table, rule});
}

void Run::note(Diagnostic note) {
  const auto same = [&](const Diagnostic& had) {
    return had.message == note.message && std::string_view(had.code) == note.code;
  };
  if (std::none_of(step_.notes.begin(), step_.notes.end(), same)) step_.notes.push_back(std::move(note));
}

void Run::note(const char* code, Text message) {
  Diagnostic finding;
  finding.code = code;
  finding.severity = Severity::note;
  finding.message = std::move(message);
  note(std::move(finding));
}

Step Run::finish() {
  std::sort(written_.begin(), written_.end(), [](const auto& left, const auto& right) { return left->no < right->no; });
  step_.changed.reserve(written_.size());
  for (std::shared_ptr<Branch>& branch : written_) step_.changed.push_back(std::move(branch));
  written_.clear();
  step_.rules = std::move(fired_);
  return std::move(step_);
}

}  // namespace aftale::machine
