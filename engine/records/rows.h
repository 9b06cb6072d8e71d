#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/digest.h"
#include "engine/base/ids.h"
#include "engine/base/limits.h"
#include "engine/base/text.h"
#include "engine/lifecycle/case_life.h"
#include "engine/lifecycle/delivery_life.h"
#include "engine/lifecycle/statuses.h"
#include "engine/records/columns.h"
#include "engine/records/facts.h"
#include "engine/time/civil.h"
#include "engine/time/instant.h"

/// Rows as every Store keeps them, each with its one description (columns.h). They know no chart: numbers, texts,
/// bytes.
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
  std::string actor, proof;  ///< proof: how it is known, and the roles, as JSON
  std::optional<std::int64_t>
      command;                       ///< first 8 bytes of a digest of what was asked; of the first entry of a command
  std::optional<RequestId> request;  ///< none for firings and for the second and later entries of one command
  std::int64_t kind = 0;
  std::string input, outcome;  ///< JSON
  Digest prev, hash;           ///< of the entry before it, and its own (journal_hash.h)
};
/// In the order in which the hash covers them.
template <class Visit, IsRow<JournalRow> Row>
void columns(Visit& visit, Row& row) {
  visit.key("seq", row.seq);
  visit.column("format", row.format);
  visit.column("case_id", row.case_id);
  visit.column("revision", row.revision);
  visit.column("at", row.at);
  visit.unless_same("recorded_at", row.recorded_at, row.at);
  visit.column("effective", row.effective);
  visit.group("actor", [&](auto& of) {
    of.column("actor", row.actor);
    of.column("proof", row.proof);
  });
  visit.column("command", row.command);
  visit.column("request", row.request);
  visit.column("kind", row.kind);
  visit.column("input", row.input);
  visit.column("outcome", row.outcome);
  visit.of_entry_before("prev", row.prev);
  visit.column("hash", row.hash);
}

struct CaseRow {
  CaseId id;
  std::string key;
  Text title;
  std::string workflow;  ///< name@version
  Text workflow_title;
  std::string organisation;
  Digest definition;
  std::int64_t semantics = 1;
  lifecycle::CaseStatus status = lifecycle::CaseStatus::registered;
  std::string fault;
  time::Instant opened_at;
  std::optional<time::Instant> closed_at;
  std::optional<time::Instant> wake_at;
};
/// What people look for, and what they do not.
template <class Visit, IsRow<CaseRow> Row>
void first_columns(Visit& visit, Row& row) {
  visit.column("key", row.key);
  visit.title("title", row.title);
  visit.term("workflow", row.workflow);
  visit.title("workflow_title", row.workflow_title);
  visit.term("organisation", row.organisation);
  visit.column("definition", row.definition);
  visit.column("status", row.status);
  visit.text("fault", row.fault);
  visit.column("opened_at", row.opened_at);
  visit.column("closed_at", row.closed_at);
  visit.column("wake_at", row.wake_at);
}
template <class Visit, IsRow<CaseRow> Row>
void last_columns(Visit& visit, Row& row) {
  visit.key("id", row.id);
  visit.column("semantics", row.semantics);
}
template <class Visit, IsRow<CaseRow> Row>
void columns(Visit& visit, Row& row) {
  first_columns(visit, row);
  last_columns(visit, row);
}

struct BranchRow {
  CaseId case_id;
  std::int64_t no = 0, parent = 0, ordinal = 0, round = 1;
  std::string key;
  Text title;
  lifecycle::BranchStatus status = lifecycle::BranchStatus::waiting;
  bool kept = false;
  std::string outcome, word;                            ///< of the branch; the last word of minutes in it
  std::optional<time::CivilDate> ended_on, planned_on;  ///< planned: the next planned meeting of a branch that waits
  Text group;                                           ///< title of the for_each step it belongs to
  Text step;                                            ///< titles of the innermost steps it stands in
  std::optional<time::CivilDate> due_on;                ///< its nearest deadline that is neither met nor cancelled
  bool overdue = false;                                 ///< a deadline of it is marked missed
  std::string state;                                    ///< canonical bytes
};
template <class Visit, IsRow<BranchRow> Row>
void columns(Visit& visit, Row& row) {
  visit.group("place", [&](auto& of) {
    of.term("path", row.key);
    of.title("title", row.title);
  });
  visit.column("status", row.status);
  visit.column("round", row.round);
  visit.column("kept", row.kept);
  visit.maybe_term("outcome", row.outcome);
  visit.maybe_term("word", row.word);
  visit.column("ended_on", row.ended_on);
  visit.column("planned_on", row.planned_on);
  visit.column("due_on", row.due_on);
  visit.column("overdue", row.overdue);
  visit.title("group", row.group);
  visit.title("step", row.step);
  visit.key("case_id", row.case_id);
  visit.key("no", row.no);
  visit.column("parent", row.parent);
  visit.column("ordinal", row.ordinal);
  visit.bytes("state", row.state);
}

