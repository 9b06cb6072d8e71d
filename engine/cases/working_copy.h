#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/machine/step.h"
#include "engine/model/definition.h"
#include "engine/records/store.h"

namespace aftale::cases {

/// A case while steps are applied to it, and the rows that follow: the one way from steps to rows, for a batch and for
/// a rebuild from the journal alike. A value; copying it is how a dry run and a refused command leave nothing behind.
class WorkingCopy {
 public:
  WorkingCopy(machine::Case instance, model::DefinitionPtr definition, std::optional<records::CaseRow> row);

  machine::Case& instance() { return instance_; }
  const machine::Case& instance() const { return instance_; }
  const model::Definition& definition() const { return *definition_; }
  const model::DefinitionPtr& definition_ptr() const { return definition_; }

  /// What the words of a message come from, where the case has followed another definition since.
  struct Words {
    model::DefinitionPtr definition;
    machine::Case instance;
  };
  /// A message that is not a row yet.
  struct Queued {
    machine::Notify message;
    time::Instant at;
    std::shared_ptr<const Words> words = {};
  };
  std::vector<Queued>& messages() { return messages_; }
  const std::vector<Queued>& messages() const { return messages_; }

  /// From now on the case follows `to`, whose step (machine::carry) is to be taken next: it names every branch and
  /// document there is. What has happened until now keeps the words it had.
  void rebase(model::DefinitionPtr to);
  /// Applies a step computed from this case.
  void take(machine::Step step, time::Instant at);
  /// Notes what a step already applied (by `settle`) has changed.
  void note(machine::Step step, time::Instant at);
  void add_content(records::ContentRow row) { content_.push_back(std::move(row)); }

  /// The key under which a message is queued: its own, or another one where a correction has taken that message back.
  std::string key_of(const std::string& message) const;
  /// Correction `number` has taken these messages back.
  void take_back(std::uint64_t number, std::vector<std::string> messages);

  /// Becomes `course`, the same case computed anew: what it stood as is given up, what it has said is not. Its messages
  /// with one of these keys are not to be sent any more, because entry `struck` is.
  void replace(WorkingCopy course, const std::vector<std::string>& withdrawn, std::uint64_t struck);
  /// Rows of messages beside those that follow from steps: new ones, and how others now stand.
  void add_message(records::OutboxRow row) { outbox_.push_back(std::move(row)); }
  void add_delivery(records::OutboxRow row) { deliveries_.push_back(std::move(row)); }

  /// What calendars show of a work item.
  struct ItemDays {
    std::int64_t item = 0;
    lifecycle::ItemStatus status = lifecycle::ItemStatus::open;
    bool ballot = false;
    std::optional<time::CivilDate> planned_on, decided_on;
  };
  /// Calls `see(branch, item)` for each work item that was taken since it was made or last flushed.
  template <class See>
  void each_item(See see) const {
    for (const records::WorkItemRow& row : written_.work_items) {
      const auto no = static_cast<machine::BranchNo>(row.branch);
      if (items_.contains({no, static_cast<std::uint32_t>(row.item)})) continue;
      see(no, ItemDays{row.item, row.status, row.ballot, row.planned_on, row.decided_on});
    }
    for (const auto& [key, item] : items_) {
      see(key.first, ItemDays{key.second, item.status, item.ballot, item.planned_on, item.decided_on});
    }
  }

  /// Appends the messages that are not rows yet.
  void take_messages(std::vector<records::OutboxRow>& rows);
  /// Appends the rows of everything taken since it was made or last flushed.
  void flush(records::Commit& commit);
  /// Adds to `of` how many rows of each kind `flush` would append at most.
  struct Sizes {
    std::size_t branches = 0, work_items = 0, outbox = 0;
  };
  void count(Sizes& of) const;

 private:
  void forget_rows_that_changed();
  void write_down(records::Commit& into);
  void flush_case(records::Commit& commit);

  machine::Case instance_;
  model::DefinitionPtr definition_;
  std::optional<records::CaseRow> row_;  // as stored; none while it is new
  std::optional<time::Instant> closed_at_;
  bool replaced_ = false;      // every row is written anew
  std::vector<bool> touched_;  // branches
  std::map<std::pair<machine::BranchNo, std::uint32_t>, machine::WorkItem> items_;
  std::vector<machine::DocumentVersion> documents_;
  std::vector<Queued> messages_;
  std::vector<records::OutboxRow> outbox_, deliveries_;
  std::vector<records::ContentRow> content_;
  records::Commit written_;  // work items and documents in the words of an earlier definition
  bool moved_ = false;
};

}  // namespace aftale::cases
