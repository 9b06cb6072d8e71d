#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/records/rows.h"

namespace aftale::records {

/// The whole transaction as a value. Vectors are written in their order.
struct Commit {
  std::int64_t expected_seq = 0;  ///< the last seq the writer saw; the commit is refused where it is another
  Digest expected_head;           ///< and the hash of that entry (zero in an empty file)
  std::vector<JournalRow> journal;
  std::vector<CaseRow> new_cases;
  std::vector<CaseRow> cases;  ///< changed: status, fault, closed_at, wake_at are written
  /// Rebuilt, by a correction or another definition: the whole row is written, and the case's branches, work items and
  /// documents are taken away before those below are written.
  std::vector<CaseRow> rebuilt;
  /// On another definition: the whole row is written, and what the case has is kept.
  std::vector<CaseRow> moved;
  std::vector<BranchRow> branches;      ///< upsert by (case, no)
  std::vector<WorkItemRow> work_items;  ///< upsert by (case, branch, item)
  std::vector<DocumentRow> documents;   ///< upsert by (case, document, name if many, version)
  std::vector<OutboxRow> outbox;        ///< insert; a key that is there already is left as it is
  std::vector<OutboxRow> deliveries;    ///< update by id: status, attempts, next_attempt_at, delivered_at, last_error
  std::vector<ContentRow> content;      ///< insert where not there
  std::vector<DefinitionRow> definitions;
};

struct Head {
  std::int64_t seq = 0;
  Digest hash;
  std::int64_t last_case = 0;  ///< greatest case id
  /// By its bytes: a greater one was never used. None in an empty file.
  std::optional<RequestId> greatest_request = std::nullopt;
};

/// What `load` gives: everything needed to step a case.
struct LoadedCase {
  CaseRow row;
  std::vector<BranchRow> branches;     ///< by no
  std::vector<DocumentRow> documents;  ///< in the order they were attached
  std::int64_t revision = 0;
  time::Instant last_at;
};

struct ItemFilter {
  std::optional<CaseId> case_id;
  bool open_only = true;
  std::optional<time::CivilDate> due_to;  ///< due on or before
};
/// A work item together with the case it is in, for lists over all cases.
struct ItemWithCase {
  WorkItemRow item;
  std::string case_key;
  Text case_title;
};

/// While it lives, every question is answered from the file as it was at the first of them, whatever other processes
/// write meanwhile. Lives shorter than its Store; no commit while it lives.
class Snapshot {
 public:
  Snapshot() = default;
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;
  virtual ~Snapshot() = default;
};

/// What can be asked of a store: rows as last written, without locks. One thread; a second one may be open on the same
/// file in another. Every call may fail with unavailable (`busy`), damaged (`damaged`, `newer-file`).
class StoreReader {
 public:
  virtual ~StoreReader() = default;

  // ---- for stepping
  virtual Result<Head> head() = 0;
  virtual Result<std::optional<LoadedCase>> load(std::string_view key) = 0;
  virtual Result<std::optional<JournalRow>> find_request(const RequestId& request) = 0;
  /// Running cases whose wake_at is at or before `now`, by (wake_at, id).
  virtual Result<std::vector<std::string>> due_cases(time::Instant now, std::size_t limit) = 0;
  /// The earliest wake_at of any running case.
  virtual Result<std::optional<time::Instant>> next_wake() = 0;
  /// The earliest next_attempt_at of the outbox that is later than `after`.
  virtual Result<std::optional<time::Instant>> next_delivery(time::Instant after) = 0;

  // ---- for questions
  /// For answers that are put together from several questions. One at a time.
  virtual Result<std::unique_ptr<Snapshot>> snapshot() = 0;
  virtual Result<std::vector<CaseRow>> cases() = 0;
  virtual Result<std::optional<CaseRow>> find_case(std::string_view key) = 0;
  virtual Result<std::vector<BranchRow>> branches(CaseId id) = 0;  ///< `state` left empty
  /// By due_on (those without last), case, branch, item.
  virtual Result<std::vector<ItemWithCase>> work_items(const ItemFilter& filter) = 0;
  virtual Result<std::vector<DocumentRow>> documents(CaseId id) = 0;
  /// Entries of a case (or of all: id 0) with seq > after, ascending.
  virtual Result<std::vector<JournalRow>> journal(CaseId id, std::int64_t after, std::size_t limit) = 0;
  /// Entries of the file itself, the newest first.
  virtual Result<std::vector<JournalRow>> file_journal(std::size_t limit) = 0;
  /// `undelivered_only`: neither delivered nor superseded.
  virtual Result<std::vector<OutboxRow>> outbox(bool undelivered_only, std::size_t limit) = 0;
  virtual Result<std::vector<OutboxRow>> outbox_of(CaseId id) = 0;
  /// Rows to be tried now: queued or retrying with next_attempt_at <= now, oldest first, but none to the receivers
  /// `except`.
  virtual Result<std::vector<OutboxRow>> outbox_due(time::Instant now, std::size_t limit,
                                                    const std::vector<std::string>& except) = 0;
  /// Every row to `receiver` about `thing` of a case, by id.
  virtual Result<std::vector<OutboxRow>> outbox_about(CaseId id, const std::string& thing,
                                                      const std::string& receiver) = 0;
  virtual Result<std::optional<OutboxRow>> find_outbox(std::int64_t id) = 0;
  /// As outbox_due, those to one receiver.
  virtual Result<std::vector<OutboxRow>> outbox_to(const std::string& receiver, time::Instant now,
                                                   std::size_t limit) = 0;
  /// How many cases have a wake_at at or before `now`; counted up to `limit`.
  virtual Result<std::int64_t> count_due(time::Instant now, std::size_t limit) = 0;
  /// Error: damaged, where the bytes are not those of the digest any more.
  virtual Result<std::optional<std::string>> content(const Digest& sha256) = 0;
  virtual Result<std::vector<DefinitionRow>> definitions() = 0;
  virtual Result<std::optional<DefinitionRow>> find_definition(const Digest& id) = 0;
  /// For audit: what is wrong with the store itself, empty if well.
  virtual Result<std::vector<Text>> check_integrity() = 0;
};

/// State and journal of many cases. Errors as those of StoreReader; commit also with unknown_outcome.
class Store : public StoreReader {
 public:
  /// Durable on return; all of it or nothing. Refused (unavailable, code `conflict`) where the head is not as expected,
  /// a key, revision or request id is taken, the journal's numbers leave a gap, or a row belongs to a case, definition
  /// or notification that is not there.
  /// An I/O error gives unknown_outcome: the store must be closed and opened again.
  virtual Result<void> commit(const Commit& commit) = 0;
  /// A verified copy at `path`, which must not exist. Errors: refused (already-exists), unavailable.
  virtual Result<void> backup(const std::string& path) = 0;
};

}  // namespace aftale::records
