#include "engine/cases/working_copy.h"

#include <algorithm>
#include <iterator>

#include "engine/cases/case_rows.h"
#include "engine/cases/notices/outbox_rows.h"

namespace aftale::cases {

WorkingCopy::WorkingCopy(machine::Case instance, model::DefinitionPtr definition, std::optional<records::CaseRow> row)
    : instance_(std::move(instance)), definition_(std::move(definition)), row_(std::move(row)) {
  if (row_) closed_at_ = row_->closed_at;
}

void WorkingCopy::take(machine::Step step, time::Instant at) {
  machine::apply(instance_, step);
  instance_.fired_at_once = 0;
  note(std::move(step), at);
}

void WorkingCopy::note(machine::Step step, time::Instant at) {
  if (!lifecycle::has_ended(step.status))
    closed_at_.reset();
  else if (!closed_at_)
    closed_at_ = at;
  for (const machine::BranchPtr& branch : step.changed) {
    if (branch->no >= touched_.size()) touched_.resize(branch->no + 1);
    touched_[branch->no] = true;
  }
  for (machine::WorkItem& item : step.items) {
    items_.insert_or_assign(std::pair(item.place.branch, item.item), std::move(item));
  }
  for (machine::DocumentVersion& version : step.documents) documents_.push_back(std::move(version));
  for (machine::Effect& effect : step.effects) {
    machine::Notify message = std::get<machine::Notify>(std::move(effect));
    message.key = key_of(message.key);
    messages_.push_back({std::move(message), at});
  }
}

std::string WorkingCopy::key_of(const std::string& message) const {
  if (instance_.branches.empty() || instance_.branches.front()->withdrawn.empty()) return message;
  const machine::Branch& root = *instance_.branches.front();
  const bool taken_back = std::find(root.withdrawn.begin(), root.withdrawn.end(), message) != root.withdrawn.end();
  return taken_back ? message + "#" + std::to_string(root.corrected) : message;
}

void WorkingCopy::take_back(std::uint64_t number, std::vector<std::string> messages) {
  if (messages.empty()) return;
  machine::Branch root = *instance_.branches.front();
  root.corrected = number;
  root.withdrawn = std::move(messages);
  instance_.branches.front() = std::make_shared<const machine::Branch>(std::move(root));
  if (touched_.empty()) touched_.resize(1);
  touched_.front() = true;
}

void WorkingCopy::replace(WorkingCopy course, const std::vector<std::string>& withdrawn, std::uint64_t struck) {
  take_messages(outbox_);
  for (records::OutboxRow& row : outbox_) {
    if (std::find(withdrawn.begin(), withdrawn.end(), row.key) == withdrawn.end()) continue;
    row.status = lifecycle::DeliveryStatus::superseded;
    row.next_attempt_at.reset();
    row.superseded_by = records::SupersededBy::correction;
    row.superseding = static_cast<std::int64_t>(struck);
  }
  course.row_ = std::move(row_);
  course.replaced_ = course.row_.has_value();
  course.outbox_ = std::move(outbox_);
  course.deliveries_ = std::move(deliveries_);
  course.content_ = std::move(content_);
  *this = std::move(course);
}

void WorkingCopy::forget_rows_that_changed() {
  std::erase_if(written_.work_items, [&](const records::WorkItemRow& row) {
    return items_.contains({static_cast<machine::BranchNo>(row.branch), static_cast<std::uint32_t>(row.item)});
  });
}

// Rows are made late, since most change again; but in the words of the definition under which they came to be.
void WorkingCopy::write_down(records::Commit& into) {
  for (auto& [key, item] : items_) {
    into.work_items.push_back(case_rows::item_row(std::move(item), instance_, *definition_));
  }
  for (const machine::DocumentVersion& version : documents_) {
    into.documents.push_back(case_rows::document_row(version, instance_, *definition_));
  }
  items_.clear();
  documents_.clear();
}

void WorkingCopy::rebase(model::DefinitionPtr to) {
  forget_rows_that_changed();
  write_down(written_);
  const auto words = std::make_shared<const Words>(Words{definition_, instance_});
  for (Queued& queued : messages_) {
    if (!queued.words) queued.words = words;
  }
  definition_ = std::move(to);
  instance_.definition = definition_->id;
  instance_.documents.clear();
  moved_ = true;
}

void WorkingCopy::take_messages(std::vector<records::OutboxRow>& rows) {
  for (const Queued& queued : messages_) {
    const machine::Case& instance = queued.words ? queued.words->instance : instance_;
    rows.push_back(
        outbox_row(queued.message, instance, queued.words ? *queued.words->definition : *definition_, queued.at));
  }
  messages_.clear();
}

void WorkingCopy::count(Sizes& of) const {
  of.branches += static_cast<std::size_t>(std::count(touched_.begin(), touched_.end(), true));
  of.work_items += written_.work_items.size() + items_.size();
  of.outbox += outbox_.size() + messages_.size();
}

void WorkingCopy::flush_case(records::Commit& commit) {
  const bool is_new = !row_, whole = is_new || replaced_ || moved_;
  records::CaseRow updated = whole ? case_rows::new_case(instance_, *definition_) : *row_;
  case_rows::update(updated, instance_, closed_at_);
  const bool changed = whole || updated.status != row_->status || updated.fault != row_->fault ||
                       updated.closed_at != row_->closed_at || updated.wake_at != row_->wake_at;
  row_ = std::move(updated);
  if (!changed) return;
  std::vector<records::CaseRow>& rows = is_new      ? commit.new_cases
                                        : replaced_ ? commit.rebuilt
                                        : moved_    ? commit.moved
                                                    : commit.cases;
  rows.push_back(*row_);
}

void WorkingCopy::flush(records::Commit& commit) {
  flush_case(commit);
  for (machine::BranchNo no = 0; no < touched_.size(); ++no) {
    if (touched_[no])
      commit.branches.push_back(case_rows::branch_row(*instance_.branches[no], instance_, *definition_));
  }
  forget_rows_that_changed();
  const auto add = [](auto&& from, auto& to) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
    from.clear();
  };
  add(written_.work_items, commit.work_items);
  add(written_.documents, commit.documents);
  write_down(commit);
  add(outbox_, commit.outbox);
  take_messages(commit.outbox);
  add(deliveries_, commit.deliveries);
  add(content_, commit.content);
  touched_.clear();
  replaced_ = moved_ = false;
}

}  // namespace aftale::cases
