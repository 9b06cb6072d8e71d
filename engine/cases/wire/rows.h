#pragma once
#include <array>
#include <string_view>

#include "engine/cases/journal.h"
#include "engine/cases/wire/codec.h"
#include "engine/lifecycle/case_life.h"
#include "engine/lifecycle/delivery_life.h"
#include "engine/machine/format/payload.h"
#include "engine/records/journal_hash.h"
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

/// The names of what stands in a row by its number.
inline Names names_of(lifecycle::CaseStatus) {
  return status_names<lifecycle::kCaseStatuses>();
}
inline Names names_of(lifecycle::BranchStatus) {
  return lifecycle::kBranchStatuses;
}
inline Names names_of(lifecycle::ItemStatus) {
  return lifecycle::kItemStatuses;
}

/// Tells the columns of a row (records/columns.h) to the wire, in their order.
template <class Wire>
class RowFields {
 public:
  explicit RowFields(Wire& wire) : wire_(wire) {}

  template <class T>
  void key(const char* name, T& value) {
    wire_.member(name, value);
  }
  template <class T>
  void column(const char* name, T& value) {
    if constexpr (records::Enumeration<std::remove_const_t<T>>)
      wire_.choice(name, value, names_of(value));
    else
      wire_.member(name, value);
  }
  template <class T>
  void text(const char* name, T& value) {
    wire_.word(name, value);
  }
  template <class T>
  void term(const char* name, T& value) {
    wire_.member(name, value);
  }
  template <class T>
  void maybe_term(const char* name, T& value) {
    wire_.word(name, value);
  }
  template <class T>
  void title(const char* name, T& value) {
    wire_.member(name, value);
  }
  template <class T>
  void bytes(const char* name, T& value) {
    wire_.rare_bytes(name, value);
  }
  template <class Members>
  void group(const char*, Members members) {
    members(*this);
  }

 private:
  Wire& wire_;
};

template <class Wire>
void fields(Wire& wire, Of<Wire, records::CaseRow>& row) {
  RowFields of(wire);
  records::first_columns(of, row);
}
/// What nobody looks for, after everything else that is told of the case.
template <class Wire>
void last_fields(Wire& wire, Of<Wire, records::CaseRow>& row) {
  RowFields of(wire);
  records::last_columns(of, row);
}
template <class Wire>
void fields(Wire& wire, Of<Wire, records::WorkItemRow>& row) {
  RowFields of(wire);
  records::columns(of, row);
}
template <class Wire>
void fields(Wire& wire, Of<Wire, records::BranchRow>& row) {
  RowFields of(wire);
  records::columns(of, row);
}
template <class Wire>
void fields(Wire& wire, Of<Wire, records::DocumentRow>& row) {
  RowFields of(wire);
  records::columns(of, row);
}

/// With the case's key where people look for it.
template <class Wire>
void outbox_fields(Wire& wire, Of<Wire, records::OutboxRow>& row, Of<Wire, std::string>& case_key) {
  wire.member("id", row.id);
  wire.member("case", case_key);
  wire.member("key", row.key);
  RequestId message_id = row.message_id();  // follows from the key
  wire.member("message_id", message_id);
  wire.member("template", row.template_name);
  wire.member("receiver", row.receiver);
  wire.member("receiver_title", row.receiver_title);
  wire.choice("status", row.status, status_names<lifecycle::kDeliveryStatuses>());
  wire.member("attempts", row.attempts);
  wire.member("created_at", row.created_at);
  wire.member("next_attempt_at", row.next_attempt_at);
  wire.member("delivered_at", row.delivered_at);
  static constexpr std::string_view kSupersededBy[] = {"nothing", "answer", "message", "digest", "correction"};
  wire.choice("superseded_by", row.superseded_by, kSupersededBy);
  wire.unless_zero("superseding", row.superseding);
  wire.word("last_error", row.last_error);
  wire.word("channel", row.channel);
  wire.word("thing", row.thing);
  wire.member("template_da", row.template_da);
  wire.member("template_en", row.template_en);
  std::string facts;
  if constexpr (!Wire::kReads) facts = records::facts_json(row);
  wire.json("facts", facts);
  if constexpr (Wire::kReads) records::read_facts(row, facts);
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

template <class Wire>
void proof_field(Wire& wire, Of<Wire, records::JournalRow>& row) {
  std::string proof;
  if constexpr (!Wire::kReads) proof = records::whole_proof(row);
  wire.json("proof", proof);
  if constexpr (Wire::kReads) records::split_proof(row, std::move(proof));
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
  proof_field(wire, row);
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
  proof_field(wire, row);
  wire.member("title", title);
  wire.json("input", row.input);
  wire.json("outcome", row.outcome);
  wire.member("hash", row.hash);
  wire.member("prev", row.prev);
  wire.member("format", row.format);
}

}  // namespace aftale::cases::wire
