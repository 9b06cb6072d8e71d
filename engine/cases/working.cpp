#include "engine/cases/working.h"

#include <iterator>

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

// Rows are made late, since most change again; but never later than the definition that their words come from.
void Working::write_down() {
  for (auto& [key, item] : items_) {
    std::erase_if(written_.work_items, [k = &key](const ports::WorkItemRow& row) {
      return row.branch == k->first && row.item == k->second;
    });
    written_.work_items.push_back(records::item_row(std::move(item), kase_, *definition_));
  }
  for (const machine::DocumentVersion& version : documents_) {
    written_.documents.push_back(records::document_row(version, kase_.id, *definition_));
  }
  for (const Queued& queued : messages_) {
    written_.outbox.push_back(outbox_row(queued.message, kase_, *definition_, queued.at));
  }
  items_.clear();
  documents_.clear();
  messages_.clear();
}

void Working::rebase(model::DefinitionPtr to) {
  write_down();
  definition_ = std::move(to);
  kase_.definition = definition_->id;
  kase_.documents.clear();
  moved_ = true;
}

void Working::flush_case(ports::Commit& commit) {
  if (!row_) {
    row_ = records::new_case(kase_, *definition_);
    commit.new_cases.push_back(*row_);
    return;
  }
  ports::CaseRow updated = moved_ ? records::new_case(kase_, *definition_) : *row_;
  if (!moved_) records::update(updated, kase_);
  const bool changed = updated.status != row_->status || updated.fault != row_->fault ||
                       updated.closed_at != row_->closed_at || updated.wake_at != row_->wake_at;
  *row_ = std::move(updated);
  if (moved_) {
    commit.moved.push_back(*row_);
  } else if (changed) {
    commit.cases.push_back(*row_);
  }
}

void Working::flush(ports::Commit& commit) {
  flush_case(commit);
  for (machine::BranchNo no = 0; no < touched_.size(); ++no) {
    if (touched_[no]) commit.branches.push_back(records::branch_row(*kase_.branches[no], kase_, *definition_));
  }
  write_down();
  const auto move_rows = [](auto& from, auto& to) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
  };
  move_rows(written_.work_items, commit.work_items);
  move_rows(written_.documents, commit.documents);
  move_rows(written_.outbox, commit.outbox);
  move_rows(content_, commit.content);
  written_ = {};
  touched_.clear();
  content_.clear();
  moved_ = false;
}

}  // namespace aftale::cases