struct WorkItemRow {
  CaseId case_id;
  std::int64_t branch = 0, item = 0;  ///< key with case_id
  lifecycle::ItemStatus status = lifecycle::ItemStatus::open;
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
template <class Visit, IsRow<WorkItemRow> Row>
void columns(Visit& visit, Row& row) {
  visit.group("task", [&](auto& of) {
    of.term("step", row.step);
    of.title("title", row.title);
  });
  visit.column("status", row.status);
  visit.group("holder", [&](auto& of) {
    of.title("owner", row.owner);
    of.text("contact", row.contact);
    of.text("party", row.party);
    of.text("body", row.body);
  });
  visit.column("ballot", row.ballot);
  visit.column("opened_on", row.opened_on);
  visit.column("due_on", row.due_on);
  visit.column("planned_on", row.planned_on);
  visit.column("decided_on", row.decided_on);
  visit.column("overdue", row.overdue);
  visit.maybe_term("outcome", row.outcome);
  visit.maybe_term("word", row.word);
  visit.column("votes_for", row.votes_for);
  visit.column("votes_against", row.votes_against);
  visit.column("votes_abstained", row.votes_abstained);
  visit.column("present", row.present);
  visit.column("recused", row.recused);
  visit.text("remarks", row.remarks);
  visit.column("postponed", row.postponed);
  visit.key("case_id", row.case_id);
  visit.key("branch", row.branch);
  visit.key("item", row.item);
}

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
template <class Visit, IsRow<DocumentRow> Row>
void columns(Visit& visit, Row& row) {
  visit.key("document", row.document);
  visit.title("title", row.title);
  visit.key("version", row.version);
  visit.key("name", row.name);
  visit.column("sha256", row.sha256);
  visit.column("size", row.size);
  visit.column("attached", row.attached);
  visit.column("frozen", row.frozen);
  visit.key("case_id", row.case_id);
}

/// What came in the place of a notification that is superseded. Stored by number: new ones go last.
enum class SupersededBy : std::uint8_t {
  nothing,    ///< it is not superseded, or an older program did not say
  answer,     ///< what it asks for has been answered
  message,    ///< OutboxRow::superseding says it
  digest,     ///< it stands in the digest of the day
  correction  ///< the entry that gave rise to it was struck: OutboxRow::superseding
};

/// A notification: facts, not text; rendered when first delivered.
struct OutboxRow {
  std::int64_t id = 0;  ///< 0 on insert: the store numbers it
  CaseId case_id;
  std::string case_key;
  std::string key;      ///< meaning; unique in its case
  std::string channel;  ///< "files", "log", "mail" ...; empty: the configured default
  std::string template_name;
  Digest template_da, template_en;  ///< content of the templates as they were when it was written; zero: none stored
  Facts facts;
  std::string receiver;  ///< contact
  /// The step it reminds of. Messages of one thing to one receiver are held to one a day, and one that is overtaken by
  /// the answer is not sent; empty: always sent.
  std::string thing;
  std::string receiver_title;
  lifecycle::DeliveryStatus status = lifecycle::DeliveryStatus::queued;
  std::int64_t attempts = 0;
  time::Instant created_at;
  std::optional<time::Instant> next_attempt_at, delivered_at;
  SupersededBy superseded_by = SupersededBy::nothing;
  std::int64_t superseding = 0;  ///< number of a message or of an entry
  std::string last_error;  ///< what the last attempt came to, in the words of its channel; a note where it was sent

  /// Stable over retries and replay.
  RequestId message_id() const { return RequestId::derived(key, 0, 0); }
};
template <class Visit, IsRow<OutboxRow> Row>
void columns(Visit& visit, Row& row) {
  auto& facts = row.facts;
  visit.given("id", row.id);
  visit.column("case_id", row.case_id);
  visit.of_case("case_key", row.case_key);
  visit.column("key", row.key);
  visit.group("notice", [&](auto& of) {
    of.column("template", row.template_name);
    of.column("template_da", row.template_da);
    of.column("template_en", row.template_en);
    of.text("channel", row.channel);
    of.text("receiver", row.receiver);
    of.text("receiver_name", row.receiver_title);
    of.text("address", facts.step);
    of.column("asks", facts.asks);
    of.column("owes", facts.owes);
    of.column("to_secretariat", facts.to_secretariat);
    of.column("to_pass_on", facts.to_pass_on);
    of.text("secretariat", facts.secretariat);
    of.title("workflow", facts.workflow_title);
    of.title("step", facts.step_title);
    of.title("owner", facts.owner_title);
    of.title("receiver_title", facts.receiver_title);
    of.title("party", facts.party_title);
    of.title("body", facts.body_title);
    of.title("secretariat_title", facts.secretariat_title);
  });
  visit.maybe_term("thing", row.thing);
  visit.title("case_title", facts.case_title);
  visit.column("due", facts.due);
  visit.column("day", facts.day);
  visit.column("more", facts.more);
  visit.text("as_written", facts.as_written);
  visit.column("status", row.status);
  visit.column("attempts", row.attempts);
  visit.column("created_at", row.created_at);
  visit.column("next_attempt_at", row.next_attempt_at);
  visit.column("delivered_at", row.delivered_at);
  visit.column("superseded_by", row.superseded_by);
  visit.column("superseding", row.superseding);
  visit.text("last_error", row.last_error);
}

/// Sources and documents, by their SHA-256.
struct ContentRow {
  Digest sha256;
  std::string bytes;
};
template <class Visit, IsRow<ContentRow> Row>
void columns(Visit& visit, Row& row) {
  visit.key("sha256", row.sha256);
  visit.bytes("bytes", row.bytes);
}

/// A bundle that was installed: its manifest is content too.
struct DefinitionRow {
  Digest id;
  std::string workflow;  ///< name
  std::int64_t version = 1;
  Digest workflow_source;  ///< the same name and version with other bytes is refused
  std::string manifest;
};
template <class Visit, IsRow<DefinitionRow> Row>
void columns(Visit& visit, Row& row) {
  visit.key("id", row.id);
  visit.column("workflow", row.workflow);
  visit.column("version", row.version);
  visit.column("workflow_source", row.workflow_source);
  visit.column("manifest", row.manifest);
}

}  // namespace aftale::records
