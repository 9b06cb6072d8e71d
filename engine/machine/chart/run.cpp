#include "engine/machine/chart/run.h"

#include <algorithm>

#include "engine/base/check.h"

namespace aftale::machine {

Run::Run(const model::Definition& definition, const Case& instance, const Moment& moment, const Semantics& semantics)
    : StepContext(definition, instance, moment, semantics), place_(instance.branches.size(), 0) {
  step_.status = instance.status;
  step_.fault = instance.fault;
  step_.effective = effective();
}

Branch& Run::write(BranchNo no) {
  if (const std::uint32_t place = place_[no]; place != 0) return *written_[place - 1];
  written_.push_back(std::make_shared<Branch>(*instance().branches[no]));
  place_[no] = static_cast<std::uint32_t>(written_.size());
  return *written_.back();
}

Branch& Run::add(Branch branch) {
  branch.no = static_cast<BranchNo>(place_.size());
  written_.push_back(std::make_shared<Branch>(std::move(branch)));
  place_.push_back(static_cast<std::uint32_t>(written_.size()));
  return *written_.back();
}

bool Run::has_eventless(model::ChartIx chart) {
  if (eventless_.empty()) eventless_.resize(definition().charts.size());
  std::uint8_t& known = eventless_[chart];
  if (known == 0) {
    const std::vector<model::State>& states = definition().charts[chart].states;
    const auto has = [](const model::State& state) { return !state.always.empty(); };
    known = std::any_of(states.begin(), states.end(), has) ? 2 : 1;
  }
  return known == 2;
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
