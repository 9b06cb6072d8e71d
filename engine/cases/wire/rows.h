#pragma once
#include <array>
#include <string_view>

#include "engine/cases/journal.h"
#include "engine/cases/wire/codec.h"
#include "engine/lifecycle/case_life.h"
#include "engine/lifecycle/delivery_life.h"
#include "engine/machine/format/payload.h"
#include "engine/records/rows.h"

/// The rows of a store on the wire. What people look for stands first; the keys of the rows come last.
namespace aftale::cases::wire {

/// The names of a life cycle's statuses, by their numbers.
template <const auto& kAll>
Names status_names() {
  static const auto kNames = [] {
    std::array<std::string_view, kAll.size()> names;
    for (std::size_t n = 0; n < names.size(); ++n) names[n] = lifecycle::name(kAll[n]);
    return names;
  }();
  return kNames;
}

template <class Wire>
void fields(Wire& wire, Of<Wire, records::CaseRow>& row) {
  wire.member("key", row.key);
  wire.member("title", row.title);
  wire.member("workflow", row.workflow);
  wire.member("workflow_title", row.workflow_title);
  wire.member("organisation", row.organisation);
  wire.member("definition", row.definition);
  wire.choice("status", row.status, status_names<lifecycle::kCaseStatuses>());
  wire.word("fault", row.fault);
  wire.member("opened_at", row.opened_at);
  wire.member("closed_at", row.closed_at);
  wire.member("wake_at", row.wake_at);
}
/// What nobody looks for, after everything else that is told of the case.
template <class Wire>
void last_fields(Wire& wire, Of<Wire, records::CaseRow>& row) {
  wire.member("id", row.id);
  wire.member("semantics", row.semantics);
}

template <class Wire>
void fields(Wire& wire, Of<Wire, records::WorkItemRow>& item) {
  static constexpr std::string_view kStatuses[] = {"open", "done", "cancelled"};
  wire.member("step", item.step);
  wire.member("title", item.title);
  wire.choice("status", item.status, kStatuses);
  wire.member("owner", item.owner);
  wire.word("contact", item.contact);
  wire.word("party", item.party);
  wire.word("body", item.body);
  wire.member("ballot", item.ballot);
  wire.member("opened_on", item.opened_on);
  wire.member("due_on", item.due_on);
  wire.member("planned_on", item.planned_on);
  wire.member("decided_on", item.decided_on);
  wire.member("overdue", item.overdue);
  wire.word("outcome", item.outcome);
  wire.word("word", item.word);
  wire.member("votes_for", item.votes_for);
  wire.member("votes_against", item.votes_against);
  wire.member("votes_abstained", item.votes_abstained);
  wire.member("present", item.present);
  wire.member("recused", item.recused);
  wire.word("remarks", item.remarks);
  wire.member("postponed", item.postponed);
  wire.member("case_id", item.case_id);
  wire.member("branch", item.branch);
  wire.member("item", item.item);
}

template <class Wire>
void fields(Wire& wire, Of<Wire, records::BranchRow>& row) {
  static constexpr std::string_view kStatuses[] = {"waiting", "running", "ended", "not_reported", "cancelled"};
  wire.member("path", row.key);
  wire.member("title", row.title);
  wire.choice("status", row.status, kStatuses);
  wire.member("round", row.round);
  wire.member("kept", row.kept);
  wire.word("outcome", row.outcome);
  wire.word("word", row.word);
  wire.member("ended_on", row.ended_on);
  wire.member("planned_on", row.planned_on);
  wire.member("due_on", row.due_on);
  wire.member("overdue", row.overdue);
  wire.member("group", row.group);
  wire.member("step", row.step);
  wire.member("case_id", row.case_id);
  wire.member("no", row.no);
  wire.member("parent", row.parent);
  wire.member("ordinal", row.ordinal);
  wire.rare_bytes("state", row.state);
}

template <class Wire>
void fields(Wire& wire, Of<Wire, records::DocumentRow>& row) {
  wire.member("document", row.document);
  wire.member("title", row.title);
  wire.member("version", row.version);
  wire.member("name", row.name);
  wire.member("sha256", row.sha256);
  wire.member("size", row.size);
  wire.member("attached", row.attached);
  wire.member("frozen", row.frozen);
  wire.member("case_id", row.case_id);
}

/// With the case's key where people look for it.
template <class Wire>
void outbox_fields(Wire& wire, Of<Wire, records::OutboxRow>& row, Of<Wire, std::string>& case_key) {
  wire.member("id", row.id);
  wire.member("case", case_key);
  wire.member("key", row.key);
  wire.member("message_id", row.message_id);
  wire.member("template", row.template_name);
  wire.member("receiver", row.receiver);
  wire.member("receiver_title", row.receiver_title);
  wire.choice("status", row.status, status_names<lifecycle::kDeliveryStatuses>());
  wire.member("attempts", row.attempts);
  wire.member("created_at", row.created_at);
  wire.member("next_attempt_at", row.next_attempt_at);
  wire.member("delivered_at", row.delivered_at);
  wire.word("last_error", row.last_error);
  wire.word("channel", row.channel);
  wire.word("thing", row.thing);
  wire.member("template_da", row.template_da);
  wire.member("template_en", row.template_en);
  wire.json("facts", row.facts);
  wire.member("case_id", row.case_id);
}

/// machine::InputKind, whose stable numbers begin with 1.
inline Names input_kinds() {
  static const auto kNames = [] {
    std::array<std::string_view, static_cast<std::size_t>(machine::kLastInputKind) + 1> names{};
    for (std::size_t n = 1; n < names.size(); ++n) names[n] = machine::name_of(static_cast<machine::InputKind>(n));
    return names;
  }();
  return kNames;
}

/// With the title of what was done.
template <class Wire>
void journal_fields(Wire& wire, Of<Wire, records::JournalRow>& row, Of<Wire, Text>& title) {
  wire.member("seq", row.seq);
  wire.member("revision", row.revision);
  wire.choice("kind", row.kind, input_kinds());
  wire.member("at", row.at);
  wire.member("recorded_at", row.recorded_at);
  wire.member("effective", row.effective);
  wire.member("actor", row.actor);
  wire.json("proof", row.proof);
  wire.member("request", row.request);
  wire.member("title", title);
  wire.json("input", row.input);
  wire.json("outcome", row.outcome);
  wire.member("hash", row.hash);
  wire.member("prev", row.prev);
  wire.member("format", row.format);
  wire.member("case_id", row.case_id);
}

/// An entry of the file itself: it belongs to no case and no command.
template <class Wire>
void file_journal_fields(Wire& wire, Of<Wire, records::JournalRow>& row, Of<Wire, Text>& title) {
  static constexpr std::string_view kKinds[] = {"configured", "advanced"};
  std::int64_t kind = row.kind - kConfigured;
  wire.member("seq", row.seq);
  wire.member("revision", row.revision);
  wire.choice("kind", kind, kKinds);
  if constexpr (Wire::kReads) row.kind = kind + kConfigured;
  wire.member("at", row.at);
  wire.member("recorded_at", row.recorded_at);
  wire.member("actor", row.actor);
  wire.json("proof", row.proof);
  wire.member("title", title);
  wire.json("input", row.input);
  wire.json("outcome", row.outcome);
  wire.member("hash", row.hash);
  wire.member("prev", row.prev);
  wire.member("format", row.format);
}

}  // namespace aftale::cases::wire
