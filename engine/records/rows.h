#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/digest.h"
#include "engine/base/ids.h"
#include "engine/base/limits.h"
#include "engine/base/text.h"
#include "engine/time/civil.h"
#include "engine/time/instant.h"

/// Rows as every Store keeps them. They know no chart: numbers, texts, bytes.
namespace aftale::records {

/// One entry of the journal: inputs of people, and firings as evidence. One chain a file, in `seq` order.
struct JournalRow {
  std::int64_t seq = 0;  ///< from 1, gapless over the file
  std::int64_t format = 1;
  CaseId case_id;             ///< 0: of the file itself (its configuration)
  std::int64_t revision = 0;  ///< from 1 within the case
  time::Instant at;           ///< the case's time
  time::Instant recorded_at;  ///< the wall clock
  std::optional<time::CivilDate> effective;
  std::string actor, proof;          ///< proof: how it is known, and the roles, as JSON
  std::optional<RequestId> request;  ///< none for firings and for the second and later entries of one command
  std::int64_t kind = 0;
  std::string input, outcome;  ///< JSON
  Digest prev, hash;
};

struct CaseRow {
  CaseId id;
  std::string key;
  Text title;
  std::string workflow;  ///< name@version
  Text workflow_title;
  std::string organisation;
  Digest definition;
  std::int64_t semantics = 1;
  std::int64_t status = 0;  ///< lifecycle::CaseStatus
  std::string fault;
  time::Instant opened_at;
  std::optional<time::Instant> closed_at;
  std::optional<time::Instant> wake_at;
};

struct BranchRow {
  CaseId case_id;
  std::int64_t no = 0, parent = 0, ordinal = 0, round = 1;
  std::string key;
  Text title;
  std::int64_t status = 0;  ///< machine::BranchStatus
  bool kept = false;
  std::string outcome, word;                            ///< of the branch; the last word of minutes in it
  std::optional<time::CivilDate> ended_on, planned_on;  ///< planned: the next planned meeting of a branch that waits
  Text group;                                           ///< title of the for_each step it belongs to
  Text step;                                            ///< titles of the innermost steps it stands in
  std::optional<time::CivilDate> due_on;                ///< its nearest deadline that is neither met nor cancelled
  bool overdue = false;                                 ///< a deadline of it is marked missed
  std::string state;                                    ///< canonical bytes
};

struct WorkItemRow {
  CaseId case_id;
  std::int64_t branch = 0, item = 0;  ///< key with case_id
  std::int64_t status = 0;            ///< 0 open, 1 done, 2 cancelled
  std::string step;
  Text title;
  Text owner;
  std::string contact, party, body;
  bool ballot = false;
  std::optional<time::CivilDate> opened_on, due_on, planned_on, decided_on;
  bool overdue = false;
  std::string outcome, word;
  std::optional<std::int64_t> votes_for, votes_against, votes_abstained, present, recused;
  std::string remarks;  ///< one a line
  std::int64_t postponed = 0;
};

struct DocumentRow {
  CaseId case_id;
  std::string document;  ///< id
  Text title;
  std::int64_t version = 1;
  std::string name;
  Digest sha256;
  std::int64_t size = 0;
  time::CivilDate attached;
  std::optional<time::CivilDate> frozen;

  /// The bytes themselves are in the store; of a larger one only its name, size and sum.
  bool is_kept() const { return size <= static_cast<std::int64_t>(limits::kAttachmentBytesMax); }
};

/// The status of a notification that is neither sent nor to be sent.
inline constexpr std::int64_t kSuperseded = 5;

/// A notification: facts, not text; rendered when first delivered.
struct OutboxRow {
  std::int64_t id = 0;  ///< 0 on insert: the store numbers it
  CaseId case_id;
  std::string key;       ///< meaning; UNIQUE in the file
  RequestId message_id;  ///< derived from `key`, stable over retries
  std::string channel;   ///< "files", "log", "mail" ...; empty: the configured default
  std::string template_name;
  Digest template_da, template_en;  ///< content of the templates as they were when it was written; zero: none stored
  std::string facts;                ///< JSON
  std::string receiver;             ///< contact
  /// The step it reminds of. Messages of one thing to one receiver are held to one a day, and one that is overtaken by
  /// the answer is not sent; empty: always sent.
  std::string thing;
  std::string receiver_title;
  std::int64_t status = 0;  ///< lifecycle::DeliveryStatus; kSuperseded is known to the stores
  std::int64_t attempts = 0;
  time::Instant created_at;
  std::optional<time::Instant> next_attempt_at, delivered_at;
  std::string last_error;
};

/// Sources and documents, by their SHA-256.
struct ContentRow {
  Digest sha256;
  std::string bytes;
};

/// A bundle that was installed: its manifest is content too.
struct DefinitionRow {
  Digest id;
  std::string workflow;  ///< name
  std::int64_t version = 1;
  Digest workflow_source;  ///< the same name and version with other bytes is refused
  std::string manifest;
};

}  // namespace aftale::records
