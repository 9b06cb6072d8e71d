#include "engine/cases/working.h"

#include "engine/cases/messages.h"
#include "engine/cases/records.h"

namespace aftale::cases {

Working::Working(machine::Case kase, model::DefinitionPtr definition, std::optional<ports::CaseRow> row)
    : kase_(std::move(kase)), definition_(std::move(definition)), row_(std::move(row)) {}

void Working::take(machine::Step step, time::Instant at) {
  machine::apply(kase_, step);
  note(std::move(step), at);
}

void Working::note(machine::Step step, time::Instant at) {
  for (const machine::BranchPtr& branch : step.changed) {
    if (branch->no >= touched_.size()) touched_.resize(branch->no + 1);
    touched_[branch->no] = true;
  }
  for (machine::WorkItem& item : step.items) {
    items_.insert_or_assign(std::pair(item.place.branch, item.item), std::move(item));
  }
  for (machine::DocumentVersion& version : step.documents) documents_.push_back(std::move(version));
  for (machine::Effect& effect : step.effects) messages_.push_back({std::get<machine::Notify>(std::move(effect)), at});
}

void Working::flush(ports::Commit& commit) {
  if (!row_) {
    row_ = records::new_case(kase_, *definition_);
    commit.new_cases.push_back(*row_);
  } else {
    ports::CaseRow updated = *row_;
    records::update(updated, kase_);
    const bool changed = updated.status != row_->status || updated.fault != row_->fault ||
                         updated.closed_at != row_->closed_at || updated.wake_at != row_->wake_at;
    *row_ = std::move(updated);
    if (changed) commit.cases.push_back(*row_);
  }
  for (machine::BranchNo no = 0; no < touched_.size(); ++no) {
    if (touched_[no]) commit.branches.push_back(records::branch_row(*kase_.branches[no], kase_, *definition_));
  }
  for (auto& [key, item] : items_) commit.work_items.push_back(records::item_row(std::move(item), kase_, *definition_));
  for (const machine::DocumentVersion& version : documents_) {
    commit.documents.push_back(records::document_row(version, kase_, *definition_));
  }
  for (const Queued& queued : messages_) {
    commit.outbox.push_back(outbox_row(queued.message, kase_, *definition_, queued.at));
  }
  for (ports::ContentRow& row : content_) commit.content.push_back(std::move(row));
  touched_.clear();
  items_.clear();
  documents_.clear();
  messages_.clear();
  content_.clear();
}

}  // namespace aftale::cases
